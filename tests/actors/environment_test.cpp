#include "chaos/fault_spec.hpp"
#include "core/random.hpp"
#include "load/closed_loop.hpp"
#include "scenario_runs.hpp"

#include <algorithm>
#include <array>
#include <cmath>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

scenario environment_scenario(std::uint32_t environments) {
  auto s = virtual_scenario();
  s.load = {};
  s.load.shape = load_shape::environments;
  s.cache.enabled = false;
  s.environment.emplace();
  s.environment->environments = environments;
  s.environment->trading.lookback_window = s.market.window;
  return s;
}

double number(const environment_result& e, std::string_view name) {
  const auto found = std::ranges::find(e.metrics, name, &std::pair<std::string, double>::first);
  REQUIRE(found != e.metrics.end());
  return found->second;
}

void add_fault(scenario& s, std::string_view sentence) {
  auto fault = parse_fault(sentence);
  REQUIRE(fault);
  s.faults.push_back(std::move(*fault));
}

} // namespace

TEST_SUITE_BEGIN("actors/environment");

TEST_CASE("a step takes as long as its extraction, one after the other") {
  const auto r = run(environment_scenario(1));
  check_conserved(r);
  check_little(r);
  // 5 s of steps of 1 ms; each episode begins with an observation that is no step.
  CHECK(*r.metric("step_latency_p50") == doctest::Approx(1).epsilon(0.01));
  CHECK(*r.metric("extraction_p50") == doctest::Approx(1).epsilon(0.01));
  CHECK(*r.metric("extraction_share") == doctest::Approx(1));
  CHECK(r.outcomes.issued == 5000);
  const auto episodes = *r.metric("episodes_total");
  CHECK(episodes == std::floor(5000. / 241)); // 300 bars, of which the first window takes 60
  CHECK(std::abs(*r.metric("steps_total") - (5000 - episodes - 1)) <= 1);
  CHECK(*r.metric("concurrency_avg") == doctest::Approx(1).epsilon(0.01));
}

TEST_CASE("episodes end the run where a number of them was asked for") {
  auto s = environment_scenario(3);
  s.environment->episodes = s.load.episodes = 2;
  s.environment->episode_steps = 50;
  s.duration_measured = 100s;
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.invalid_reasons.empty());
  CHECK(*r.metric("episodes_total") == 6);
  CHECK(*r.metric("steps_total") == 300);
  CHECK(r.outcomes.issued == 306);
  CHECK(r.measured < 1s);
  REQUIRE(r.environments.size() == 3);
  for (const auto& e : r.environments) {
    CHECK(number(e, "episodes") == 2);
    CHECK(number(e, "steps") == 100);
    CHECK(number(e, "extractions") == 102);
  }
}

TEST_CASE("a run that is too short for its episodes says so") {
  auto s = environment_scenario(2);
  s.environment->episodes = s.load.episodes = 100;
  const auto r = run(s);
  CHECK(r.verdict == verdict::invalid);
  REQUIRE(r.invalid_reasons.size() == 1);
  CHECK(r.invalid_reasons.front() ==
        "Only 40 of 200 episodes ended in the 5s that they may take. Set a longer 'duration'.");
}

TEST_CASE("an episode goes on with fallback features while the extractors are down") {
  auto s = environment_scenario(1);
  s.environment->episode_steps = 200;
  s.environment->think_time = service_model::constant(20ms);
  add_fault(s, "kill extractor at 1s for 2s");
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.outcomes[outcome::fallback] > 90);
  CHECK(r.outcomes[outcome::extracted] > 100);
  CHECK(r.outcomes[outcome::failed] == 0);
  CHECK(number(r.environments.front(), "episodes_given_up") == 0);
  CHECK(number(r.environments.front(), "fallback_rate") == doctest::Approx(*r.metric("fallback_usage_rate")));
}

TEST_CASE("without a fallback an episode that gets no features is given up, and the next one begins") {
  auto s = environment_scenario(1);
  s.fallback.enabled = false;
  s.environment->think_time = service_model::constant(20ms);
  add_fault(s, "kill extractor at 1s for 2s");
  const auto r = run(s);
  check_conserved(r);
  const auto& e = r.environments.front();
  CHECK(number(e, "episodes_given_up") > 0);
  CHECK(number(e, "error_rate") > 0);
  CHECK(r.outcomes[outcome::extracted] > 100);
}

TEST_CASE("several symbols are asked for at once, and the step waits for the last of them") {
  auto s = environment_scenario(2);
  s.market.symbols = 5;
  s.environment->symbols = 3;
  s.extractor.workers = 1;
  s.extractor.batch_max = 1;
  s.environment->environments = 1;
  const auto r = run(s);
  check_conserved(r);
  CHECK(*r.metric("step_latency_p50") == doctest::Approx(3).epsilon(0.01));
  CHECK(*r.metric("latency_p50") == doctest::Approx(2).epsilon(0.01));
  CHECK(std::ranges::count(r.environments.front().symbols, ',') == 2);
}

TEST_CASE("the killed generator's environments go on with its successor") {
  auto s = environment_scenario(2);
  s.environment->think_time = service_model::constant(5ms);
  add_fault(s, "kill load_generator at 2s for 500ms");
  const auto r = run(s);
  check_conserved(r);
  // 5 s without the half second, in cycles of 6 ms.
  CHECK(*r.metric("steps_total") == doctest::Approx(2 * 4500. / 6).epsilon(0.05));
}

TEST_CASE("where features are cached no time stands still") {
  auto s = environment_scenario(1);
  s.cache.enabled = true;
  s.environment->policies = {static_cast<std::size_t>(policy_kind::buy_and_hold)};
  const auto r = run(s);
  check_conserved(r);
  // The second episode asks for what the first one did.
  CHECK(*r.metric("cache_hit_rate") > 0.9);
  CHECK(*r.metric("steps_total") <= in_seconds(r.measured) / in_seconds(closed_loop::least_cycle));
}

TEST_CASE("runs conserve whatever breaks, and are the same for the same seed, over 50 seeds") {
  constexpr std::array<std::string_view, 6> faults{
      "kill dispatcher at 1s for 300ms",     "kill cache at 1s for 300ms",
      "pause extractor[0] at 1s for 1s",     "drop 10% from extractor to dispatcher at 1s for 1s",
      "kill load_generator at 1s for 200ms", "kill fallback at 1s for 1s"};
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    CAPTURE(seed);
    random_stream random(seed, "scenario");
    auto s = environment_scenario(static_cast<std::uint32_t>(1 + random.below(8)));
    s.seed = seed;
    s.duration_measured = 3s;
    s.warmup = std::chrono::milliseconds(random.below(500));
    s.market.symbols = 4;
    s.environment->symbols = static_cast<std::uint32_t>(1 + random.below(3));
    s.environment->policies = {0, 1, 2};
    s.environment->episode_steps = static_cast<std::uint32_t>(1 + random.below(100));
    s.environment->think_time = service_model::exponential(2ms);
    s.cache.enabled = true;
    s.extractor.timeout = 100ms;
    add_fault(s, faults[random.below(faults.size())]);
    const auto r = run(s);
    check_conserved(r);
    check_little(r);
    const auto again = run(s);
    CHECK(r.event_digest == again.event_digest);
    CHECK(r.metrics == again.metrics);
    CHECK(r.environments.size() == s.environment->environments);
  }
}

TEST_SUITE_END();
