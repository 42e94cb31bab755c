#pragma once

#include <optional>

namespace simrun {

/// What a million successful requests cost: workers x price per worker-hour / successful requests per hour x
/// 1,000,000, in the currency of the price. Nothing where none succeeded.
constexpr std::optional<double> cost_per_million(double workers, double price_per_worker_hour,
                                                 double successful_per_s) noexcept {
  constexpr double seconds_per_hour = 3600;
  if (!(successful_per_s > 0))
    return std::nullopt;
  return workers * price_per_worker_hour / (successful_per_s * seconds_per_hour) * 1e6;
}

} // namespace simrun
