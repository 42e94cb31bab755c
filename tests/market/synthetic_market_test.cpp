#include "market/synthetic_market.hpp"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>

using namespace simrun;

namespace {

synthetic_market_config with(std::uint64_t seed, std::uint32_t symbols, std::uint32_t bars) {
  synthetic_market_config config;
  config.seed = seed;
  config.symbols = symbols;
  config.bars = bars;
  return config;
}

bool same(const bar& a, const bar& b) {
  return a.timestamp == b.timestamp && a.open == b.open && a.high == b.high && a.low == b.low &&
         a.close == b.close && a.volume == b.volume;
}

/// Whether `a` begins with all of `b`.
bool begins_with(const bar_history& a, const bar_history& b) {
  return a.symbol == b.symbol && a.bars.size() >= b.bars.size() &&
         std::equal(b.bars.begin(), b.bars.end(), a.bars.begin(), same);
}

std::vector<double> log_returns(const bar_history& history) {
  std::vector<double> returns;
  for (std::size_t i = 1; i < history.bars.size(); ++i)
    returns.push_back(std::log(history.bars[i].close / history.bars[i - 1].close));
  return returns;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double x : values)
    sum += x;
  return sum / static_cast<double>(values.size());
}

/// E[(a - mean a)(b - mean b)] over pairs `lag` apart.
double covariance(const std::vector<double>& a, const std::vector<double>& b, std::size_t lag = 0) {
  const double mean_a = mean_of(a);
  const double mean_b = mean_of(b);
  double sum = 0;
  for (std::size_t i = lag; i < a.size(); ++i)
    sum += (a[i - lag] - mean_a) * (b[i] - mean_b);
  return sum / static_cast<double>(a.size() - lag);
}

double correlation(const std::vector<double>& a, const std::vector<double>& b, std::size_t lag = 0) {
  return covariance(a, b, lag) / std::sqrt(covariance(a, a) * covariance(b, b));
}

std::vector<double> squared(std::vector<double> values) {
  for (auto& x : values)
    x *= x;
  return values;
}

double kurtosis(const std::vector<double>& values) {
  const double mean = mean_of(values);
  const double variance = covariance(values, values);
  std::vector<double> fourth;
  for (const double x : values)
    fourth.push_back(std::pow(x - mean, 4));
  return mean_of(fourth) / (variance * variance);
}

} // namespace

TEST_SUITE_BEGIN("market/synthetic_market");

TEST_CASE("one seed is one market") {
  const auto a = make_synthetic_market(with(1, 2, 500));
  const auto b = make_synthetic_market(with(1, 2, 500));
  const auto c = make_synthetic_market(with(2, 2, 500));
  REQUIRE(a.size() == 2);
  CHECK(a[0].symbol == "synthetic_0");
  CHECK(begins_with(a[0], b[0]));
  CHECK(begins_with(a[1], b[1]));
  CHECK_FALSE(begins_with(a[0], c[0]));
}

TEST_CASE("more symbols and more bars leave the earlier ones as they were") {
  const auto small = make_synthetic_market(with(1, 2, 300));
  const auto large = make_synthetic_market(with(1, 5, 1000));
  REQUIRE(large.size() == 5);
  CHECK(begins_with(large[0], small[0]));
  CHECK(begins_with(large[1], small[1]));
}

TEST_CASE("no bars and no symbols are fine") {
  CHECK(make_synthetic_market(with(1, 0, 10)).empty());
  CHECK(make_synthetic_market(with(1, 1, 0))[0].bars.empty());
}

TEST_CASE("every bar is one that could be") {
  for (const auto& history : make_synthetic_market(with(3, 4, 20'000))) {
    CHECK(history.bars.size() == 20'000);
    CHECK(std::ranges::all_of(history.bars, [](const bar& b) {
      return 0 < b.low && b.low <= std::min(b.open, b.close) && std::max(b.open, b.close) <= b.high &&
             std::isfinite(b.high) && b.volume >= 1 && std::isfinite(b.volume);
    }));
  }
}

TEST_CASE("there is a bar for every weekday") {
  using namespace std::chrono;
  const auto history = make_synthetic_market(with(1, 1, 1000))[0];
  CHECK(history.bars[0].timestamp == sys_days(2000y / 1 / 3));
  for (std::size_t i = 0; i < history.bars.size(); ++i) {
    const auto day = floor<days>(history.bars[i].timestamp);
    CHECK(weekday(day).iso_encoding() == i % 5 + 1);
    if (i != 0)
      CHECK(day - floor<days>(history.bars[i - 1].timestamp) == days(i % 5 == 0 ? 3 : 1));
  }
}

TEST_CASE("returns have fat tails and come in clusters, but don't foretell each other") {
  const auto returns = log_returns(make_synthetic_market(with(11, 1, 50'000))[0]);
  CHECK(kurtosis(returns) > 4);
  CHECK(correlation(squared(returns), squared(returns), 1) > 0.05);
  CHECK(correlation(squared(returns), squared(returns), 10) > 0.03);
  CHECK(std::abs(correlation(returns, returns, 1)) < 0.02);
}

TEST_CASE("without jumps and with a steady volatility, returns are normal and as wide as asked") {
  auto config = with(5, 1, 50'000);
  config.jumps_per_bar = 0;
  config.volatility_of_volatility = 0;
  const auto returns = log_returns(make_synthetic_market(config)[0]);
  CHECK(kurtosis(returns) == doctest::Approx(3).epsilon(0.05));
  CHECK(std::sqrt(covariance(returns, returns)) == doctest::Approx(config.volatility).epsilon(0.02));
}

TEST_CASE("jumps come at their rate") {
  auto config = with(5, 1, 50'000);
  config.volatility = 1e-6;
  config.volatility_of_volatility = 0;
  config.jumps_per_bar = 0.02;
  const auto returns = log_returns(make_synthetic_market(config)[0]);
  // The pull moves a price by some 1e-4 of its distance a bar, a jump by some percent.
  const auto jumps = std::ranges::count_if(returns, [](double r) { return std::abs(r) > 1e-3; });
  CHECK(static_cast<double>(jumps) / 50'000 == doctest::Approx(0.0195).epsilon(0.1));
}

TEST_CASE("symbols are independent") {
  const auto market = make_synthetic_market(with(9, 2, 20'000));
  CHECK(std::abs(correlation(log_returns(market[0]), log_returns(market[1]))) < 0.03);
}

TEST_CASE("prices stay in range over the longest history") {
  const auto history = make_synthetic_market(with(1, 1, 1'000'000))[0];
  const auto [lowest, highest] = std::ranges::minmax(history.bars, {}, &bar::close);
  CHECK(lowest.close > 1e-3);
  CHECK(highest.close < 1e6);
}

TEST_SUITE_END();
