#include "report/chaos/chaos_report.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

chaos_result sound() {
  chaos_result r;
  r.scenario = "built in";
  r.clock = "virtual";
  r.seed = 7;
  r.runs_wanted = r.runs = 1000;
  r.measured = 60s;
  r.wall = 20s;
  r.outcomes.issued = 4'500'000;
  r.outcomes[outcome::extracted] = 4'500'000;
  r.faults = 7100;
  r.retries = 2700;
  return r;
}

chaos_result broken() {
  auto r = sound();
  r.runs_failed = 2;
  r.broken_by = {{"deaths", 2}};
  r.failures.push_back(
      {.seed = 9,
       .violations = {{"deaths", "requests that stayed with a worker that had died: 2"}},
       .plan = {"flush cache at 1s", "kill extractor at 2s"},
       .shortest = {"kill extractor at 2s"},
       .shortest_measured = 3s,
       .tries = 12,
       .events = {"dispatcher#0 got worker_down at 2s"},
       .command = "simrun chaos --runs 1 --seed 9 --duration 3s --fault 'kill extractor at 2s'"});
  return r;
}

} // namespace

TEST_SUITE_BEGIN("report/chaos");

TEST_CASE("where all holds it says so in two lines") {
  CHECK(chaos_text(sound()) ==
        "1,000 runs of 60s on the virtual clock, seeds from 7: 4,500,000 requests, 7,100 "
        "faults, 2,700 retries\n"
        "All 18 invariants held in each of them.\n");
}

TEST_CASE("a failure comes with its shortest plan, the events before it and the command that replays it") {
  CHECK(
      chaos_text(broken()) ==
      R"(1,000 runs of 60s on the virtual clock, seeds from 7: 4,500,000 requests, 7,100 faults, 2,700 retries
2 of them broke an invariant:
  deaths in 2: What a worker has in its hands when it dies moves on at once, and it gets nothing more.

seed 9
  deaths: requests that stayed with a worker that had died: 2
  shortest plan found (1 of 2 faults, 3s, after 12 more runs)
    kill extractor at 2s
  the last events before it (times count from the start of the warm-up)
    dispatcher#0 got worker_down at 2s
  replay it
    simrun chaos --runs 1 --seed 9 --duration 3s --fault 'kill extractor at 2s'

and 1 more
)");
}

TEST_CASE("what does not happen twice is told as it was") {
  auto r = broken();
  r.failures.front().repeatable = false;
  const auto text = chaos_text(r);
  CHECK(text.find("The same seed did not show it again.\n  plan\n    flush cache at 1s\n") != text.npos);
  CHECK(text.find("shortest plan") == text.npos);
}

TEST_CASE("the JSON has every invariant and every failure that was explained") {
  const auto found = nlohmann::json::parse(chaos_json(broken()));
  CHECK(found["schema"] == "simrun.chaos/1");
  CHECK(found["runs_failed"] == 2);
  CHECK(found["outcomes"]["issued"] == 4'500'000);
  CHECK(found["invariants"].size() == all_invariants().size());
  for (const auto& i : found["invariants"])
    CHECK(i["runs_broken"] == (i["name"] == "deaths" ? 2 : 0));
  const auto& failure = found["failures"][0];
  CHECK(failure["shortest_plan"].size() == 1);
  CHECK(failure["replay"].get<std::string>().starts_with("simrun chaos"));
}

TEST_SUITE_END();
