#include "chaos/fault_plan.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

fault_plan plan_of(std::initializer_list<const char*> texts, std::uint32_t workers = 2) {
  std::vector<fault_spec> faults;
  for (const auto* text : texts)
    faults.push_back(parse_fault(text).value());
  return {faults, {workers, true, true, 30s, 100ms}, random_stream(1, "faults")};
}

} // namespace

TEST_SUITE_BEGIN("chaos/fault_plan");

TEST_CASE("faults come in the order of their times, those of one moment as written") {
  auto plan = plan_of({"kill dispatcher at 9s", "kill cache at 5s", "kill fallback at 5s"});
  CHECK(plan.faults()[0].spec.target.component == "cache");
  CHECK(plan.faults()[1].spec.target.component == "fallback");
  CHECK(plan.faults()[2].spec.target.component == "dispatcher");

  CHECK(plan.next_at() == run_start + 5s);
  CHECK_FALSE(plan.take_due(run_start + 5s - 1ns));
  CHECK(plan.take_due(run_start + 5s) == 0);
  CHECK(plan.take_due(run_start + 5s) == 1);
  CHECK_FALSE(plan.take_due(run_start + 5s));
  CHECK(plan.next_at() == run_start + 9s);
  CHECK(plan.take_due(run_start + 60s) == 2);
  CHECK_FALSE(plan.next_at());
  CHECK_FALSE(plan.take_due(run_start + 60s));
}

TEST_CASE("a fault on a component hits all its instances, one with an index that one") {
  const auto plan = plan_of({"kill extractor at 1s", "kill extractor[2] at 2s", "kill cache at 3s"}, 3);
  using names = std::vector<std::string>;
  CHECK(plan.faults()[0].instances == names{"extractor[0]", "extractor[1]", "extractor[2]"});
  CHECK(plan.faults()[1].instances == names{"extractor[2]"});
  CHECK(plan.faults()[2].instances == names{"cache"});
}

TEST_CASE("a plan without faults is never due") {
  fault_plan plan;
  CHECK_FALSE(plan.next_at());
  CHECK_FALSE(plan.take_due(time_point::max()));
}

TEST_SUITE_END();
