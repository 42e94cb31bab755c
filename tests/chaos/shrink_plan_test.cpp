#include "chaos/shrink_plan.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

chaos_case plan(std::initializer_list<const char*> sentences, duration measured = 60s) {
  chaos_case all{{}, measured};
  for (const auto* sentence : sentences)
    all.faults.push_back(parse_fault(sentence).value());
  return all;
}

std::vector<std::string> texts(const chaos_case& c) {
  std::vector<std::string> all;
  for (const auto& f : c.faults)
    all.push_back(f.text);
  return all;
}

bool has(const chaos_case& c, fault_kind kind) {
  return std::ranges::any_of(c.faults, [kind](const fault_spec& f) { return f.what == kind; });
}

const auto eight =
    plan({"kill cache at 1s for 1s", "pause dispatcher at 5s for 2s every 5s until 40s", "flush cache at 7s",
          "drop 5% from cache to dispatcher at 8s for 1s", "unload model at 9s for 1s",
          "kill extractor[0] at 11s for 8s", "fill cache at 20s", "error 20% in extractor at 30s for 1s"});

} // namespace

TEST_SUITE_BEGIN("chaos/shrink_plan");

TEST_CASE("what two faults show together is shrunk to these two, firing once and shortly") {
  const auto shows = [](const chaos_case& c) {
    return has(c, fault_kind::pause) && std::ranges::any_of(c.faults, [](const fault_spec& f) {
             return f.what == fault_kind::kill && f.target.component == "extractor" && *f.lasts >= 1s;
           });
  };
  const auto [smallest, tries] = shrink(eight, shows, 200);
  CHECK(texts(smallest) ==
        std::vector<std::string>{"pause dispatcher at 5s for 15ms", "kill extractor[0] at 11s for 1s"});
  CHECK(tries < 60);
}

TEST_CASE("what needs no fault is shrunk to none, in the shortest run") {
  const auto smallest = shrink(
                            eight, [](const chaos_case&) { return true; }, 200)
                            .smallest;
  CHECK(smallest.faults.empty());
  CHECK(smallest.measured >= 500ms);
  CHECK(smallest.measured < 600ms);
}

TEST_CASE("the run is no shorter than what still shows it") {
  const auto smallest = shrink(
                            eight, [](const chaos_case& c) { return c.measured >= 21s; }, 200)
                            .smallest;
  CHECK(smallest.faults.empty());
  CHECK(smallest.measured >= 21s);
  CHECK(smallest.measured < 24s);
}

TEST_CASE("it stops after so many tries") {
  std::size_t tried = 0;
  const auto result = shrink(
      eight, [&tried](const chaos_case&) { return ++tried == 2; }, 7);
  CHECK(tried == 7);
  CHECK(result.tries == 7);
}

TEST_CASE("what nothing smaller shows stays as it was") {
  const auto same = [](const chaos_case& c) {
    return c.faults.size() == 8 && c.faults[1].every && c.measured == 60s;
  };
  const auto smallest = shrink(eight, same, 200).smallest;
  CHECK(smallest.faults.size() == 8);
  CHECK(smallest.measured == 60s);
}

TEST_SUITE_END();
