#include "monitor/fault_watch.hpp"

#include "core/random.hpp"
#include "made_up_slices.hpp"

#include <doctest/doctest.h>

#include <functional>

using namespace simrun;
using namespace simrun::test;
using namespace std::chrono_literals;

namespace {

using requirements = std::vector<requirement>;

/// Feeds tenths of a second as `make` has them for the time since run_start at which they begin.
void feed(fault_watch& watch, duration from, duration to, const std::function<load_slice(duration)>& make) {
  for (auto t = from; t < to; t += 100ms)
    watch.feed(make(t));
}

load_slice good(duration t) {
  return slice_at(t, 10);
}

load_slice bad(duration t) {
  return slice_at(t, 5, 400ms, 5);
}

} // namespace

TEST_SUITE_BEGIN("monitor/fault_watch");

TEST_CASE("health is upper bounds on latency and on poor answers, and a lower one on success") {
  const auto breaks = [](const char* text, const load_slice& slice) {
    const health_rules rules(requirements{that_holds(text)});
    const auto* broken = rules.broken_in(slice);
    return broken ? broken->text : "";
  };
  CHECK(breaks("latency_p95 < 100 ms", bad(0ms)) == "latency_p95 < 100 ms");
  CHECK(breaks("latency_p95 < 100 ms", good(0ms)).empty());
  CHECK(breaks("latency_avg < 200 ms", bad(0ms)) == "latency_avg < 200 ms");
  CHECK(breaks("success_rate >= 60 %", bad(0ms)) == "success_rate >= 60 %");
  CHECK(breaks("error_rate < 50 %", bad(0ms)) == "error_rate < 50 %");
  // These say nothing of health, and leave the rule that somebody gets an answer.
  for (const auto* text : {"throughput_rps > 1000", "requests_failed < 1", "cache_hit_rate > 20 %",
                           "fallback_usage_rate >= 90 %", "service_p95 < 1 us", "success_rate < 10 %"}) {
    CHECK(breaks(text, bad(0ms)).empty());
    CHECK(breaks(text, slice_at(0ms, 0, 0ms, 3)) == "success_rate > 0 %");
  }
  // A warning fails no run, and nothing was due in an empty slice.
  const requirements warning{that_holds("latency_p95 < 100 ms", severity::warning)};
  CHECK_FALSE(health_rules(warning).broken_in(bad(0ms)));
  CHECK(breaks("latency_p95{outcome=fallback} < 1 ms", bad(0ms)).empty());
  CHECK(breaks("latency_p95 < 1 ms", slice_at(0ms, 0)).empty());
}

TEST_CASE("a rule of a load group looks at that group alone") {
  auto rule = that_holds("success_rate{group=cold} >= 90 %");
  rule.group_index = 1;
  auto slice = bad(0ms);
  slice.groups.resize(2);
  slice.groups[1].outcomes[outcome::cached] = 5;
  CHECK_FALSE(health_rules(requirements{rule}).broken_in(slice));
  slice.groups[1].outcomes[outcome::failed] = 5;
  CHECK(health_rules(requirements{rule}).broken_in(slice));
}

TEST_CASE("degradation is over the requests that were due from the firing to the healing") {
  fault_watch watch(requirements{that_holds("success_rate >= 99 %")}, 1, 1s);
  feed(watch, 0s, 2s, good);
  watch.saw(0, run_start + 2s, std::nullopt);
  feed(watch, 2s, 3900ms, [](duration t) { return slice_at(t, 8, 20ms, 2); });
  watch.feed(slice_at(3900ms, 8, 300ms, 2));
  watch.saw(0, run_start + 2s, run_start + 4s);
  feed(watch, 4s, 6s, good);
  const auto found = watch.evidence().degradations[0];
  REQUIRE(found);
  CHECK(found->requests == 200);
  CHECK(found->requests_lost == 0);
  CHECK(*found->success_rate == doctest::Approx(0.8));
  CHECK(found->fallback_usage_rate == 0);
  CHECK(found->throughput_rps == doctest::Approx(80));
  CHECK(*found->latency_p95_ms == doctest::Approx(20).epsilon(0.01));
  CHECK(*found->latency_p95_ms_peak == doctest::Approx(300).epsilon(0.01));
}

TEST_CASE("a request without an outcome is lost") {
  fault_watch watch(requirements{}, 1, 1s);
  watch.saw(0, run_start, run_start + 100ms);
  auto slice = good(0ms);
  slice.all.outcomes.issued += 3;
  watch.feed(slice);
  watch.feed(good(100ms));
  CHECK(watch.evidence().degradations[0]->requests_lost == 3);
}

TEST_CASE("a system has recovered when its requirements hold again, and go on to") {
  const requirements rules{that_holds("latency_p95 < 100 ms")};
  const auto recovery = [&](duration healed, const std::function<load_slice(duration)>& after) {
    fault_watch watch(rules, 1, 1s);
    feed(watch, 0s, 5s, good);
    watch.saw(0, run_start + 5s, std::nullopt);
    feed(watch, 5s, 7s, bad);
    watch.saw(0, run_start + 5s, run_start + healed);
    feed(watch, 7s, 15s, after);
    return watch.evidence().recoveries[0];
  };
  CHECK(recovery(7s, good) == 0ms);
  CHECK(recovery(7s, [](duration t) { return t < 8300ms ? bad(t) : good(t); }) == 1300ms);
  // What heals within a slice counts from the healing on, to a slice's width.
  CHECK(recovery(7020ms, good) == 0ms);
  CHECK(recovery(7070ms, good) == 30ms);
  // A relapse of half the second is no recovery, one slow request in a hundred is no relapse.
  CHECK(recovery(7s, [](duration t) { return t >= 7300ms && t < 7800ms ? bad(t) : good(t); }) == 800ms);
  CHECK(recovery(7s, [](duration t) {
          auto slice = good(t);
          if (t == 7500ms)
            slice.all.ended(outcome::extracted, 400ms);
          return slice;
        }) == 0ms);
  CHECK_FALSE(recovery(7s, bad));
  // Where nothing is due nothing is seen.
  CHECK_FALSE(recovery(7s, [](duration t) { return slice_at(t, 0); }));
  CHECK(recovery(7s, [](duration t) { return t < 9s ? slice_at(t, 0) : good(t); }) == 1100ms);
}

