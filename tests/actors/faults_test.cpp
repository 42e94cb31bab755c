#include "scenario_runs.hpp"

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// 100 requests a second for five seconds, evenly; one worker that takes 1 ms, and no cache.
scenario plain_scenario(std::initializer_list<std::string> faults) {
  auto s = virtual_scenario();
  s.extractor.workers = 1;
  s.extractor.batch_max = 1;
  s.cache.enabled = false;
  for (const auto& text : faults)
    s.faults.push_back(fault(text));
  return s;
}

run_result run_proven(const scenario& s) {
  const auto r = run(s);
  check_conserved(r);
  for (const auto& f : r.faults) {
    CAPTURE(f.text);
    CHECK(f.fired_at == f.planned_at);
    CHECK(f.healed_at);
  }
  CHECK(r.invalid_reasons.empty());
  return r;
}

} // namespace

TEST_SUITE_BEGIN("actors/faults");

TEST_CASE("messages that are dropped are requests that time out") {
  const auto r = run_proven(plain_scenario({"drop 100% from load_generator to dispatcher at 1s for 1s"}));
  CHECK(r.outcomes[outcome::timed_out] == 100);
  CHECK(r.faults[0].requests_affected == 100);
  CHECK(r.faults[0].messages_affected == 100);
}

TEST_CASE("answers that come twice count once, and so do requests that are sent twice") {
  const auto r =
      run_proven(plain_scenario({"duplicate 100% from dispatcher to load_generator at 1s for 1s",
                                 "duplicate 100% from load_generator to dispatcher at 3s for 1s"}));
  CHECK(r.outcomes[outcome::extracted] == 500);
  CHECK(r.faults[0].requests_affected == 100);
  CHECK(r.faults[1].requests_affected == 100);
}

TEST_CASE("messages that are late add to latency, and to nothing else") {
  auto s = plain_scenario({"delay from load_generator to dispatcher by 20ms at 0s for 3500ms"});
  const auto r = run_proven(s);
  CHECK(r.outcomes[outcome::extracted] == 500);
  CHECK(*r.metric("latency_p50") == doctest::Approx(21).epsilon(0.01));
  CHECK(*r.metric("service_p50") == doctest::Approx(1).epsilon(0.01));
}

TEST_CASE("messages out of order end as well") {
  const auto r = run_proven(plain_scenario({"reorder 30% from load_generator to dispatcher at 1s for 2s",
                                            "reorder 30% from dispatcher to load_generator at 1s for 2s"}));
  CHECK(r.outcomes[outcome::extracted] == 500);
  CHECK(r.faults[0].messages_affected > 20);
}

TEST_CASE("a paused dispatcher answers nobody, and what waited too long has timed out") {
  const auto r = run_proven(plain_scenario({"pause dispatcher at 1s for 2s"}));
  // Those of the last half second are still within their deadline when it goes on.
  CHECK(r.outcomes[outcome::timed_out] >= 149);
  CHECK(r.outcomes[outcome::timed_out] <= 151);
  CHECK(r.faults[0].messages_affected >= 200);
}

TEST_CASE("a slow worker takes its factor longer") {
  const auto r = run_proven(plain_scenario({"slow extractor x3 at 0s for 4s"}));
  CHECK(*r.metric("service_p50") == doctest::Approx(3).epsilon(0.01));
  // The one at the very beginning may have been handed out before.
  CHECK(r.faults[0].requests_affected >= 399);
}

TEST_CASE("a component behind slow messages is late by what is added") {
  auto s = plain_scenario({"slow dispatcher by 10ms at 0s for 3500ms"});
  s.load.rps = 50;
  const auto r = run_proven(s);
  // On the way there, and of the extractor's answer.
  CHECK(*r.metric("latency_p50") == doctest::Approx(21).epsilon(0.01));
}

TEST_CASE("a throttle lets its rate pass") {
  auto s = plain_scenario({"throttle extractor to 20/s at 1s for 2s"});
  s.fallback.enabled = false;
  const auto r = run_proven(s);
  CHECK(r.outcomes[outcome::extracted] < 400);
  CHECK(r.outcomes[outcome::extracted] >= 300);
}

TEST_CASE("an extraction that fails goes to the fallback, or fails with its reason") {
  for (const std::string kind : {"error 100% in extractor", "corrupt 100% in extractor", "unload model"}) {
    CAPTURE(kind);
    auto s = plain_scenario({kind + " at 1s for 500ms"});
    auto r = run_proven(s);
    CHECK(r.outcomes[outcome::fallback] >= 49);
    CHECK(r.outcomes[outcome::failed] == 0);
    s.fallback.enabled = false;
    r = run_proven(s);
    CHECK(r.outcomes[outcome::failed] >= 49);
    CHECK(r.faults[0].requests_affected > 0);
  }
}

TEST_CASE("a cache that is flushed, or full of something else, knows nothing any more") {
  auto s = plain_scenario({});
  s.cache.enabled = true;
  s.cache.capacity = 50;
  s.mix.repeat_ratio = 1;
  const auto hits = run_proven(s).outcomes[outcome::cached];
  for (const std::string kind : {"flush", "fill"}) {
    CAPTURE(kind);
    auto disturbed = s;
    disturbed.faults.push_back(fault(kind + " cache at 2s every 100ms until 3s"));
    const auto r = run_proven(disturbed);
    CHECK(r.faults.size() == 11);
    CHECK(r.outcomes[outcome::cached] < hits);
    CHECK(r.faults[0].requests_affected > 0);
  }
}

TEST_CASE("a cache whose clock is ahead forgets early") {
  auto s = plain_scenario({});
  s.cache.enabled = true;
  s.mix.repeat_ratio = 1;
  const auto hits = run_proven(s).outcomes[outcome::cached];
  s.faults.push_back(fault("skew clock of cache by 120s at 2s for 1s"));
  CHECK(run_proven(s).outcomes[outcome::cached] < hits);
}

TEST_CASE("with no fault at work a link changes nothing") {
  auto s = plain_scenario({});
  s.load.arrivals = arrival_kind::poisson;
  const auto without = run_proven(s);
  s.faults.push_back(fault("drop 1% from dispatcher to cache at 4900ms for 1ms"));
  s.cache.enabled = true;
  s.cache.capacity = 1;
  const auto with = run(s);
  CHECK(with.outcomes.issued == without.outcomes.issued);
  CHECK(with.metric("latency_p50") == without.metric("latency_p50"));
}

TEST_SUITE_END();
