#include "monitor/statistics/holm.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace simrun {

std::vector<holm_decision> holm_decisions(std::span<const double> chances, double alpha) {
  std::vector<std::size_t> order(chances.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return chances[i]; });
  std::vector<holm_decision> decisions(chances.size());
  double level = 0;
  bool all_so_far = true;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const auto i = order[rank];
    if (all_so_far) {
      level = alpha / static_cast<double>(order.size() - rank);
      all_so_far = chances[i] <= level;
    }
    decisions[i] = {all_so_far, level};
  }
  return decisions;
}

} // namespace simrun
