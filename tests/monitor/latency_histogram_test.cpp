#include "monitor/latency_histogram.hpp"

#include "core/random.hpp"
#include "monitor/latency_axis.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

double relative_error(duration found, duration exact) {
  return std::abs(static_cast<double>((found - exact).count())) / static_cast<double>(exact.count());
}

duration nearest_rank(const std::vector<duration>& sorted, double q) {
  const auto rank = std::ceil(q * static_cast<double>(sorted.size()) - 1e-6);
  return sorted[static_cast<std::size_t>(std::max(1.0, rank)) - 1];
}

latency_histogram histogram_of(const std::vector<duration>& values) {
  latency_histogram h;
  for (const auto v : values)
    h.record(v);
  return h;
}

template <class Draw>
std::vector<duration> drawn(std::size_t n, Draw draw) {
  std::vector<duration> values(n);
  std::ranges::generate(values, draw);
  return values;
}

/// Three stretches of a run, different from each other.
struct stretches {
  latency_histogram a, b, c;

  stretches() {
    random_stream random(7, "stretches");
    a = histogram_of(drawn(1000, [&] { return from_seconds(random.exponential() * 1e-3); }));
    b = histogram_of(drawn(500, [&] { return from_seconds(random.exponential() * 1e-1); }));
    c = histogram_of({0ns, 200s, 50ns});
  }
};

} // namespace

TEST_SUITE_BEGIN("monitor/latency_histogram");

TEST_CASE("bins follow each other without gap or overlap") {
  CHECK(latency_axis::lower(0) == 0ns);
  CHECK(latency_axis::upper(latency_axis::size() - 1) == latency_axis::end);
  for (int bin = 0; bin < latency_axis::size(); ++bin) {
    CHECK(latency_axis::lower(bin) < latency_axis::upper(bin));
    CHECK(latency_axis::index(latency_axis::lower(bin).count()) == bin);
    CHECK(latency_axis::index(latency_axis::upper(bin).count() - 1) == bin);
  }
  CHECK(latency_axis::index(-1) == -1);
  CHECK(latency_axis::index(latency_axis::end.count()) == latency_axis::size());
}

TEST_CASE("what stands for a duration is at most 1 % off, from 100 ns to 100 s") {
  for (double ns = 100; ns <= 100e9; ns *= 1.0007) {
    const duration exact(std::llround(ns));
    const auto found = latency_axis::midpoint(latency_axis::index(exact.count()));
    REQUIRE_MESSAGE(relative_error(found, exact) <= 0.01, exact.count());
  }
}

