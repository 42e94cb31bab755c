#include "market/common_bars.hpp"

#include <algorithm>
#include <iterator>

namespace simrun {

namespace {

using moments = std::vector<std::chrono::sys_seconds>;

moments common_moments(const std::vector<bar_history>& histories) {
  moments common;
  if (!histories.empty())
    std::ranges::transform(histories.front().bars, std::back_inserter(common), &bar::timestamp);
  for (const auto& history : histories) {
    moments own;
    std::ranges::transform(history.bars, std::back_inserter(own), &bar::timestamp);
    moments both;
    std::ranges::set_intersection(common, own, std::back_inserter(both));
    common = std::move(both);
  }
  return common;
}

} // namespace

std::vector<bar_history> common_bars(std::vector<bar_history> histories) {
  const auto common = common_moments(histories);
  for (auto& history : histories)
    std::erase_if(history.bars,
                  [&](const bar& b) { return !std::ranges::binary_search(common, b.timestamp); });
  return histories;
}

} // namespace simrun
