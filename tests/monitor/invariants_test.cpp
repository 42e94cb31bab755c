#include "monitor/invariants.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <set>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// A run in which nothing is wrong, to be spoilt.
struct sound_run {
  run_result result;
  audit_counts audit;
  run_bounds bounds;

  sound_run() {
    result.measured = 60s;
    result.outcomes.issued = 90;
    result.outcomes[outcome::extracted] = 80;
    result.outcomes[outcome::failed] = 10;
    result.warmup_outcomes.issued = 10;
    result.warmup_outcomes[outcome::cached] = 10;
    audit.outcomes = result.outcomes;
    audit.outcomes += result.warmup_outcomes;
    bounds = {.timeout = 1s,
              .aftermath = 2s,
              .cache_ttl = 5s,
              .queue_max = 10,
              .in_hands_max = 4,
              .batch_max = 2,
              .open_max = 50,
              .messages_max = 100};
  }

  fault_record& add_fault(std::string kind) {
    fault_record f;
    f.text = kind + " cache at 10s for 1s";
    f.kind = std::move(kind);
    f.target = "cache";
    f.hit = {"cache"};
    f.planned_at = run_start + 10s;
    f.fired_at = run_start + 10s;
    f.healed_at = run_start + 11s;
    result.faults.push_back(std::move(f));
    return result.faults.back();
  }

  /// "name: what is wrong", a line each.
  std::string found() const {
    std::string lines;
    for (const auto& v : check_invariants({result, audit, bounds}))
      lines += fmt::format("{}: {}\n", v.invariant, v.what);
    return lines;
  }
};

} // namespace

TEST_SUITE_BEGIN("monitor/invariants");

TEST_CASE("each invariant has a name of its own and one sentence") {
  std::set<std::string_view> names;
  for (const auto& i : all_invariants()) {
    CHECK(names.insert(i.name).second);
    CHECK(i.explanation.ends_with("."));
  }
  CHECK(names.size() == 18);
}

TEST_CASE("a sound run breaks none") {
  sound_run run;
  CHECK(run.found() == "");
  run.add_fault("kill");
  CHECK(run.found() == "");
}

TEST_CASE("conservation is of the run's books, and of the auditor's") {
  sound_run lost;
  --lost.result.outcomes[outcome::extracted];
  CHECK(lost.found() == "conservation: 100 requests were issued and 99 ended\n");
  sound_run shifted;
  --shifted.audit.outcomes[outcome::extracted];
  ++shifted.audit.outcomes[outcome::cached];
  CHECK(shifted.found() == "conservation: the run says 100 issued and 100 ended, its auditor 100 and 100, by "
                           "outcome\n");
}

TEST_CASE("one end, one answer") {
  sound_run run;
  run.audit.ended_again = 2;
  run.audit.answers_made_up = 1;
  CHECK(run.found() == "one_outcome: ends counted of requests that had ended: 2\n"
                       "one_answer: ends that the dispatcher told of requests it did not have: 1\n");
}

TEST_CASE("only a duplicated message explains a second answer") {
  sound_run run;
  run.audit.answered_again = 3;
  run.add_fault("drop");
  CHECK(run.found() == "one_answer: answers to requests that were answered before: 3\n");
  run.add_fault("duplicate");
  CHECK(run.found() == "");
}

TEST_CASE("what the dispatcher takes on it neither forgets nor keeps for ever") {
  sound_run run;
  run.audit.answers_missing = 1;
  run.audit.kept_past_deadline = 4;
  CHECK(run.found() ==
        "no_answer_lost: requests that the dispatcher forgot before their deadline, untold: 1\n"
        "deadlines: requests that the dispatcher kept past their deadline: 4\n");
}

TEST_CASE("a deadline may be missed by a tick of a real machine") {
  sound_run run;
  run.audit.ended_late_by = 3ms;
  CHECK(run.found() ==
        "deadlines: a request ended after its deadline, by: 3ms, and 0s is the most it may be\n");
  run.bounds.tick = 20ms;
  CHECK(run.found() == "");
}

TEST_CASE("queues have their bounds, and what workers give back comes on top") {
  sound_run run;
  run.audit.queued_max = 18;
  run.audit.falling_back_max = 12;
  run.audit.waiting_max = 40;
  run.audit.probing_max = 40;
  CHECK(run.found() == "");
  ++run.audit.queued_max;
  CHECK(run.found() == "queues: requests queued for a worker: 19, and 18 is the most there may be\n");
}

TEST_CASE("a cache's age is by the run's clock, and a skewed one may be off by as much") {
  sound_run run;
  run.audit.served_age_max = 6s;
  CHECK(run.found() ==
        "cache_age: features that the cache served were kept for: 6s, and 5s is the most it may be\n");
  run.bounds.cache_skew = 1s;
  CHECK(run.found() == "");
  run.audit.served_age_max = duration::max();
  CHECK(run.found() == "cache_age: features that the cache served were kept for: never\n");
}

