#include "chaos/fault_log.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

using lines = std::vector<std::string>;

fault_log log_of(const char* text) {
  return fault_log(fault_plan({parse_fault(text).value()}, 2));
}

} // namespace

TEST_SUITE_BEGIN("chaos/fault_log");

TEST_CASE("a record begins with the plan") {
  const auto log = log_of("kill extractor[1] at 5s for 2s");
  REQUIRE(log.records().size() == 1);
  const auto& r = log.records()[0];
  CHECK(r.text == "kill extractor[1] at 5s for 2s");
  CHECK(r.kind == "kill");
  CHECK(r.target == "extractor[1]");
  CHECK(r.planned_at == run_start + 5s);
  CHECK(r.planned_heal_at == run_start + 7s);
  CHECK_FALSE(r.fired_at);
  CHECK_FALSE(log_of("kill cache at 5s").records()[0].planned_heal_at);
}

TEST_CASE("what was seen down and up again is proven") {
  auto log = log_of("kill cache at 5s for 2s");
  log.fired(0, "cache", 1, run_start + 5001ms);
  log.affected("cache", 1, 17);
  log.healed(0, "cache", run_start + 7002ms);
  const auto& r = log.records()[0];
  CHECK(r.fired_at == run_start + 5001ms);
  CHECK(r.healed_at == run_start + 7002ms);
  CHECK(r.hit == lines{"cache#1"});
  CHECK(r.requests_affected == 17);
  CHECK(log.unproven().empty());
  CHECK(log.all_proven());
}

TEST_CASE("what stays down for good is settled, and no reason to doubt the run") {
  auto log = log_of("kill cache at 5s");
  log.endured(0, "cache");
  CHECK_FALSE(log.all_settled());
  log.fired(0, "cache", 1, run_start + 5001ms);
  log.endured(0, "cache");
  CHECK(log.all_settled());
  CHECK_FALSE(log.records()[0].healed_at);
  CHECK(log.unproven().empty());
}

TEST_CASE("several instances count from the last one seen") {
  auto log = log_of("kill extractor at 5s for 2s");
  const auto& r = log.records()[0];
  log.fired(0, "extractor[1]", 1, run_start + 5001ms);
  log.affected("extractor[1]", 1, 3);
  CHECK_FALSE(r.fired_at);
  log.fired(0, "extractor[0]", 4, run_start + 5003ms);
  log.affected("extractor[0]", 4, 2);
  CHECK(r.fired_at == run_start + 5003ms);
  CHECK(r.hit == lines{"extractor[1]#1", "extractor[0]#4"});
  CHECK(r.requests_affected == 5);
  log.healed(0, "extractor[0]", run_start + 7001ms);
  CHECK_FALSE(r.healed_at);
  log.healed(0, "extractor[1]", run_start + 7004ms);
  CHECK(r.healed_at == run_start + 7004ms);
}

TEST_CASE("what was not seen makes a sentence") {
  auto log = log_of("kill extractor at 5s for 2s");
  CHECK(log.unproven() ==
        lines{"'kill extractor at 5s for 2s' did not fire: never seen down: extractor[0], extractor[1]"});
  log.fired(0, "extractor[0]", 1, run_start + 5s);
  CHECK(log.unproven() == lines{"'kill extractor at 5s for 2s' did not fire: never seen down: extractor[1]"});
  log.fired(0, "extractor[1]", 1, run_start + 5s);
  log.healed(0, "extractor[1]", run_start + 7s);
  CHECK(log.unproven() ==
        lines{"'kill extractor at 5s for 2s' did not heal: not seen up again: extractor[0]"});
  CHECK_FALSE(log.all_proven());
}

TEST_CASE("a fault that finds its target down is settled, and not proven") {
  auto log = log_of("kill extractor at 5s for 2s");
  log.fired(0, "extractor[0]", 1, run_start + 5s);
  log.missed(0, "extractor[1]");
  CHECK_FALSE(log.all_settled());
  log.healed(0, "extractor[0]", run_start + 7s);
  CHECK(log.all_settled());
  CHECK(log.unproven() ==
        lines{"'kill extractor at 5s for 2s' did not fire: it found down already: extractor[1]"});
}

TEST_CASE("a sighting that fits nothing or comes twice changes nothing") {
  auto log = log_of("kill cache at 5s");
  log.healed(0, "cache", run_start + 1s);
  log.fired(0, "fallback", 1, run_start + 5s);
  log.affected("fallback", 1, 9);
  log.fired(1, "cache", 1, run_start + 5s);
  log.affected("cache", 1, 9);
  CHECK(log.records()[0].hit.empty());

  log.fired(0, "cache", 1, run_start + 5s);
  log.affected("cache", 1, 2);
  log.fired(0, "cache", 2, run_start + 6s);
  log.affected("cache", 2, 2);
  log.healed(0, "cache", run_start + 7s);
  log.healed(0, "cache", run_start + 8s);
  const auto& r = log.records()[0];
  CHECK(r.fired_at == run_start + 5s);
  CHECK(r.healed_at == run_start + 7s);
  CHECK(r.hit == lines{"cache#1"});
  CHECK(r.requests_affected == 2);
}

TEST_SUITE_END();
