#include "trading/portfolio_metrics.hpp"

#include "core/portable_math.hpp"

#include <algorithm>
#include <cmath>

namespace simrun {

namespace {

std::optional<double> if_finite(double x) noexcept {
  return std::isfinite(x) ? std::optional(x) : std::nullopt;
}

/// Steady growth has returns that differ by rounding only; what it divides says nothing.
constexpr double noise = 1e-12;

std::optional<double> ratio(double above, double below) noexcept {
  return below > noise ? if_finite(above / below) : std::nullopt;
}

} // namespace

metrics_meter::metrics_meter(double first_value, double bars_per_year, double risk_free_rate) noexcept
    : first_value_(first_value),
      bars_per_year_(bars_per_year),
      risk_free_per_bar_(risk_free_rate / bars_per_year),
      value_(first_value),
      peak_(first_value) {}

void metrics_meter::record(double value) noexcept {
  const double r = value / value_ - 1;
  value_ = value;
  peak_ = std::max(peak_, value);
  max_drawdown_ = std::max(max_drawdown_, drawdown());

  ++steps_;
  const double from_old_mean = r - mean_;
  mean_ += from_old_mean / static_cast<double>(steps_);
  squares_ += from_old_mean * (r - mean_);
  const double shortfall = std::min(r - risk_free_per_bar_, 0.0);
  downside_squares_ += shortfall * shortfall;
}

portfolio_metrics metrics_meter::metrics() const noexcept {
  portfolio_metrics m;
  m.steps = steps_;
  m.total_return = value_ / first_value_ - 1;
  m.max_drawdown = max_drawdown_;
  if (steps_ == 0)
    return m;

  const auto n = static_cast<double>(steps_);
  const double excess = mean_ - risk_free_per_bar_;
  const double year = std::sqrt(bars_per_year_);
  // V^(P/n) by functions that are the same on every machine.
  m.annualised_return =
      if_finite(portable_exp(portable_log(value_ / first_value_) * (bars_per_year_ / n)) - 1);
  if (const auto sortino = ratio(excess, std::sqrt(downside_squares_ / n)))
    m.sortino = *sortino * year;
  if (m.annualised_return)
    m.calmar = ratio(*m.annualised_return, max_drawdown_);
  if (steps_ < 2)
    return m;
  const double deviation = std::sqrt(squares_ / (n - 1));
  m.volatility = deviation * year;
  if (const auto sharpe = ratio(excess, deviation))
    m.sharpe = *sharpe * year;
  return m;
}

} // namespace simrun
