#pragma once

#include <cstdint>
#include <optional>

namespace simrun {

/// How an episode went. With values V_0 .. V_n, one a bar, returns r_t = V_t / V_t-1 - 1, P bars a year and
/// f = the yearly risk-free rate / P:
///
///   total return       V_n / V_0 - 1
///   annualised return  (V_n / V_0)^(P/n) - 1
///   volatility         sd(r) sqrt(P), the sample standard deviation (divisor n - 1)
///   Sharpe             (mean(r) - f) / sd(r) sqrt(P)
///                      Sharpe, "The Sharpe Ratio", Journal of Portfolio Management 21 (1994), 49-58
///   Sortino            (mean(r) - f) / sqrt(mean(min(r - f, 0)^2)) sqrt(P)
///                      Sortino, Price, "Performance Measurement in a Downside Risk Framework", Journal of
///                      Investing 3 (1994), 59-64, with f as the return to reach
///   max drawdown       the largest 1 - V_t / max(V_0 .. V_t)
///   Calmar             annualised return / max drawdown (Young, "Calmar Ratio", Futures 20 (1991), 40), over
///                      the whole episode
///
/// What divides by zero, or needs more steps than there were, is not there.
struct portfolio_metrics {
  std::uint64_t steps = 0;
  double total_return = 0;
  std::optional<double> annualised_return;
  std::optional<double> volatility;
  std::optional<double> sharpe;
  std::optional<double> sortino;
  std::optional<double> calmar;
  double max_drawdown = 0;
  std::uint64_t trades = 0; ///< fills
  double costs = 0;         ///< transaction costs and slippage paid
};

/// Computes them value by value, in fixed memory: means and squares by Welford's update.
class metrics_meter {
public:
  metrics_meter(double first_value, double bars_per_year, double risk_free_rate) noexcept;

  /// The value a bar later, above zero.
  void record(double value) noexcept;

  double value() const noexcept { return value_; }
  double peak() const noexcept { return peak_; }
  /// As of now: 1 - value / highest value so far.
  double drawdown() const noexcept { return 1 - value_ / peak_; }

  /// All but trades and costs, which it does not see.
  portfolio_metrics metrics() const noexcept;

private:
  double first_value_;
  double bars_per_year_;
  double risk_free_per_bar_;
  double value_;
  double peak_;
  double max_drawdown_ = 0;
  std::uint64_t steps_ = 0;
  double mean_ = 0;
  double squares_ = 0;          ///< sum of squared differences from the mean
  double downside_squares_ = 0; ///< sum of squared shortfalls below the risk-free rate
};

} // namespace simrun