TEST_CASE("features of the fallback stay out of the cache, and say what they are") {
  sound_run run;
  run.audit.fallback_offered = 1;
  CHECK(run.found() == "cache_source: features of the fallback that the cache was told to keep: 1\n");
  run.audit = sound_run().audit;
  run.audit.disguised = 1;
  CHECK(run.found() == "cache_source: features of the fallback that came as the model's: 1\n");
}

TEST_CASE("memory is bounded, and nothing stays with a fault") {
  sound_run run;
  run.audit.open_max = 51;
  CHECK(run.found() == "memory: open requests: 51, and 50 is the most there may be\n");
  run.audit.open_max = 0;
  run.audit.held_at_end = 1;
  run.add_fault("pause");
  CHECK(run.found() == "memory: messages that nobody ever got: 1\n");
}

TEST_CASE("faults fire and heal, but for what a component endured") {
  sound_run run;
  auto& fault = run.add_fault("kill");
  fault.healed_at.reset();
  CHECK(run.found() == "faults_heal: 'kill cache at 10s for 1s', fired at 10s, did not heal\n");
  fault.endured = true;
  CHECK(run.found() == "");
  fault.fired_at.reset();
  fault.hit.clear();
  CHECK(run.found() == "faults_heal: 'kill cache at 10s for 1s', planned at 10s, did not fire\n");
}

TEST_CASE("the system comes back, but from what it endured") {
  sound_run run;
  auto& fault = run.add_fault("kill");
  run.result.not_recovered = {"extractor[0] is down."};
  CHECK(run.found() == "recovers: extractor[0] is down.\n");
  fault.endured = true;
  CHECK(run.found() == "");
}

TEST_CASE("a fault that was planned for after the load is no fault of this run") {
  sound_run run;
  auto& fault = run.add_fault("kill");
  fault.healed_at.reset();
  fault.planned_heal_at = run_start + 11s;
  CHECK(run.found() != "");
  run.result.measured = 10500ms;
  CHECK(run.found() == "");
}

TEST_CASE("past the end nothing is open") {
  sound_run run;
  run.audit.open_at_close = 1;
  CHECK(run.found() == "nothing_open: requests open when the books were closed: 1\n");
}

TEST_CASE("the dead give back what they had, and get no more") {
  sound_run run;
  run.add_fault("kill");
  run.audit.left_with_dead = 2;
  CHECK(run.found() == "deaths: requests that stayed with a worker that had died: 2\n");
  run.audit.left_with_dead = 0;
  run.audit.ordered_from_dead = 1;
  CHECK(run.found() == "deaths: batches sent to a worker whose death was known: 1\n");
}

TEST_CASE("a retry has a death or a timeout behind it") {
  sound_run run;
  run.add_fault("kill");
  run.audit.moved_by_death = 2;
  run.audit.attempt_timeouts = 1;
  run.audit.retries = 4;
  CHECK(run.found() == "retries: retries: 4, and 3 is the most there may be\n");
}

TEST_CASE("a late result has a reason") {
  sound_run run;
  run.audit.late_results = 3;
  run.audit.expired = 1;
  CHECK(run.found() == "late_results: late results: 3, and 1 is the most there may be\n");
  run.add_fault("kill");
  CHECK(run.found() == "");
}

TEST_CASE("a failure has a fault in its time, or soon before") {
  sound_run run;
  const auto fail_at = [&run](duration from) {
    run.audit.failed = {{run_start + from, run_start + from + 100ms, "nobody was left to answer"}};
    return run.found();
  };
  CHECK(fail_at(5s) ==
        "failures: the request of 5s failed at 5.1s without a fault: nobody was left to answer\n");
  run.bounds.windows_may_be_bad = true;
  CHECK(fail_at(5s) == "");
  run.bounds.windows_may_be_bad = false;
  run.add_fault("kill");
  CHECK(fail_at(9900ms) == "");
  CHECK(fail_at(12900ms) == "");
  CHECK(fail_at(9s) != "");
  CHECK(fail_at(14s) != "");
}

TEST_CASE("without a fault nobody dies") {
  sound_run run;
  run.audit.abandoned = 1;
  CHECK(run.found() == "quiet_without_faults: requests that were open when a generator died: 1\n");
}

TEST_CASE("a run that broke says how") {
  sound_run run;
  run.result.broken = true;
  run.result.invalid_reasons = {"The run hung."};
  CHECK(run.found() == "comes_to_an_end: The run hung.\n");
}

TEST_SUITE_END();
