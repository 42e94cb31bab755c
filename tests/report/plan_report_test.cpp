#include "made_up_result.hpp"
#include "report/what_if/plan_report.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace simrun;

namespace {

plan_result made_up_plan() {
  plan_result plan;
  plan.scenario_file = "plan.toml";
  plan.load_rps = 800;
  plan.workers_max = 1024;
  plan.probes = {{1, 800, 1, 0, 500, 0.1, 1, false}, {9, 880, 4, 3, 50.1, 1, 0.8, true}};
  plan_answer answer;
  answer.workers = 9;
  answer.seeds = 4;
  answer.fewer_met = 0;
  answer.headroom_percent = 5;
  answer.requirements = {{test::that("latency_p95 < 50 ms"), 40, true},
                         {test::that("error_rate <= 0 %"), 0, true}};
  answer.breaks_first = "latency_p95 < 50 ms";
  plan.answer = answer;
  return plan;
}

/// The first sentence, which may break to a second line.
std::string headline(const plan_result& plan) {
  auto text = plan_summary(plan);
  text.erase(text.find("\n  "));
  std::ranges::replace(text, '\n', ' ');
  return text;
}

} // namespace

TEST_SUITE_BEGIN("report/plan_report");

TEST_CASE("a line for each probe, with the worst of its seeds") {
  CHECK(probes_table(made_up_plan()) ==
        "workers   load             seeds met  worst p95  worst success      busy\n"
        "1        800/s                0 of 1     500 ms        10.00 %  100.00 %\n"
        "9        880/s  3 of 4, some invalid    50.1 ms       100.00 %   80.00 %\n");
}

TEST_CASE("the answer says how sure it is, how close, and what it carries") {
  auto plan = made_up_plan();
  plan.answer->cost_per_million = 1.25;
  CHECK(plan_summary(plan) ==
        "9 workers meet every critical requirement at 800/s, with each of 4 seeds; 8 do with none.\n"
        "  requirement          worst seed  margin\n"
        "  latency_p95 < 50 ms     40.0 ms    20 %\n"
        "  error_rate <= 0 %        0.00 %       -\n"
        "  - Headroom: 5 % more load, up to 840/s. The first to break is 'latency_p95 < 50 ms'.\n"
        "  - Cost: 1.25 per million successful requests.\n");
}

TEST_CASE("one worker less may do with some seeds, or not be possible") {
  auto plan = made_up_plan();
  plan.answer->fewer_met = 3;
  CHECK(headline(plan).ends_with("; 8 do with 3 only."));
  plan.answer->fewer_met.reset();
  CHECK(headline(plan).ends_with("; the scenario's faults need as many."));
  plan.answer->workers = 1;
  CHECK(headline(plan) == "1 worker meets every critical requirement at 800/s, with each of 4 seeds.");
  plan.answer->workers = 2;
  plan.answer->fewer_met = 0;
  CHECK(headline(plan).ends_with("; 1 does with none."));
}

TEST_CASE("headroom may be less than a step, or more than was tried") {
  auto plan = made_up_plan();
  plan.answer->headroom_percent = 0;
  CHECK(plan_summary(plan).find("  - Headroom: less than 5 % more load. The first to break is 'lat") !=
        std::string::npos);
  plan.answer->headroom_percent = 900;
  plan.answer->headroom_is_open = true;
  plan.answer->breaks_first.clear();
  CHECK(plan_summary(plan).find("  - Headroom: 900 % more load (8,000/s) is no problem, and more was not "
                                "tried.\n") != std::string::npos);
}

TEST_CASE("no answer says so, and why where nothing could be decided") {
  auto plan = made_up_plan();
  plan.answer.reset();
  CHECK(plan_summary(plan) ==
        "No number of workers up to 1,024 meets every critical requirement at 800/s. Allow more by\n"
        "--workers-max, or look at the last probe for what holds it back.\n");
  plan.invalid_reasons = {"Too few requests."};
  CHECK(plan_summary(plan) == "It can't be decided how many workers are enough.\n  - Too few requests.\n");
}

TEST_SUITE_END();
