#include "trading/recent_returns.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace simrun {

double recent_returns::sharpe(double risk_free) const noexcept {
  const auto held = std::span(returns_).first(std::min(added_, length));
  if (held.size() < 2)
    return 0;
  const auto count = static_cast<double>(held.size());
  const double mean = std::accumulate(held.begin(), held.end(), 0.0) / count;
  double squares = 0;
  for (const double r : held)
    squares += (r - mean) * (r - mean);
  const double deviation = std::sqrt(squares / (count - 1));
  // Equal returns differ from their mean by rounding.
  constexpr double noise = 1e-12;
  if (!(deviation > noise))
    return 0;
  return std::clamp((mean - risk_free) / deviation, -sharpe_limit, sharpe_limit);
}

} // namespace simrun
