#pragma once

#include <array>
#include <cstddef>

namespace simrun {

/// The last 20 step returns of an episode.
class recent_returns {
public:
  static constexpr std::size_t length = 20;
  static constexpr double sharpe_limit = 10;

  void add(double step_return) noexcept {
    returns_[added_ % length] = step_return;
    ++added_;
  }

  /// Sharpe's ratio of a step, not annualised: the mean of what the returns were above `risk_free` by (a
  /// step's rate too), over their sample standard deviation. 0 of fewer than two returns, or where they do
  /// not differ; never outside +-10, so that two returns that hardly differ do not drown everything else.
  double sharpe(double risk_free) const noexcept;

private:
  std::array<double, length> returns_{};
  std::size_t added_ = 0;
};

} // namespace simrun
