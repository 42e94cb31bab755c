#include "chaos/fault_check.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// Two workers, 30 s measured, restarts after 100 ms.
const fault_bounds bounds{2, true, true, 30s, 100ms};

std::vector<fault_spec> parsed(std::initializer_list<const char*> texts) {
  std::vector<fault_spec> faults;
  for (const auto* text : texts)
    faults.push_back(parse_fault(text).value());
  return faults;
}

std::vector<std::string> messages(std::initializer_list<const char*> texts,
                                  const fault_bounds& within = bounds) {
  std::vector<std::string> list;
  for (const auto& p : check_faults(parsed(texts), within))
    list.push_back(p.message);
  return list;
}

using lines = std::vector<std::string>;

} // namespace

TEST_SUITE_BEGIN("chaos/fault_check");

TEST_CASE("faults that fire and heal within the run are fine") {
  CHECK(messages({"kill extractor at 0s for 2s", "kill extractor[1] at 5s", "kill cache at 5s for 24s",
                  "kill extractor[0] at 5s for 1s", "kill dispatcher at 29s"})
            .empty());
}

TEST_CASE("an instance must exist") {
  CHECK(messages({"kill extractor[1] at 1s"}).empty());
  CHECK(messages({"kill extractor[2] at 1s"}) ==
        lines{"'kill extractor[2] at 1s' never fires: there is no extractor[2]; with 2 workers, the last is "
              "extractor[1]"});
  CHECK(messages({"kill extractor[1] at 1s"}, {1, true, true, 30s, 100ms}) ==
        lines{"'kill extractor[1] at 1s' never fires: there is no extractor[1]; with 1 worker, the last is "
              "extractor[0]"});
}

TEST_CASE("what is switched off can't be killed") {
  const fault_bounds bare{2, false, false, 30s, 100ms};
  CHECK(messages({"kill cache at 1s", "kill fallback at 1s", "kill extractor at 1s"}, bare) ==
        lines{"'kill cache at 1s' never fires: the cache is switched off",
              "'kill fallback at 1s' never fires: the fallback is switched off"});
}

TEST_CASE("a fault fires before the end of the run") {
  CHECK(messages({"kill cache at 30s"}) == lines{"'kill cache at 30s' never fires: the run ends at 30s"});
}

TEST_CASE("a fault heals before the end of the run") {
  CHECK(messages({"kill cache at 29s for 2s"}) == lines{"'kill cache at 29s for 2s' heals at 31s, but the "
                                                        "run ends at 30s and must prove that it healed; make "
                                                        "the run longer or the fault shorter"});
  CHECK(messages({"kill cache at 29s for 1s"}).size() == 1);
  CHECK(messages({"kill cache at 29.95s"}) == lines{"'kill cache at 29.95s' heals at 30.05s, but the run "
                                                    "ends at 30s and must prove that it healed; make "
                                                    "the run longer or the fault earlier"});
}

TEST_CASE("a fault waits until the one before it on the same instance has healed") {
  CHECK(messages({"kill extractor at 5s for 2s", "kill extractor[0] at 6s"}) ==
        lines{"'kill extractor[0] at 6s' comes before 'kill extractor at 5s for 2s' has healed, at 7s"});
  CHECK(messages({"kill extractor at 5s for 2s", "kill extractor at 7s"}).size() == 1);
  CHECK(messages({"kill extractor at 5s for 2s", "kill extractor at 7.001s"}).empty());
  CHECK(messages({"kill extractor[0] at 5s for 2s", "kill extractor[1] at 6s"}).empty());
  CHECK(messages({"kill cache at 5s for 2s", "kill dispatcher at 6s"}).empty());
}

TEST_CASE("of two that overlap the one that fires later is named, of two at once the one written later") {
  const auto problems = check_faults(parsed({"kill cache at 6s", "kill cache at 5s for 2s"}), bounds);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].index == 0);
  CHECK(problems[0].message == "'kill cache at 6s' comes before 'kill cache at 5s for 2s' has healed, at 7s");

  const auto twice = check_faults(parsed({"kill cache at 6s", "kill cache at 6s"}), bounds);
  REQUIRE(twice.size() == 1);
  CHECK(twice[0].index == 1);
}

TEST_CASE("a zone has a name, and its extractors are not killed twice at once") {
  auto zoned = bounds;
  zoned.extractor_workers = 4;
  zoned.zones = {{"near", 0, 2}, {"far", 2, 2}};
  CHECK(messages({"kill zone[far] at 5s for 2s", "kill extractor[1] at 6s"}, zoned).empty());
  CHECK(messages({"kill zone[farr] at 5s"}, zoned) ==
        lines{"'kill zone[farr] at 5s' never fires: there is no zone 'farr'; zones are 'near', 'far'"});
  CHECK(messages({"kill zone[far] at 5s"}) ==
        lines{"'kill zone[far] at 5s' never fires: there is no zone 'far'; zones are [[zone]] tables"});
  CHECK(messages({"kill zone[far] at 5s for 2s", "kill extractor[3] at 6s"}, zoned) ==
        lines{"'kill extractor[3] at 6s' comes before 'kill zone[far] at 5s for 2s' has healed, at 7s"});
}

