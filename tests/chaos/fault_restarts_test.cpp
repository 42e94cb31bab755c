#include "chaos/fault_restarts.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

const fault_bounds bounds{4, true, true, 60s, 100ms};

duration longest(std::initializer_list<const char*> sentences) {
  std::vector<fault_spec> faults;
  for (const auto* sentence : sentences)
    faults.push_back(parse_fault(sentence).value());
  return longest_restart(faults, bounds, {});
}

} // namespace

TEST_SUITE_BEGIN("chaos/fault_restarts");

TEST_CASE("the first restart takes the shortest delay, and a kill with 'for' is no restart") {
  CHECK(longest({}) == 100ms);
  CHECK(longest({"kill cache at 1s"}) == 100ms);
  CHECK(longest({"kill cache at 1s for 1s", "kill cache at 3s for 1s"}) == 100ms);
}

TEST_CASE("what is killed again and again comes up ever later, up to the longest delay") {
  CHECK(longest({"kill cache at 1s", "kill cache at 2s"}) == 200ms);
  CHECK(longest({"kill cache at 1s every 10s until 25s"}) == 400ms);
  CHECK(longest({"kill cache at 1s every 3s"}) == 2s);
  CHECK(longest({"kill cache mean every 20s"}) == 2s);
}

TEST_CASE("only deaths of the same component count") {
  CHECK(longest({"kill cache at 1s", "kill dispatcher at 2s"}) == 100ms);
  CHECK(longest({"kill extractor[1] at 1s", "kill extractor[any] at 2s", "kill all at 5s"}) == 400ms);
}

TEST_SUITE_END();
