// A leak in a plug-in extractor is found within 30 seconds of the real clock, and a clean run of the same
// length is not accused. How often either goes wrong is counted on made-up series: see monitor/leak_test.
#include "scenario_runs.hpp"

#include <memory>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t block_bytes = 10'000;

/// Forgets what it allocates, at a rate that does not depend on how often it is asked.
class leaking_extractor final : public feature_extractor {
public:
  leaking_extractor(double leak_mb_per_s, std::vector<std::unique_ptr<char[]>>& leaked)
      : leak_mb_per_s_(leak_mb_per_s), leaked_(leaked) {}
  std::string_view name() const noexcept override { return "leaking"; }
  std::size_t feature_count() const noexcept override { return 1; }
  std::size_t window_length_min() const noexcept override { return 10; }
  void extract(std::span<const window_view>, std::span<extraction> results, std::stop_token) override {
    const double seconds = in_seconds(std::chrono::steady_clock::now() - began_);
    const double bytes_due = seconds * leak_mb_per_s_ * 1e6;
    // Made of zeros, so that every page is touched: one that is not takes no memory.
    for (; leaked_bytes_ + block_bytes <= bytes_due; leaked_bytes_ += block_bytes)
      leaked_.push_back(std::make_unique<char[]>(block_bytes));
    for (auto& r : results)
      r.features.values = {1.0F};
  }

private:
  double leak_mb_per_s_;
  std::vector<std::unique_ptr<char[]>>& leaked_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  double leaked_bytes_ = 0;
};

run_result run_with_leak(double leak_mb_per_s) {
  auto s = virtual_scenario();
  s.duration_measured = 15s;
  s.warmup = 1s;
  s.extractor.workers = 1;
  s.requirements = {parse_requirement("memory_growth_mb_per_hour < 600 MB/h").value()};
  auto inputs = load_run_inputs(s).value();
  s.clock = clock_kind::real;
  s.cache.enabled = false;
  std::vector<std::unique_ptr<char[]>> leaked;
  inputs.make_model = [&] { return std::make_unique<leaking_extractor>(leak_mb_per_s, leaked); };
  inputs.make_fallback = inputs.make_model;
  s.fallback.enabled = false;
  const std::atomic<bool> no = false;
  auto r = run_scenario(s, inputs, {no});
  check_conserved(r);
  return r;
}

} // namespace

TEST_SUITE_BEGIN("actors/soak");

TEST_CASE("a leak of a megabyte a second fails the run") {
  const auto r = run_with_leak(1);
  REQUIRE(r.trends.memory_mb_per_hour);
  CHECK(r.trends.memory_mb_per_hour->slope == doctest::Approx(3600).epsilon(0.1));
  CHECK(r.requirements.at(0).fails());
  REQUIRE(r.requirements.at(0).growth);
  CHECK(r.requirements.at(0).growth->lower > 3000);
}

TEST_CASE("a clean run is not accused, and what it holds is flat") {
  const auto r = run_with_leak(0);
  REQUIRE(r.trends.memory_mb_per_hour);
  CHECK(r.requirements.at(0).holds);
  CHECK(r.metric("open_descriptors_max").value() < 50);
  CHECK(r.metric("threads_max").value() < 30);
  CHECK(r.metric("queue_depth_max").value() <= 100);
}

TEST_SUITE_END();
