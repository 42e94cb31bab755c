#include "planning/first_that_holds.hpp"

#include <algorithm>

namespace simrun {

std::optional<std::uint32_t> first_that_holds(std::uint32_t after, std::uint32_t last,
                                              const std::function<bool(std::uint32_t)>& holds) {
  if (after >= last)
    return std::nullopt;
  // Invariant: `below` does not hold, and once the first loop has ended `above` does.
  std::uint32_t below = after;
  std::uint32_t above = after + 1;
  for (std::uint64_t step = 2; !holds(above); step *= 2) {
    if (above == last)
      return std::nullopt;
    below = above;
    above = static_cast<std::uint32_t>(std::min<std::uint64_t>(after + step, last));
  }
  while (above - below > 1) {
    const auto middle = below + (above - below) / 2;
    (holds(middle) ? above : below) = middle;
  }
  return above;
}

} // namespace simrun
