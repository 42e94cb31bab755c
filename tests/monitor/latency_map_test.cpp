#include "monitor/latency_map.hpp"

#include "core/random.hpp"
#include "monitor/interval_series.hpp"
#include "monitor/latency_axis.hpp"

#include <doctest/doctest.h>

#include <numeric>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

std::uint64_t sum_of(const std::vector<std::uint64_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

std::uint64_t sum_of(const latency_map& map) {
  std::uint64_t sum = 0;
  for (const auto& row : map.rows)
    sum += sum_of(row.counts);
  return sum;
}

/// A request or more in each of so many seconds, of all latencies there are.
load_statistics feed(interval_series& series, int seconds, std::uint64_t seed) {
  random_stream random(seed, "latencies");
  load_statistics counted;
  for (int second = 1; second <= seconds; ++second) {
    for (auto requests = 1 + random.below(4); requests > 0; --requests) {
      counted.issued(false, 0ns);
      const auto octave = random.below(31);
      counted.ended(false, outcome::extracted,
                    duration(static_cast<std::int64_t>(1 + random.below(200)) << octave));
    }
    series.close(run_start + second * 1s, counted);
  }
  return counted;
}

} // namespace

TEST_SUITE_BEGIN("monitor/latency_map");

TEST_CASE("every latency lies in the bucket whose bounds enclose it") {
  CHECK(map_buckets::index_of(-5ns) == 0);
  CHECK(map_buckets::index_of(1023ns) == 0);
  CHECK(map_buckets::index_of(1024ns) == 1);
  CHECK(map_buckets::lower(map_buckets::size) == latency_axis::end);
  CHECK(map_buckets::index_of(latency_axis::end + 1h) == map_buckets::size - 1);
  for (std::size_t b = 0; b < map_buckets::size; ++b) {
    REQUIRE(map_buckets::lower(b) < map_buckets::lower(b + 1));
    CHECK(map_buckets::index_of(map_buckets::lower(b)) == b);
    CHECK(map_buckets::index_of(map_buckets::lower(b + 1) - 1ns) == b);
  }
}

TEST_CASE("no bin of a histogram lies in two buckets") {
  for (int bin = 0; bin < latency_axis::size(); ++bin)
    REQUIRE(map_buckets::index_of(latency_axis::lower(bin)) ==
            map_buckets::index_of(latency_axis::upper(bin) - 1ns));
}

TEST_CASE("the map of a series holds every request once, in few rows without gaps, however long it is") {
  for (const int seconds : {1, 3, 399, 400, 401, 800, 801, 3600, 7200}) {
    CAPTURE(seconds);
    interval_series series(2h);
    const auto counted = feed(series, seconds, static_cast<std::uint64_t>(seconds));
    const auto map = series.spread();
    CHECK(map.rows.size() <= latency_map_recorder::rows_max);
    CHECK(map.rows.size() * 2 >= std::min<std::size_t>(static_cast<std::size_t>(seconds), 400));
    CHECK(sum_of(map) == counted.latency().count());
    auto end = run_start;
    for (const auto& row : map.rows) {
      REQUIRE(row.start == end);
      REQUIRE(row.counts.size() + 1 == map.bounds.size());
      end = row.start + row.width;
    }
    CHECK(end == run_start + seconds * 1s);
  }
}

TEST_CASE("a row of the map counts what the rows of the series do") {
  interval_series series(2h);
  feed(series, 1000, 7);
  auto row = series.rows().begin();
  for (const auto& wide : series.spread().rows) {
    std::uint64_t ended = 0;
    for (; row != series.rows().end() && row->start < wide.start + wide.width; ++row)
      ended += row->counts.ended();
    REQUIRE(sum_of(wide.counts) == ended);
  }
}

TEST_CASE("the map reaches from the first bucket that holds something to the last") {
  interval_series series(3s);
  load_statistics counted;
  CHECK(series.spread() == latency_map{});
  series.close(run_start + 1s, counted);
  CHECK(series.spread() == latency_map{});
  counted.issued(false, 0ns);
  counted.ended(false, outcome::cached, 1100ns);
  counted.ended(false, outcome::extracted, 1600ns);
  counted.ended(false, outcome::rejected, 5ns);
  series.close(run_start + 2s, counted);
  const auto map = series.spread();
  CHECK(map.bounds == std::vector<duration>{1024ns, 1280ns, 1536ns, 1792ns});
  REQUIRE(map.rows.size() == 2);
  CHECK(map.rows[0].counts == std::vector<std::uint64_t>{0, 0, 0});
  CHECK(map.rows[1].counts == std::vector<std::uint64_t>{1, 0, 1});
}

TEST_CASE("what comes at the very end of the last row is in the map") {
  interval_series series(1s);
  load_statistics counted;
  for (int i = 0; i < 3; ++i) {
    counted.ended(false, outcome::extracted, 1ms);
    series.close(run_start + 1s, counted);
  }
  CHECK(sum_of(series.spread()) == 3);
}

TEST_SUITE_END();
