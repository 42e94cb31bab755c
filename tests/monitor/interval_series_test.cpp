#include "monitor/interval_series.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

void end_requests(load_statistics& s, int requests, duration latency) {
  for (int i = 0; i < requests; ++i) {
    s.issued(false, 0ns);
    s.ended(false, outcome::extracted, latency);
  }
}

outcome_counts sum_of(const interval_series& series) {
  outcome_counts sum;
  for (const auto& row : series.rows())
    sum += row.counts;
  return sum;
}

} // namespace

TEST_SUITE_BEGIN("monitor/interval_series");

TEST_CASE("a row is a second, and wider only where the longest run would not fit") {
  CHECK(interval_series(30s).width() == 1s);
  CHECK(interval_series(2h).width() == 1s);
  CHECK(interval_series(2h + 1ns).width() == 2s);
  CHECK(interval_series(4h + 1s).width() == 5s);
  CHECK(interval_series(24h).width() == 30s);
  CHECK(interval_series(10'000h).width() == 2h);
}

TEST_CASE("a row holds what came since the row before") {
  interval_series series(3s);
  load_statistics counted;
  CHECK(series.next_end() == run_start + 1s);
  end_requests(counted, 10, 5ms);
  series.close(run_start + 1s, counted, resource_use{0.5, 100});
  end_requests(counted, 4, 80ms);
  series.close(run_start + 2s, counted);
  series.close(run_start + 3s, counted);

  REQUIRE(series.rows().size() == 3);
  const auto& rows = series.rows();
  CHECK(rows[0].start == run_start);
  CHECK(rows[0].width == 1s);
  CHECK(rows[0].counts.issued == 10);
  CHECK(*rows[0].latency_p50_ms == doctest::Approx(5).epsilon(0.01));
  CHECK(rows[0].cpu_utilization == 0.5);
  CHECK(rows[0].memory_mb == 100);
  CHECK(rows[1].start == run_start + 1s);
  CHECK(rows[1].counts[outcome::extracted] == 4);
  CHECK(*rows[1].latency_p95_ms == doctest::Approx(80).epsilon(0.01));
  CHECK(*rows[1].latency_max_ms == 80);
  CHECK_FALSE(rows[1].cpu_utilization);
  CHECK(rows[2].counts == outcome_counts{});
  CHECK_FALSE(rows[2].latency_p99_ms);
}

TEST_CASE("a late or early close moves the row's end, not the counts") {
  interval_series series(3s);
  load_statistics counted;
  end_requests(counted, 1, 1ms);
  series.close(run_start + 1200ms, counted);
  CHECK(series.next_end() == run_start + 2200ms);
  series.close(run_start + 1500ms, counted);
  CHECK(series.rows()[1].start == run_start + 1200ms);
  CHECK(series.rows()[1].width == 300ms);
}

TEST_CASE("the warm-up has no rows") {
  interval_series series(3s);
  series.close(run_start - 1s, load_statistics());
  series.close(run_start, load_statistics());
  CHECK(series.rows().empty());
}

TEST_CASE("what waited belongs to the row in which it did, in whatever order the news come") {
  interval_series series(5s);
  const load_statistics counted;
  series.note_depths(run_start, {9, 9});
  series.close(run_start + 1s, counted);
  series.note_depths(run_start + 1s, {3, 1});
  series.note_depths(run_start + 2s, {7, 0});
  series.note_depths(std::nullopt, {2, 4});
  series.close(run_start + 2s, counted);
  series.close(run_start + 3s, counted);
  series.note_depths(run_start + 2s, {8, 0});
  const auto& rows = series.rows();
  CHECK(rows[0].depths == queue_depths{3, 1});
  CHECK(rows[1].depths == queue_depths{8, 4});
  CHECK_FALSE(rows[2].depths);
}

TEST_CASE("what comes at the very end of the last row still belongs to it") {
  interval_series series(1s);
  load_statistics counted;
  end_requests(counted, 3, 1ms);
  series.close(run_start + 1s, counted, resource_use{0.5, 100});
  end_requests(counted, 2, 9ms);
  series.close(run_start + 1s, counted, resource_use{0, 100});
  REQUIRE(series.rows().size() == 1);
  CHECK(series.rows()[0].counts.issued == 5);
  CHECK(series.rows()[0].latency_max_ms == 9);
  CHECK(series.rows()[0].width == 1s);
  CHECK(series.rows()[0].cpu_utilization == 0.5);
}

TEST_CASE("a run longer than planned widens its last row; the rows still add up to the total") {
  interval_series series(1s);
  load_statistics counted;
  const auto extra = 3;
  const auto closes = static_cast<int>(interval_series::rows_max) + extra;
  for (int i = 1; i <= closes; ++i) {
    end_requests(counted, 1, 1ms);
    series.close(run_start + i * 1s, counted);
  }
  CHECK(series.rows().size() == interval_series::rows_max);
  CHECK(series.rows().back().width == 1s + extra * 1s);
  CHECK(series.rows().back().counts.issued == 1 + extra);
  CHECK(sum_of(series) == counted.outcomes());
}

TEST_SUITE_END();
