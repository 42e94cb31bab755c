#include "monitor/ranks.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace simrun {

std::vector<double> ranks_of(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0; first < order.size();) {
    auto end = first + 1;
    while (end < order.size() && values[order[end]] == values[order[first]])
      ++end;
    for (auto i = first; i < end; ++i)
      ranks[order[i]] = static_cast<double>(first + 1 + end) / 2;
    first = end;
  }
  return ranks;
}

double median_of(std::span<const double> values) {
  std::vector<double> kept(values.begin(), values.end());
  const auto middle = kept.begin() + std::ssize(kept) / 2;
  std::ranges::nth_element(kept, middle);
  if (kept.size() % 2 == 1)
    return *middle;
  return (*middle + *std::max_element(kept.begin(), middle)) / 2;
}

} // namespace simrun
