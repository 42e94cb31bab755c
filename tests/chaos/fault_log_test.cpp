#include "chaos/fault_log.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

using lines = std::vector<std::string>;

fault_log log_of(const char* text, bool drawn = false) {
  std::vector faults{parse_fault(text).value()};
  faults[0].drawn = drawn;
  return fault_log(fault_plan(faults, {2, true, true, 30s, 100ms}, random_stream(1, "faults")));
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

TEST_CASE("a fault on what comes by must have acted on something; one on the system itself need not") {
  const auto healed = [](const char* text, const char* instance, std::uint64_t messages,
                         std::uint64_t requests) {
    auto log = log_of(text);
    log.fired(0, instance, 0, run_start + 5s);
    log.effect(0, messages, requests);
    log.healed(0, instance, run_start + 7s);
    return log;
  };
  const auto* drop = "drop 10% from dispatcher to cache at 5s for 2s";
  CHECK(
      healed(drop, "cache", 0, 0).unproven() ==
      lines{
          "'drop 10% from dispatcher to cache at 5s for 2s' affected nothing: no message or request came by "
          "that it could act on. Let it last longer or hit more, or raise the load."});
  CHECK(healed(drop, "cache", 3, 0).all_proven());
  CHECK(healed(drop, "cache", 3, 0).records()[0].messages_affected == 3);
  CHECK(healed("error in fallback at 5s for 2s", "fallback", 0, 0).unproven().size() == 1);
  CHECK(healed("error in fallback at 5s for 2s", "fallback", 0, 2).records()[0].requests_affected == 2);
  CHECK(healed("kill cache at 5s for 2s", "cache", 0, 0).all_proven());
  CHECK(healed("flush cache at 5s", "cache", 0, 0).all_proven());
}

TEST_CASE("of several firings one that met nothing by chance is no matter") {
  auto log = log_of("drop 1% from dispatcher to cache at 5s for 2s every 10s until 15s");
  for (const std::size_t firing : {0U, 1U}) {
    log.fired(firing, "cache", 0, run_start + 5s);
    log.healed(firing, "cache", run_start + 7s);
  }
  REQUIRE(log.unproven().size() == 1);
  CHECK(log.unproven()[0].starts_with("'drop 1% from dispatcher to cache at 5s for 2s every 10s until 15s' "
                                      "affected nothing"));
  log.effect(1, 1, 0);
  CHECK(log.all_proven());
}

TEST_CASE("a fault that nobody wrote may meet nothing") {
  auto log = log_of("drop 1% from dispatcher to cache at 5s for 2s", true);
  log.fired(0, "cache", 0, run_start + 5s);
  log.healed(0, "cache", run_start + 7s);
  CHECK(log.all_proven());
  CHECK_FALSE(log_of("drop 1% from dispatcher to cache at 5s for 2s", true).all_proven());
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

TEST_CASE("what does not kill takes hold, and lets go") {
  auto log = log_of("pause extractor at 5s for 2s");
  const auto& r = log.records()[0];
  CHECK(r.kind == "pause");
  CHECK(r.planned_heal_at == run_start + 7s);
  CHECK(log.unproven() ==
        lines{"'pause extractor at 5s for 2s' did not fire: never took hold of: extractor[0], extractor[1]"});
  log.fired(0, "extractor[0]", 1, run_start + 5s);
  log.fired(0, "extractor[1]", 1, run_start + 5s);
  log.healed(0, "extractor[0]", run_start + 7s);
  CHECK(log.unproven() == lines{"'pause extractor at 5s for 2s' did not heal: still holds: extractor[1]"});
}

TEST_CASE("each firing has a record of its own, and says which it is") {
  auto log = log_of("pause cache at 5s for 2s every 10s until 15s");
  REQUIRE(log.records().size() == 2);
  CHECK(log.records()[1].text == "pause cache at 5s for 2s every 10s until 15s");
  CHECK(log.records()[1].planned_at == run_start + 15s);
  CHECK(log.records()[1].planned_heal_at == run_start + 17s);
  log.fired(0, "cache", 1, run_start + 5s);
  log.healed(0, "cache", run_start + 7s);
  CHECK(log.unproven() ==
        lines{"'pause cache at 5s for 2s every 10s until 15s', of 15s, did not fire: never took "
              "hold of: cache"});
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
