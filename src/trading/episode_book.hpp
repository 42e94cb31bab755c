#pragma once

#include "trading/episode.hpp"
#include "trading/portfolio_metrics.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace simrun {

/// How the episodes of one environment went, in fixed memory.
class episode_book {
public:
  void add(const portfolio_metrics& episode, episode_end end) noexcept;

  std::uint64_t episodes() const noexcept { return episodes_; }
  std::uint64_t steps() const noexcept { return steps_; }

  /// The numbers of a result, by name: episodes and how they ended, steps, and the means of what
  /// portfolio_metrics has, over the episodes that ended and have it; where none has ended, what the one that
  /// goes on has so far. The largest drawdown is that of the worst.
  std::vector<std::pair<std::string, double>> describe(const portfolio_metrics& going_on) const;

private:
  struct mean {
    double sum = 0;
    std::uint64_t count = 0;

    void add(std::optional<double> value) noexcept {
      sum += value.value_or(0);
      count += value ? 1 : 0;
    }
  };

  void add(const portfolio_metrics& episode) noexcept;

  std::uint64_t episodes_ = 0;
  std::uint64_t steps_ = 0;
  std::uint64_t terminated_ = 0;
  std::uint64_t truncated_ = 0;
  std::uint64_t given_up_ = 0;
  mean total_return_, annualised_return_, volatility_, sharpe_, sortino_, calmar_, trades_, costs_;
  double max_drawdown_ = 0;
};

} // namespace simrun