TEST_CASE("percentiles are at most 1 % off those of the sorted samples") {
  random_stream random(42, "test");
  const std::vector<std::vector<duration>> distributions{
      drawn(10'000, [&] { return from_seconds(1e-3 * std::exp(random.normal())); }),
      drawn(10'000, [&] { return from_seconds(50e-6 * random.exponential() + 1e-6); }),
      drawn(9'999, [&] { return from_seconds(random.uniform() < 0.97 ? 2e-3 : 4.0 + random.uniform()); }),
      drawn(1'000, [&] { return from_seconds(1e-6 * std::pow(1.0 - random.uniform(), -1.5)); }),
      {1234567ns},
  };
  for (const auto& samples : distributions) {
    const auto h = histogram_of(samples);
    auto sorted = samples;
    std::ranges::sort(sorted);
    for (const double q : {0.0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 0.9999, 1.0}) {
      CAPTURE(q);
      CHECK(relative_error(*h.percentile(q), nearest_rank(sorted, q)) <= 0.01);
    }
    CHECK(*h.min() == sorted.front());
    CHECK(*h.max() == sorted.back());
  }
}

TEST_CASE("a percentile is the nearest rank") {
  latency_histogram h;
  for (int ns = 1; ns <= 100; ++ns)
    h.record(duration(ns));
  for (int percent = 1; percent <= 100; ++percent)
    CHECK(h.percentile(percent / 100.0) == duration(percent));
}

TEST_CASE("a percentile lies within what was recorded") {
  latency_histogram h;
  h.record(1000001ns, 3);
  CHECK(h.percentile(0) == 1000001ns);
  CHECK(h.percentile(0.5) == 1000001ns);
  CHECK(h.percentile(1) == 1000001ns);
}

TEST_CASE("nothing was recorded: nothing to tell") {
  latency_histogram h;
  h.record(5ms, 0);
  CHECK(h.count() == 0);
  CHECK_FALSE(h.percentile(0.5));
  CHECK_FALSE(h.mean());
  CHECK_FALSE(h.min());
  CHECK_FALSE(h.max());
  CHECK(h.bins().empty());
}

TEST_CASE("count, mean, smallest and largest are exact") {
  latency_histogram h;
  h.record(1234567ns, 2);
  h.record(100ms);
  CHECK(h.count() == 3);
  CHECK(h.sum() == 102469134ns);
  CHECK(h.mean() == 34156378ns);
  CHECK(h.min() == 1234567ns);
  CHECK(h.max() == 100ms);
}

TEST_CASE("zero, the negative and what is past the axis are counted, not lost") {
  latency_histogram h;
  h.record(-5ns);
  h.record(0ns);
  h.record(300s);
  CHECK(h.percentile(0.1) == -5ns);
  CHECK(h.percentile(0.5) == 0ns);
  CHECK(h.percentile(1) == 300s);
  CHECK(h.bins() ==
        std::vector<latency_bin>{{-5ns, 0ns, 1}, {0ns, 1ns, 1}, {latency_axis::end, 300s + 1ns, 1}});
}

TEST_CASE("bins hold everything, in ascending order") {
  const auto h = stretches().a;
  std::uint64_t held = 0;
  duration last{};
  for (const auto& bin : h.bins()) {
    CHECK(bin.lower >= last);
    CHECK(bin.count > 0);
    last = bin.upper;
    held += bin.count;
  }
  CHECK(held == h.count());
}

TEST_CASE("merging is associative and commutative, and nothing is its zero") {
  const stretches s;
  auto left = s.a;
  left += s.b;
  left += s.c;
  auto right = s.c;
  right += s.b;
  right += s.a;
  CHECK(left == right);
  CHECK(left.count() == s.a.count() + s.b.count() + s.c.count());

  auto with_nothing = s.a;
  with_nothing += latency_histogram();
  CHECK(with_nothing == s.a);
  latency_histogram nothing;
  nothing += s.a;
  CHECK(nothing == s.a);
}

TEST_CASE("a difference holds what came between two copies") {
  const stretches s;
  auto later = s.a;
  later += s.b;
  const auto between = later - s.a;
  CHECK(between.count() == s.b.count());
  CHECK(between.sum() == s.b.sum());
  CHECK(between.percentile(0.5) == s.b.percentile(0.5));
  CHECK(between.percentile(0.99) == s.b.percentile(0.99));
  CHECK(later - latency_histogram() == later);
  CHECK(later - later == latency_histogram());
}

TEST_CASE("a difference knows its extremes exactly where they are new, else as the bins do") {
  latency_histogram earlier;
  earlier.record(1ms);
  earlier.record(100ms);

  auto with_new_extremes = earlier;
  with_new_extremes.record(10us);
  with_new_extremes.record(3s);
  CHECK((with_new_extremes - earlier).min() == 10us);
  CHECK((with_new_extremes - earlier).max() == 3s);

  auto in_between = earlier;
  in_between.record(10ms);
  const auto difference = in_between - earlier;
  CHECK(relative_error(*difference.min(), 10ms) <= 0.02);
  CHECK(relative_error(*difference.max(), 10ms) <= 0.02);
  CHECK(*difference.min() <= 10ms);
  CHECK(*difference.max() >= 10ms);
}

TEST_CASE("a copy goes its own way; what was moved from or cleared is empty") {
  auto h = stretches().a;
  const auto copy = h;
  h.record(1ms);
  CHECK(h.count() == copy.count() + 1);
  const auto moved = std::move(h);
  CHECK(moved.count() == copy.count() + 1);
  h.clear(); // NOLINT(bugprone-use-after-move)
  CHECK(h == latency_histogram());
  h.record(2ms);
  CHECK(h.percentile(0.5) == 2ms);
}

TEST_CASE("what its bins, min, max and mean tell makes it again") {
  const stretches s;
  for (const auto& h : {s.a, s.b, s.c, latency_histogram(s.b) - latency_histogram(), latency_histogram()}) {
    const auto bins = h.bins();
    const auto again = latency_histogram::restore(bins, h.min().value_or(0ns), h.max().value_or(0ns),
                                                  h.mean().value_or(0ns));
    REQUIRE(again);
    CHECK(again->count() == h.count());
    CHECK(again->bins() == bins);
    CHECK(again->min() == h.min());
    CHECK(again->max() == h.max());
    CHECK(again->mean() == h.mean());
    CHECK(again->percentile(0.99) == h.percentile(0.99));
  }
}

TEST_CASE("what can be of no histogram makes none") {
  const std::vector<latency_bin> one{{100ns, 101ns, 2}};
  CHECK(latency_histogram::restore(one, 100ns, 100ns, 100ns));
  CHECK_FALSE(latency_histogram::restore(one, 99ns, 100ns, 100ns));
  CHECK_FALSE(latency_histogram::restore(one, 100ns, 101ns, 100ns));
  CHECK_FALSE(latency_histogram::restore(one, 100ns, 100ns, 101ns));
  const auto refused = [](std::vector<latency_bin> bins, duration min, duration max) {
    return !latency_histogram::restore(bins, min, max, min);
  };
  CHECK(refused({{100ns, 102ns, 2}}, 100ns, 100ns));
  CHECK(refused({{100ns, 101ns, 0}}, 100ns, 100ns));
  CHECK(refused({{102ns, 103ns, 1}, {100ns, 101ns, 1}}, 100ns, 102ns));
  CHECK(refused({{100ns, 101ns, 1}, {100ns, 101ns, 1}}, 100ns, 100ns));
  CHECK(refused({{100ns, 101ns, 1ULL << 60}}, 100ns, 100ns));
  CHECK(refused({{duration::min(), 0ns, 1}}, duration::min(), duration::min()));
  CHECK(refused({{latency_axis::end, duration::max(), 1}}, duration::max(), duration::max()));
}

TEST_SUITE_END();