TEST_CASE("both ends of a way must be there") {
  auto bare = bounds;
  bare.cache_enabled = false;
  CHECK(messages({"drop 5% from cache to dispatcher at 1s for 1s"}, bare) ==
        lines{"'drop 5% from cache to dispatcher at 1s for 1s' never fires: the cache is switched off"});
  CHECK(messages({"drop 5% from extractor[4] to dispatcher at 1s for 1s"}) ==
        lines{"'drop 5% from extractor[4] to dispatcher at 1s for 1s' never fires: there is no extractor[4]; "
              "with "
              "2 workers, the last is extractor[1]"});
  CHECK(messages({"drop 5% from all to all at 1s for 1s", "pause all at 1s for 1s"}, bare).empty());
  CHECK(messages({"flush all at 1s"}, bare) ==
        lines{"'flush all at 1s' never fires: what it may hit is switched off"});
}

TEST_CASE("a zone without extractors has none to hit") {
  auto zoned = bounds;
  zoned.zones = {{"near", 0, 2}, {"far", 2, 0}};
  CHECK(messages({"kill zone[far] at 5s"}, zoned) ==
        lines{"'kill zone[far] at 5s' never fires: zone 'far' has no extractors"});
}

TEST_CASE("some kinds are for one clock") {
  auto real = bounds;
  real.clock = clock_kind::real;
  CHECK(messages({"burn 50% cpu at 1s for 1s", "hog 10MB memory at 1s for 1s"}, real).empty());
  CHECK(messages({"skew clock of cache by 1s at 1s for 1s"}).empty());
  CHECK(
      messages({"burn 50% cpu at 1s for 1s"}) ==
      lines{"'burn 50% cpu at 1s for 1s' never fires: the virtual clock takes nothing of the machine; run it "
            "with clock = \"real\""});
  CHECK(
      messages({"skew clock of cache by 1s at 1s for 1s"}, real) ==
      lines{
          "'skew clock of cache by 1s at 1s for 1s' never fires: the real clock can't be skewed; run it with "
          "clock = \"virtual\""});
}

TEST_CASE("what comes back has healed by then") {
  CHECK(messages({"pause cache at 1s for 2s every 2001ms", "kill dispatcher at 1s every 101ms"}).empty());
  CHECK(
      messages({"pause cache at 1s for 2s every 2s"}) ==
      lines{
          "'pause cache at 1s for 2s every 2s' fires again before it has healed: 'every' must be longer than "
          "2s"});
  CHECK(messages({"kill cache mean every 100ms"}) ==
        lines{"'kill cache mean every 100ms' fires again before it has healed: 'every' must be longer than "
              "100ms"});
  CHECK(messages({"flush cache at 0s every 1ms"}) ==
        lines{"'flush cache at 0s every 1ms' fires more than 10000 times; make 'every' longer"});
  CHECK(messages({"flush cache mean every 1ms until 1000h"}) ==
        lines{"'flush cache mean every 1ms until 1000h' fires more than 10000 times; make 'every' longer"});
}

TEST_CASE("'until' comes after the beginning and leaves time to heal") {
  CHECK(messages({"pause cache at 5s for 1s every 10s until 4s"}) ==
        lines{"'pause cache at 5s for 1s every 10s until 4s' never fires: 4s is before 5s"});
  CHECK(messages({"pause cache at 5s for 1s every 10s until 29s"}).empty());
  CHECK(
      messages({"pause cache at 5s for 5s every 10s until 29s"}) ==
      lines{"'pause cache at 5s for 5s every 10s until 29s' fires at 25s and heals at 30s then, but the run "
            "ends at 30s and must prove that it healed; leave out 'until', or make it earlier"});
  CHECK(
      messages({"pause cache mean every 10s for 2s until 29s"}) ==
      lines{
          "'pause cache mean every 10s for 2s until 29s' fires as late as 29s and heals at 31s then, but the "
          "run ends at 30s and must prove that it healed; leave out 'until', or make it earlier"});
  CHECK(
      messages({"pause cache from 29s mean every 10s for 2s"}) ==
      lines{
          "'pause cache from 29s mean every 10s for 2s' heals at 31s, but the run ends at 30s and must prove "
          "that it healed; make the run longer or the fault shorter"});
}

TEST_CASE("restarts of one instance take longer, one after the other") {
  auto strict = bounds;
  strict.restarts = restart_config{.restarts_within = 10s};
  CHECK(messages({"kill cache at 1s", "kill cache at 2s", "kill cache at 2150ms"}, strict) ==
        lines{"'kill cache at 2150ms' comes before 'kill cache at 2s' has healed, at 2.2s"});
  CHECK(messages({"kill cache at 1s", "kill fallback at 2s", "kill fallback at 2150ms"}, strict).empty());
  CHECK(messages({"kill cache at 1s for 500ms", "kill cache at 2s", "kill cache at 2150ms"}, strict).empty());
  CHECK(messages({"kill cache at 1s", "kill cache at 12s", "kill cache at 12150ms"}, strict).empty());
}

TEST_CASE("nothing fires after a fault that ends the run") {
  CHECK(messages({"kill supervisor at 5s"}).empty());
  CHECK(messages({"kill chaos at 5s", "kill monitor at 5s", "kill cache at 1s for 20s"}).empty());
  CHECK(messages({"kill supervisor at 5s", "kill cache at 6s", "kill chaos at 7s"}) ==
        lines{"'kill cache at 6s' never fires: 'kill supervisor at 5s' ends the run before",
              "'kill chaos at 7s' never fires: 'kill supervisor at 5s' ends the run before"});
  CHECK(messages({"kill chaos at 30s"}) == lines{"'kill chaos at 30s' never fires: the run ends at 30s"});
}

TEST_CASE("all problems are reported at once") {
  CHECK(messages({"kill extractor[7] at 40s", "kill cache at 50s"}).size() == 3);
}

TEST_SUITE_END();
