#include "actors/core_pinning.hpp"
#include "scenario_runs.hpp"

#include <algorithm>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// Stands in for an extractor under test that misbehaves: it takes `takes`, whatever it is told meanwhile,
/// and throws on the n-th batch of its life.
class rude_extractor final : public feature_extractor {
public:
  rude_extractor(duration takes, int throws_on) : takes_(takes), throws_on_(throws_on) {}
  std::string_view name() const noexcept override { return "rude"; }
  std::size_t feature_count() const noexcept override { return 1; }
  std::size_t window_length_min() const noexcept override { return 10; }
  void extract(std::span<const window_view>, std::span<extraction> results, std::stop_token) override {
    std::this_thread::sleep_for(takes_);
    if (++batches_ == throws_on_)
      throw std::runtime_error("the model has a bug");
    for (auto& r : results)
      r.features.values = {1.0F};
  }

private:
  duration takes_;
  int throws_on_;
  int batches_ = 0;
};

scenario real_scenario() {
  auto s = virtual_scenario();
  s.clock = clock_kind::real;
  s.duration_measured = 600ms;
  s.cache.enabled = false;
  s.supervisor.restart_delay = 20ms;
  return s;
}

run_inputs rude_inputs(const scenario& s, duration takes, int throws_on = 0) {
  auto simulated = s;
  simulated.clock = clock_kind::virtual_time;
  auto inputs = load_run_inputs(simulated).value();
  inputs.make_model = [=] { return std::make_unique<rude_extractor>(takes, throws_on); };
  inputs.make_fallback = [] { return std::make_unique<rude_extractor>(0ms, 0); };
  return inputs;
}

/// Notes the cores that its thread may run on.
class located_extractor final : public feature_extractor {
public:
  explicit located_extractor(std::function<void(std::vector<int>)> note) : note_(std::move(note)) {}
  std::string_view name() const noexcept override { return "located"; }
  std::size_t feature_count() const noexcept override { return 1; }
  std::size_t window_length_min() const noexcept override { return 10; }
  void extract(std::span<const window_view>, std::span<extraction> results, std::stop_token) override {
    note_(allowed_cores());
    for (auto& r : results)
      r.features.values = {1.0F};
  }

private:
  std::function<void(std::vector<int>)> note_;
};

/// Where the extractors of a short run were, each set of cores once.
std::set<std::vector<int>> places_of_extractors(bool pinned) {
  auto s = real_scenario();
  s.duration_measured = 200ms;
  s.extractor.pinned = pinned;
  std::mutex mutex;
  std::set<std::vector<int>> places;
  auto inputs = rude_inputs(s, 0ms);
  inputs.make_model = [&] {
    return std::make_unique<located_extractor>([&](std::vector<int> cores) {
      const std::scoped_lock lock(mutex);
      places.insert(std::move(cores));
    });
  };
  const std::atomic<bool> no = false;
  check_conserved(run_scenario(s, inputs, {no}));
  return places;
}

bool mentions(const run_result& r, std::string_view text) {
  return std::ranges::any_of(r.invalid_reasons,
                             [&](const std::string& reason) { return reason.find(text) != reason.npos; });
}

} // namespace

TEST_SUITE_BEGIN("actors/real_run");

TEST_CASE("an extractor that crashes loses no request, and the result says what it died of") {
  const auto s = real_scenario();
  const std::atomic<bool> no = false;
  const auto r = run_scenario(s, rude_inputs(s, 0ms, 5), {no});
  check_conserved(r);
  CHECK(r.outcomes.issued == 60);
  CHECK(r.verdict == verdict::invalid);
  CHECK(mentions(r, "without a fault, the last time of: the model has a bug"));
}

TEST_CASE("an extractor that can't be made ends the run at once, with the reason") {
  const auto s = real_scenario();
  auto inputs = rude_inputs(s, 0ms);
  inputs.make_model = []() -> std::unique_ptr<feature_extractor> {
    throw std::runtime_error("no such model");
  };
  const std::atomic<bool> no = false;
  const auto r = run_scenario(s, inputs, {no});
  CHECK(r.broken);
  // Whichever of the two is first to try.
  CHECK(mentions(r, "The run could not start: extractor["));
  CHECK(mentions(r, "]: no such model."));
}

TEST_CASE("the cold start takes the loading of the weights, the making and the first extraction") {
  auto s = real_scenario();
  s.requirements = {parse_requirement("cold_start_ms >= 150 ms").value()};
  auto inputs = rude_inputs(s, 20ms);
  inputs.weights_loading = 100ms;
  const auto make = inputs.make_model;
  inputs.make_model = [=] {
    std::this_thread::sleep_for(30ms);
    return make();
  };
  const std::atomic<bool> no = false;
  const auto r = run_scenario(s, inputs, {no});
  check_conserved(r);
  CHECK(r.metric("cold_start_ms").value() >= 150);
  CHECK(r.requirements.at(0).holds);
}

TEST_CASE("pinned, each extractor has a core, and the others of the process have all") {
  const auto all = allowed_cores();
  CHECK(places_of_extractors(false) == std::set{all});
  std::set<std::vector<int>> expected;
  for (std::size_t worker = 0; worker < 2; ++worker)
    expected.insert({all[worker % all.size()]});
  CHECK(places_of_extractors(true) == expected);
  CHECK(allowed_cores() == all);
}

TEST_CASE("a fault that is over before its victim is seen dead heals all the same") {
  auto s = real_scenario();
  s.faults = {fault("kill extractor at 100ms for 1us"), fault("kill extractor[1] at 300ms for 10ms")};
  const std::atomic<bool> no = false;
  const auto r = run_scenario(s, rude_inputs(s, 30ms), {no});
  check_conserved(r);
  for (const auto& f : r.faults)
    CHECK(f.healed_at);
}

TEST_CASE("a fault that finds its target down makes the run invalid, not endless") {
  auto s = real_scenario();
  s.faults = {fault("kill extractor[0] at 100ms for 100ms"), fault("kill extractor[0] at 150ms")};
  const std::atomic<bool> no = false;
  const auto r = run_scenario(s, rude_inputs(s, 0ms), {no});
  check_conserved(r);
  CHECK(r.verdict == verdict::invalid);
  CHECK(mentions(r, "it found down already: extractor[0]"));
}

TEST_CASE("interrupted while its components come up, a run ends at once") {
  const auto s = real_scenario();
  auto inputs = rude_inputs(s, 0ms);
  const auto make = inputs.make_model;
  inputs.make_model = [=] {
    std::this_thread::sleep_for(200ms);
    return make();
  };
  const std::atomic<bool> yes = true;
  const auto r = run_scenario(s, inputs, {yes});
  CHECK(r.interrupted);
  CHECK(r.outcomes.issued == 0);
}

TEST_CASE("interrupted while its generator is down, a run does not wait for it") {
  auto s = real_scenario();
  s.duration_measured = 20s;
  s.faults = {fault("kill load_generator at 50ms for 15s")};
  std::atomic<bool> stop = false;
  std::jthread user([&] {
    std::this_thread::sleep_for(200ms);
    stop = true;
  });
  const auto began = std::chrono::steady_clock::now();
  const auto r = run_scenario(s, rude_inputs(s, 0ms), {stop});
  CHECK(std::chrono::steady_clock::now() - began < 10s);
  CHECK(r.interrupted);
  check_conserved(r);
}

TEST_SUITE_END();
