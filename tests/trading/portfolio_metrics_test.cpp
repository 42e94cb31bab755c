#include "trading/portfolio_metrics.hpp"

#include "core/random.hpp"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <vector>

using namespace simrun;

namespace {

portfolio_metrics metrics_of(const std::vector<double>& values, double bars_per_year, double risk_free_rate) {
  metrics_meter meter(values.front(), bars_per_year, risk_free_rate);
  for (std::size_t i = 1; i < values.size(); ++i)
    meter.record(values[i]);
  return meter.metrics();
}

doctest::Approx near(double x) {
  return doctest::Approx(x).epsilon(1e-10);
}

} // namespace

TEST_SUITE_BEGIN("trading/portfolio_metrics");

TEST_CASE("a year of four bars, by hand") {
  // Returns 10 %, -20 %, 25 %, 10 %; a risk-free rate of 4 % a year is 1 % a bar.
  const auto m = metrics_of({100, 110, 88, 110, 121}, 4, 0.04);
  CHECK(m.steps == 4);
  CHECK(m.total_return == near(0.21));
  CHECK(m.annualised_return == near(0.21));
  // Mean 6.25 %; squared differences 0.0375^2 x 2 + 0.2625^2 + 0.1875^2 = 0.106875, of which a third.
  CHECK(m.volatility == near(2 * std::sqrt(0.106875 / 3)));
  CHECK(m.sharpe == near(2 * 0.0525 / std::sqrt(0.106875 / 3)));
  // Only -20 % falls short of 1 %, by 21 %.
  CHECK(m.sortino == near(2 * 0.0525 / std::sqrt(0.21 * 0.21 / 4)));
  CHECK(m.max_drawdown == near(0.2));
  CHECK(m.calmar == near(0.21 / 0.2));
}

TEST_CASE("half a year that gains a tenth makes 21 % a year, two years that gain 21 % make a tenth") {
  CHECK(metrics_of({100, 105, 110}, 4, 0).annualised_return == near(0.21));
  CHECK(metrics_of({100, 110, 121, 133.1, 121}, 2, 0).annualised_return == near(0.1));
}

TEST_CASE("figures are those that empyrical's tests publish") {
  // quantopian/empyrical, empyrical/tests/test_stats.py, to the eight places it compares.
  const auto of_returns = [](const std::vector<double>& percent, double bars_per_year, double risk_free = 0) {
    std::vector<double> values{100};
    for (const double r : percent)
      values.push_back(values.back() * (1 + r / 100));
    return metrics_of(values, bars_per_year, risk_free);
  };
  const auto published = [](double x) { return doctest::Approx(x).epsilon(1e-8); };
  const std::vector<double> mixed{1, 10, -4, 2, 3, 2, 1, -10};
  const std::vector<double> longer{0, 1, 10, -4, 2, 3, 2, 1, -10};
  const std::vector<double> negative{0, -6, -7, -1, -9, -2, -6, -8, -5};

  const auto daily = of_returns(mixed, 252);
  CHECK(daily.total_return == doctest::Approx(0.03893).epsilon(1e-4));
  CHECK(daily.volatility == published(0.9136465399704637));
  CHECK(daily.sharpe == published(1.7238613961706866));
  CHECK(daily.sortino == published(2.605531251673693));
  CHECK(daily.max_drawdown == published(0.1));
  CHECK(of_returns(mixed, 252, 0.01 * 252).sortino == published(-1.3934779588919977));

  const auto weekly = of_returns(longer, 52);
  CHECK(weekly.annualised_return == published(0.24690830513998208));
  CHECK(weekly.volatility == published(0.38851569394870583));
  // Its weekly Sortino ratio divides by a daily risk; the weekly risk is published too.
  CHECK(*weekly.sortino == published(52 * 0.05 / 9 / 0.25888650451930134));
  CHECK(weekly.calmar == published(2.4690830513998208));

  const auto monthly = of_returns(longer, 12);
  CHECK(monthly.annualised_return == published(0.052242061386048144));
  CHECK(monthly.volatility == published(0.18663690238892558));
  CHECK(*monthly.sortino == published(12 * 0.05 / 9 / 0.1243650540411842));
  CHECK(monthly.calmar == published(0.52242061386048144));

  const auto falling = of_returns(negative, 252);
  CHECK(falling.max_drawdown == published(0.36590730349873601));
  CHECK(falling.sharpe == published(-24.406808633910085));
  CHECK(falling.sortino == published(-13.532743075043401));
  CHECK(of_returns({1, 2, 1, 1, 1, 1, 1, 1, 1}, 252).sharpe == published(52.915026221291804));
}

TEST_CASE("what divides by zero is not there") {
  const auto still = metrics_of({100}, 252, 0.02);
  CHECK(still.total_return == 0);
  CHECK_FALSE(still.annualised_return);
  CHECK_FALSE(still.volatility);

  const auto once = metrics_of({100, 99}, 252, 0);
  CHECK(once.annualised_return);
  CHECK_FALSE(once.volatility);
  CHECK_FALSE(once.sharpe);

  const auto steady = metrics_of({100, 110, 121, 133.1}, 252, 0);
  CHECK_FALSE(steady.sharpe);
  CHECK_FALSE(steady.sortino);
  CHECK_FALSE(steady.calmar);
  CHECK(steady.max_drawdown == 0);

  // 2 a bar, 252 bars a year, would be 7e75 in a year, and 1000 a bar is more than a number holds.
  CHECK(metrics_of({1, 2}, 252, 0).annualised_return);
  CHECK_FALSE(metrics_of({1, 1000}, 252, 0).annualised_return);
}

TEST_CASE("the largest drawdown is from the highest value before, not from the first") {
  const auto m = metrics_of({100, 80, 200, 150, 190, 120, 240, 230}, 252, 0);
  CHECK(m.max_drawdown == near(0.4));
}

TEST_CASE("value by value is the same as by the formulas over all values") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    random_stream random(seed, "values");
    std::vector<double> values{1000};
    const auto steps = 2 + random.below(500);
    for (std::uint64_t i = 0; i < steps; ++i)
      values.push_back(values.back() * std::exp(0.02 * random.normal()));
    const double year = 252, rate = 0.02, f = rate / year;

    std::vector<double> returns;
    double drawdown = 0;
    for (std::size_t t = 1; t < values.size(); ++t) {
      returns.push_back(values[t] / values[t - 1] - 1);
      for (std::size_t s = 0; s < t; ++s)
        drawdown = std::max(drawdown, (values[s] - values[t]) / values[s]);
    }
    const auto n = static_cast<double>(returns.size());
    double mean = 0, variance = 0, shortfall = 0;
    for (const double r : returns)
      mean += r / n;
    for (const double r : returns) {
      variance += (r - mean) * (r - mean) / (n - 1);
      shortfall += r < f ? (r - f) * (r - f) / n : 0;
    }

    const auto m = metrics_of(values, year, rate);
    CHECK(m.annualised_return == near(std::pow(values.back() / 1000, year / n) - 1));
    CHECK(m.volatility == near(std::sqrt(variance * year)));
    CHECK(m.sharpe == near((mean - f) / std::sqrt(variance) * std::sqrt(year)));
    if (m.sortino)
      CHECK(m.sortino == near((mean - f) / std::sqrt(shortfall) * std::sqrt(year)));
    CHECK(m.max_drawdown == near(drawdown));
    if (m.calmar)
      CHECK(m.calmar == near(*m.annualised_return / drawdown));
  }
}

TEST_SUITE_END();
