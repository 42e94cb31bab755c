#pragma once

#include <span>
#include <vector>

namespace simrun {

/// One of several questions asked at once.
struct holm_decision {
  bool significant = false;
  /// The level it was decided at: an interval of confidence 1 - level leaves out "no change" exactly where it
  /// is significant.
  double level = 0;
};

/// Decides several tests so that the chance of any false alarm among them is at most `alpha`: Holm, "A simple
/// sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979), 65-70. The
/// tests may depend on one another in any way. The smallest of m chances is held to alpha / m, the next to
/// alpha / (m - 1), and so on until one fails; the others are held to that one's level.
std::vector<holm_decision> holm_decisions(std::span<const double> chances, double alpha);

} // namespace simrun
