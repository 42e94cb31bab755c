#include "chaos/fault_check.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// Four workers in two zones, 60 s measured, restarts after 100 ms.
const fault_bounds bounds{4, true, true, 60s, 100ms, {{"near", 0, 2}, {"far", 2, 2}}};

std::vector<fault_problem> problems(std::initializer_list<const char*> texts) {
  std::vector<fault_spec> faults;
  for (const auto* text : texts)
    faults.push_back(parse_fault(text).value());
  return check_faults(faults, bounds);
}

bool fit(const char* a, const char* b) {
  const auto one_way = problems({a, b});
  CHECK(one_way.size() == problems({b, a}).size());
  return one_way.empty();
}

} // namespace

TEST_SUITE_BEGIN("chaos/fault_overlap");

TEST_CASE("faults of different kinds may hold the same instance") {
  CHECK(fit("pause extractor at 5s for 5s", "slow extractor x2 at 6s for 1s"));
  CHECK(fit("error in extractor at 5s for 5s", "corrupt 5% in extractor at 6s for 1s"));
  CHECK(fit("drop 5% from dispatcher to cache at 5s for 5s",
            "delay from dispatcher to cache by 1ms at 6s for 1s"));
  CHECK(fit("pause all at 5s for 5s", "flush cache at 6s"));
  CHECK(fit("pause dispatcher at 5s for 5s", "drop 5% from dispatcher to cache at 6s for 1s"));
}

TEST_CASE("faults of one kind hold an instance one after the other") {
  CHECK_FALSE(fit("pause cache at 5s for 5s", "pause cache at 10s for 1s"));
  CHECK(fit("pause cache at 5s for 5s", "pause cache at 10.001s for 1s"));
  CHECK(fit("pause extractor[0] at 5s for 5s", "pause extractor[1] at 6s for 1s"));
  CHECK(fit("pause zone[near] at 5s for 5s", "pause zone[far] at 6s for 1s"));
  CHECK_FALSE(fit("pause zone[near] at 5s for 5s", "pause extractor[1] at 6s for 1s"));
  CHECK_FALSE(fit("slow extractor x2 at 5s for 5s", "slow extractor[1] by 5ms at 6s for 1s"));
  CHECK_FALSE(fit("pause all at 5s for 5s", "pause cache at 6s for 1s"));
  CHECK_FALSE(fit("skew clock of all by 1s at 5s for 5s", "skew clock of cache by 2s at 6s for 1s"));
  CHECK_FALSE(fit("unload model at 5s for 5s", "unload model at 6s for 1s"));
  CHECK_FALSE(fit("flush cache at 5s", "flush cache at 5s"));
}

TEST_CASE("what is drawn may hit any extractor, at any time it says") {
  CHECK_FALSE(fit("pause extractor[any] at 5s for 5s", "pause extractor[3] at 6s for 1s"));
  CHECK_FALSE(fit("pause extractor[25%] at 5s for 5s", "pause zone[far] at 6s for 1s"));
  CHECK(fit("pause extractor[any] at 5s for 5s", "pause cache at 6s for 1s"));
  CHECK_FALSE(fit("pause cache mean every 10s for 1s", "pause cache at 50s for 1s"));
  CHECK(fit("pause cache mean every 10s for 1s until 40s", "pause cache at 50s for 1s"));
  CHECK(fit("pause cache from 20s mean every 10s for 1s", "pause cache at 5s for 1s"));
  CHECK(problems({"pause cache mean every 10s for 1s", "pause cache at 50s for 1s"}).at(0).message ==
        "'pause cache at 50s for 1s' may come before 'pause cache mean every 10s for 1s' has healed: times "
        "that "
        "are drawn keep what they may hit to themselves");
}

TEST_CASE("a way has two ends and a direction") {
  CHECK_FALSE(
      fit("drop 5% from dispatcher to cache at 5s for 5s", "drop 9% from dispatcher to cache at 6s for 1s"));
  CHECK(
      fit("drop 5% from dispatcher to cache at 5s for 5s", "drop 9% from cache to dispatcher at 6s for 1s"));
  CHECK(fit("drop 5% from extractor to dispatcher at 5s for 5s",
            "drop 9% from cache to dispatcher at 6s for 1s"));
  CHECK_FALSE(
      fit("drop 5% from all to dispatcher at 5s for 5s", "drop 9% from cache to dispatcher at 6s for 1s"));
  CHECK(fit("drop 5% from all to dispatcher at 5s for 5s", "drop 9% from dispatcher to all at 6s for 1s"));
  CHECK_FALSE(fit("drop 5% from all to all at 5s for 5s",
                  "drop 9% from dispatcher to extractor[any] at 6s for "
                  "1s"));
}

TEST_CASE("while something is killed no other fault holds it, or a way to or from it") {
  CHECK_FALSE(fit("kill cache at 5s for 5s", "pause cache at 6s for 1s"));
  CHECK_FALSE(fit("pause cache at 5s for 5s", "kill cache at 6s for 1s"));
  CHECK_FALSE(fit("kill cache at 5s for 5s", "flush cache at 6s"));
  CHECK_FALSE(fit("kill extractor[1] at 5s for 5s", "unload model at 6s for 1s"));
  CHECK_FALSE(fit("kill cache at 5s for 5s", "drop 5% from dispatcher to cache at 6s for 1s"));
  CHECK_FALSE(fit("kill cache at 5s for 5s", "drop 5% from cache to dispatcher at 6s for 1s"));
  CHECK(fit("kill extractor[1] at 5s for 5s", "drop 5% from dispatcher to extractor[0] at 6s for 1s"));
  CHECK(fit("kill extractor at 5s for 5s", "drop 5% from dispatcher to cache at 6s for 1s"));
}

TEST_CASE("each firing of one that comes back counts") {
  CHECK_FALSE(fit("pause cache at 5s for 2s every 10s", "pause cache at 36s for 1s"));
  CHECK(fit("pause cache at 5s for 2s every 10s", "pause cache at 38s for 1s"));
  CHECK(fit("pause cache at 5s for 2s every 10s until 30s", "pause cache at 36s for 1s"));
  CHECK(fit("pause cache at 5s for 2s every 10s", "pause cache at 10s for 2s every 10s"));
  CHECK_FALSE(fit("pause cache at 5s for 2s every 10s", "pause cache at 8s for 2s every 9s"));
  CHECK(problems({"pause cache at 5s for 2s every 10s", "pause cache at 36s for 1s"}).at(0).message ==
        "'pause cache at 36s for 1s' comes before 'pause cache at 5s for 2s every 10s' has healed, at 37s");
}

TEST_SUITE_END();
