#include "core/random.hpp"
#include "monitor/live/live_history.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

live_point point_at(int i, double issued, std::optional<double> p99) {
  live_point p;
  p.at = run_start + i * 250ms;
  p.rates.issued_rps = issued;
  p.latency.p99_ms = p99;
  p.queue_depth = static_cast<std::uint64_t>(i);
  return p;
}

} // namespace

TEST_SUITE_BEGIN("monitor/live_history");

TEST_CASE("a short run keeps each point") {
  live_history history;
  for (int i = 0; i < 600; ++i)
    history.add(point_at(i, i, std::nullopt));
  REQUIRE(history.points().size() == 600);
  CHECK(history.points()[599].at == run_start + 599 * 250ms);
}

TEST_CASE("however long the run, the points are bounded, in order, and no peak is lost") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    random_stream random(seed, "history");
    const int updates = 1 + static_cast<int>(random.uniform() * 20'000);
    live_history history;
    std::optional<double> worst;
    for (int i = 0; i < updates; ++i) {
      const auto p99 = random.uniform() < 0.3 ? std::nullopt : std::optional(1 / (1e-6 + random.uniform()));
      worst = std::max(worst, p99);
      history.add(point_at(i, 100, p99));
    }
    const auto& points = history.points();
    CHECK(points.size() <= live_history::points_max);
    CHECK(points.size() > std::min<std::size_t>(static_cast<std::size_t>(updates) - 1, 299));
    CHECK(std::ranges::is_sorted(points, {}, &live_point::at));
    CHECK(points.back().at == run_start + (updates - 1) * 250ms);
    const auto shown = std::ranges::max(points, {}, [](const live_point& p) { return p.latency.p99_ms; });
    CHECK(shown.latency.p99_ms == worst);
    for (const auto& p : points)
      CHECK(p.rates.issued_rps == doctest::Approx(100));
  }
}

TEST_CASE("rates are means of all updates they stand for") {
  live_history history;
  for (int i = 0; i < 2400; ++i)
    history.add(point_at(i, i, std::nullopt));
  double sum = 0;
  for (const auto& p : history.points())
    sum += p.rates.issued_rps;
  CHECK(sum / static_cast<double>(history.points().size()) == doctest::Approx(1199.5));
}

TEST_SUITE_END();