TEST_CASE("what the run's end cuts off is no recovery") {
  fault_watch watch(requirements{that_holds("latency_p95 < 100 ms")}, 1, 1s);
  watch.saw(0, run_start, run_start + 1s);
  feed(watch, 0s, 1s, bad);
  feed(watch, 1s, 1900ms, good);
  CHECK_FALSE(watch.evidence().recoveries[0]);
  CHECK(watch.evidence().held_up_by.empty());
  watch.feed(good(1900ms));
  CHECK(watch.evidence().recoveries[0] == 0ms);
}

TEST_CASE("a system that never comes back is held up by a requirement") {
  fault_watch watch(requirements{that_holds("success_rate >= 40 %"), that_holds("latency_p95 < 100 ms")}, 1,
                    1s);
  watch.saw(0, run_start, run_start + 100ms);
  feed(watch, 0s, 60s, bad);
  CHECK_FALSE(watch.evidence().recoveries[0]);
  CHECK(watch.evidence().held_up_by == "latency_p95 < 100 ms");
}

TEST_CASE("faults may overlap: each has its degradation and its recovery") {
  fault_watch watch(requirements{that_holds("latency_p95 < 100 ms")}, 3, 500ms);
  watch.saw(0, run_start + 1s, run_start + 3s);
  watch.saw(1, run_start + 2s, run_start + 4s);
  watch.saw(2, run_start + 9s, run_start + 9s); // over as soon as it fires
  feed(watch, 0s, 1s, good);
  feed(watch, 1s, 5s, bad);
  feed(watch, 5s, 10s, good);
  const auto found = watch.evidence();
  CHECK(found.degradations[0]->requests == 200);
  CHECK(found.degradations[1]->requests == 200);
  CHECK_FALSE(found.degradations[2]);
  CHECK(found.recoveries[0] == 2s);
  CHECK(found.recoveries[1] == 1s);
  CHECK(found.recoveries[2] == 0s);
  CHECK(found.faulty.length == 3s);
  CHECK(found.faulty.counts.all.outcomes.issued == 300);
  CHECK(found.healthy.length == 7s);
  CHECK(found.healthy.counts.all.outcomes.issued == 700);
}

TEST_CASE("availability is the share of seconds with requests in which the requirements held") {
  fault_watch watch(requirements{that_holds("success_rate >= 99 %")}, 0, 1s);
  CHECK_FALSE(watch.evidence().availability);
  feed(watch, 0s, 5s, good);
  feed(watch, 5s, 6s, [](duration t) { return slice_at(t, 0); });
  CHECK(watch.evidence().availability == 1);
  feed(watch, 6s, 8s, [](duration t) { return t == 6900ms ? bad(t) : good(t); });
  CHECK(*watch.evidence().availability == doctest::Approx(6.0 / 7));
  // The last second counts as far as it went.
  feed(watch, 8s, 8500ms, bad);
  CHECK(*watch.evidence().availability == doctest::Approx(6.0 / 7.5));
}

TEST_CASE("seeded: the parts add up to the whole, and availability to the seconds that were up") {
  random_stream random(11, "parts");
  for (int round = 0; round < 50; ++round) {
    fault_watch watch(requirements{that_holds("success_rate >= 80 %")}, 8, 300ms);
    for (std::size_t fault = 0; fault < 8; ++fault) {
      const auto fired = run_start + random.below(100) * 100ms;
      watch.saw(fault, fired, fired + random.below(20) * 100ms);
    }
    int up = 0;
    std::uint64_t issued = 0;
    for (int second = 0; second < 12; ++second) {
      const bool is_up = random.below(3) > 0;
      up += is_up ? 1 : 0;
      feed(watch, second * 1s, (second + 1) * 1s, is_up ? good : bad);
      issued += 100;
    }
    const auto found = watch.evidence();
    CHECK(found.faulty.counts.all.outcomes.issued + found.healthy.counts.all.outcomes.issued == issued);
    CHECK(found.faulty.length + found.healthy.length == 12s);
    CHECK(*found.availability == doctest::Approx(up / 12.0));
    for (const auto& d : found.degradations)
      CHECK((!d || d->requests_lost == 0));
  }
}

TEST_CASE("the longest recovery counts one that never came as the time until the end") {
  std::vector<fault_record> records(3);
  CHECK_FALSE(longest_recovery(records, run_start + 10s));
  CHECK_FALSE(some_never_recovered(records));
  records[0].healed_at = run_start + 2s;
  records[0].recovery = 700ms;
  CHECK(longest_recovery(records, run_start + 10s) == 700ms);
  records[1].healed_at = run_start + 6s;
  CHECK(longest_recovery(records, run_start + 10s) == 4s);
  CHECK(some_never_recovered(records));
  // What heals when the load is over has no time to be measured.
  CHECK_FALSE(longest_recovery(records, run_start + 1s));
}

TEST_SUITE_END();
