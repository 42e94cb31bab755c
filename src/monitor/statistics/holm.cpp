#include "monitor/statistics/holm.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace simrun {

std::vector<bool> holm_significant(std::span<const double> chances, double alpha) {
  std::vector<std::size_t> order(chances.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return chances[i]; });
  std::vector<bool> significant(chances.size(), false);
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    if (chances[order[rank]] > alpha / static_cast<double>(order.size() - rank))
      break;
    significant[order[rank]] = true;
  }
  return significant;
}

} // namespace simrun
