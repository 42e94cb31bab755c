#include "core/random.hpp"
#include "made_up_slices.hpp"
#include "monitor/slice_line.hpp"
#include "monitor/slice_recorder.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace simrun::test;
using namespace std::chrono_literals;

namespace {

using slices = std::vector<load_slice>;

slice_line::sink into(slices& all) {
  return [&all](const load_slice& s) { all.push_back(s); };
}

} // namespace

TEST_SUITE_BEGIN("monitor/slices");

TEST_CASE("a slice is a tenth of a second, or ends where a cut is") {
  const slice_grid grid({run_start + 5030ms, run_start + 2s, run_start + 5030ms});
  const auto slice = [&](duration t) {
    return std::pair(grid.begin_of(run_start + t) - run_start, grid.end_of(run_start + t) - run_start);
  };
  CHECK(slice(0ms) == std::pair<duration, duration>(0ms, 100ms));
  CHECK(slice(99'999us) == std::pair<duration, duration>(0ms, 100ms));
  CHECK(slice(2s) == std::pair<duration, duration>(2000ms, 2100ms));
  CHECK(slice(5029ms) == std::pair<duration, duration>(5000ms, 5030ms));
  CHECK(slice(5030ms) == std::pair<duration, duration>(5030ms, 5100ms));
  CHECK(slice(-1ms) == std::pair<duration, duration>(-100ms, 0ms));
}

TEST_CASE("a request is counted when it was due, whenever it ends") {
  slice_recorder recorder(slice_grid(), 0);
  recorder.issued(run_start + 50ms, 0);
  recorder.issued(run_start + 150ms, 0);
  recorder.issued(run_start + 160ms, 0);
  recorder.ended(run_start + 160ms, 0, outcome::cached, 1ms);
  recorder.ended(run_start + 50ms, 0, outcome::timed_out, 500ms);
  const auto first = recorder.take_until(run_start + 150ms);
  REQUIRE(first.size() == 1);
  CHECK(first[0].all.outcomes.issued == 1);
  CHECK(first[0].all.outcomes[outcome::timed_out] == 1);
  CHECK(first[0].all.latency_of_all().max() == 500ms);
  const auto second = recorder.take_until(run_start + 200ms);
  REQUIRE(second.size() == 1);
  CHECK(second[0].all.outcomes.issued == 2);
  CHECK(second[0].all.outcomes.ended() == 1);
  CHECK(recorder.take_until(run_start + 1h).empty());
}

TEST_CASE("each load group has its own counts, which add up to all") {
  slice_recorder recorder(slice_grid(), 2);
  recorder.issued(run_start, 0);
  recorder.issued(run_start, 1);
  recorder.ended(run_start, 1, outcome::fallback, 3ms);
  const auto taken = recorder.take_until(run_start + 100ms);
  REQUIRE(taken.size() == 1);
  CHECK(taken[0].groups[0].outcomes.issued == 1);
  CHECK(taken[0].groups[1].outcomes[outcome::fallback] == 1);
  CHECK(taken[0].all.outcomes.issued == 2);
}

TEST_CASE("slices come out in order, without gaps, a while after they are settled") {
  slice_line line{slice_grid()};
  slices out;
  line.add(slices{slice_at(300ms, 3)}, run_start + 1300ms, into(out));
  REQUIRE(out.size() == 3);
  CHECK(out[2].begin == run_start + 200ms);
  CHECK(out[2].all.outcomes.issued == 0);
  line.finish(run_start + 450ms, into(out));
  REQUIRE(out.size() == 5);
  CHECK(out[3].all.outcomes.issued == 3);
  CHECK(out[4].end == run_start + 450ms);
}

TEST_CASE("an issuer and its successor share a slice") {
  slice_line line{slice_grid()};
  slices out;
  line.add(slices{slice_at(0ms, 2)}, run_start, into(out));
  line.add(slices{slice_at(0ms, 1)}, run_start + 2s, into(out));
  REQUIRE(out.size() == 10);
  CHECK(out[0].all.outcomes.issued == 3);
  // What comes when its time is over is no more of use.
  line.add(slices{slice_at(0ms, 7)}, run_start + 2s, into(out));
  CHECK(out.size() == 10);
}

TEST_CASE("whatever the order, every request comes out once and in its slice") {
  random_stream random(7, "slices");
  slice_recorder recorder(slice_grid({run_start + 777ms}), 0);
  slice_line line(slice_grid({run_start + 777ms}));
  slices out;
  for (duration due{}; due < 20s; due += duration(random.below(30'000'000))) {
    recorder.issued(run_start + due, 0);
    recorder.ended(run_start + due, 0, outcome::extracted, due); // its latency says when it was due
    if (random.below(50) == 0)
      line.add(recorder.take_until(run_start + due), run_start + due, into(out));
  }
  const auto rest = recorder.take_until(run_start + 21s);
  line.add(rest, run_start + 20s, into(out));
  line.finish(run_start + 20s, into(out));
  CHECK(out.size() == 201);
  for (std::size_t i = 0; i < out.size(); ++i) {
    CHECK(out[i].begin == (i == 0 ? run_start : out[i - 1].end));
    if (const auto earliest = out[i].all.latency_of_all().min()) {
      CHECK(run_start + *earliest >= out[i].begin);
      CHECK(run_start + *out[i].all.latency_of_all().max() < out[i].end);
    }
  }
}

TEST_CASE("sparse bins say what dense ones do") {
  random_stream random(3, "latencies");
  sparse_latencies sparse, other;
  latency_histogram dense;
  for (int i = 0; i < 5000; ++i) {
    const duration value(random.below(std::uint64_t{1} << random.below(39)));
    (i % 3 == 0 ? other : sparse).record(value);
    dense.record(value);
  }
  sparse += other;
  CHECK(sparse.count() == 5000);
  CHECK(sparse.mean() == dense.mean());
  for (const double q : {0.0, 0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0})
    CHECK(sparse.percentile(q) == dense.percentile(q));
  const auto again = sparse.dense();
  CHECK(again.count() == dense.count());
  CHECK(again.bins() == dense.bins());
  CHECK(again.min() == dense.min());
  CHECK(again.max() == dense.max());
  CHECK_FALSE(sparse_latencies().percentile(0.5));
  sparse_latencies one;
  one.record(7ms);
  CHECK(one.dense().count() == 1);
}

TEST_SUITE_END();
