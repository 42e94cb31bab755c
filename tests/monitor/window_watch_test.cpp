#include "monitor/window_watch.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// A run that is told second by second what happened.
struct watched_run {
  explicit watched_run(std::vector<const char*> texts, duration length = 60s)
      : watch(parsed(texts), run_start + length) {}

  static std::vector<requirement> parsed(const std::vector<const char*>& texts) {
    std::vector<requirement> rules;
    for (const auto* text : texts)
      rules.push_back(parse_requirement(text).value());
    return rules;
  }

  void second(duration latency, int requests = 10, outcome how = outcome::extracted) {
    for (int i = 0; i < requests; ++i) {
      load.issued(false, 0ns);
      load.ended(false, how, latency);
    }
    now += 1s;
    watch.feed(now, load);
  }

  load_statistics load;
  window_watch watch;
  time_point now = run_start;
};

} // namespace

TEST_SUITE_BEGIN("monitor/window_watch");

TEST_CASE("a window ends with every interval, once the first is full") {
  watched_run run({"latency_p50 < 100 ms over 5s", "latency_p50 < 100 ms"});
  for (int i = 0; i < 20; ++i)
    run.second(10ms);
  CHECK(run.watch.records()[0].windows == 16);
  CHECK(run.watch.records()[0].violated == 0);
  CHECK(run.watch.records()[1] == window_record{});
}

TEST_CASE("a bad stretch that the total forgives shows in its windows, and the worst one is kept") {
  watched_run run({"latency_p50 < 100 ms over 5s"});
  for (int i = 0; i < 60; ++i)
    run.second(i >= 20 && i < 24 ? 200ms : 10ms);
  const auto& r = run.watch.records()[0];
  // Five seconds with three or four bad ones: two windows of three, two of four.
  CHECK(r.violated == 4);
  CHECK(r.windows == 56);
  CHECK(*r.worst == doctest::Approx(200).epsilon(0.01));
  CHECK(r.worst_end == run_start + 23s);
}

TEST_CASE("windows begin after the time of grace") {
  watched_run run({"latency_max < 100 ms over 2s after 3s"});
  for (int i = 0; i < 10; ++i)
    run.second(i < 3 ? 200ms : 10ms);
  CHECK(run.watch.records()[0].windows == 6);
  CHECK(run.watch.records()[0].violated == 0);
}

TEST_CASE("rates are those of the window, and shares are of what ended in it") {
  watched_run run({"throughput_rps >= 10 over 2s", "success_rate >= 99 % over 2s"});
  run.load.issued(false, 0ns); // open for the whole run
  for (int i = 0; i < 10; ++i)
    run.second(1ms);
  run.second(1ms, 5);
  CHECK(run.watch.records()[0].violated == 1);
  CHECK(*run.watch.records()[0].worst == doctest::Approx(7.5));
  CHECK(run.watch.records()[1].violated == 0);
  run.second(1ms, 5, outcome::failed);
  CHECK(run.watch.records()[1].violated == 1);
  CHECK(*run.watch.records()[1].worst == doctest::Approx(0.5));
}

TEST_CASE("an outcome has its own windows, and those without it count for nothing") {
  watched_run run({"latency_p95{outcome=cached} < 5 ms over 2s"});
  for (int i = 0; i < 10; ++i)
    run.second(i == 5 ? 7ms : 200ms, 10, i == 5 ? outcome::cached : outcome::extracted);
  CHECK(run.watch.records()[0].windows == 2);
  CHECK(run.watch.records()[0].violated == 2);
}

TEST_CASE("a missed interval makes a window longer, and the drain has none") {
  watched_run run({"latency_p50 < 100 ms over 2s"}, 10s);
  run.second(1ms);
  run.now += 1s; // the second interval was not closed
  run.second(1ms);
  CHECK(run.watch.records()[0].windows == 1);
  for (int i = 0; i < 20; ++i)
    run.second(1ms);
  CHECK(run.watch.records()[0].windows == 8);
}

TEST_SUITE_END();
