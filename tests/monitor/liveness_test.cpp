#include "monitor/liveness.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

constexpr liveness_limits limits{.recovered_after = 1s, .recovery_max = 10s};

fault_record healed(duration at, std::optional<duration> recovery) {
  fault_record r;
  r.text = "kill cache at 1s for 2s";
  r.healed_at = run_start + at;
  r.recovery = recovery;
  return r;
}

using records = std::vector<fault_record>;
using sentences = std::vector<std::string>;

liveness_judgement judged(const records& faults, duration end, std::string held_up_by = "",
                          const std::vector<component_state>& components = {}) {
  return judge_liveness({faults, std::move(held_up_by), components, run_start + end}, limits);
}

} // namespace

TEST_SUITE_BEGIN("monitor/liveness");

TEST_CASE("a system that is back in time owes nothing more") {
  const auto j = judged({healed(3s, 12s), healed(20s, 10s)}, 40s);
  CHECK(j.not_recovered.empty());
  CHECK(j.too_short.empty());
  CHECK(judged({}, 40s).not_recovered.empty());
  CHECK(judged({fault_record{}}, 40s).too_short.empty());
}

TEST_CASE("one that comes back late, or is not back by then, has failed by a requirement") {
  const sentences expected{
      "The system was not back within 10s of the last healing ('kill cache at 1s for 2s', at 3s): "
      "'latency_p95 < 100 ms' did not hold."};
  CHECK(judged({healed(3s, 10100ms)}, 40s, "latency_p95 < 100 ms").not_recovered == expected);
  CHECK(judged({healed(3s, std::nullopt)}, 14s, "latency_p95 < 100 ms").not_recovered == expected);
  CHECK(judged({healed(3s, std::nullopt)}, 14s, "latency_p95 < 100 ms").too_short.empty());
  CHECK(judged({healed(3s, std::nullopt)}, 14s)
            .not_recovered[0]
            .ends_with("at 3s): no request was due that could show it."));
}

TEST_CASE("a run that ends before that can be seen is too short, and says how long it takes") {
  const auto j = judged({healed(3s, std::nullopt)}, 13900ms, "success_rate >= 99 %");
  CHECK(j.not_recovered.empty());
  CHECK(j.too_short ==
        sentences{"The run is too short to see the system recover: 'kill cache at 1s for 2s' healed at 3s, "
                  "the run ended at 13.9s, and the requirements must hold for 1s ('chaos.recovered_after'); "
                  "until then 'success_rate >= 99 %' did not hold. Set a 'duration' of 14s or more, or let "
                  "the faults end earlier."});
  CHECK(judged({healed(3s, std::nullopt)}, 3500ms).too_short[0].find("until then") == std::string::npos);
}

TEST_CASE("a number of requests that is done before the healing leaves components to show it") {
  const records late{healed(3s, std::nullopt)};
  const std::vector<component_state> down{{"extractor[0]", "starting", false}};
  const auto j = judge_liveness({late, "", down, run_start + 400ms, true}, limits);
  CHECK(j.too_short.empty());
  CHECK(j.not_recovered ==
        sentences{"extractor[0] was starting when the run was over, 0s after the last fault had healed."});
  // One that is done just after it is too few.
  CHECK(judge_liveness({late, "", {}, run_start + 3500ms, true}, limits)
            .too_short[0]
            .ends_with("Ask for more 'load.requests', or let the faults end earlier."));
  // Without such a number the load was there to the end of the run, and what healed past it healed too late.
  CHECK(judge_liveness({late, "", {}, run_start + 2900ms}, limits).too_short.size() == 1);
}

TEST_CASE("a component that is not as it should be is named") {
  const std::vector<component_state> components{
      {"extractor[0]", "up", true}, {"extractor[1]", "down", false}, {"circuit breaker", "open", false}};
  CHECK(judged({healed(3s, 0s)}, 5500ms, "", components).not_recovered ==
        sentences{"extractor[1] was down when the run was over, 2.5s after the last fault had healed.",
                  "circuit breaker was open when the run was over, 2.5s after the last fault had healed."});
  // Without a fault there is nothing to come back from.
  CHECK(judged({}, 5s, "", components).not_recovered.empty());
}

TEST_SUITE_END();
