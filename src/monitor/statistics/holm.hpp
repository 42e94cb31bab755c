#pragma once

#include <span>
#include <vector>

namespace simrun {

/// Which of several tests are significant, so that the chance of any false alarm among them is at most
/// `alpha`: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
/// Statistics 6 (1979), 65-70. The tests may depend on one another in any way. The smallest of m chances is
/// held to alpha / m, the next to alpha / (m - 1), and so on until one fails; then so do all that are left.
std::vector<bool> holm_significant(std::span<const double> chances, double alpha);

} // namespace simrun
