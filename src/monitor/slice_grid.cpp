#include "monitor/slice_grid.hpp"

#include <algorithm>

namespace simrun {

namespace {

time_point tick_at_or_before(time_point t) noexcept {
  const auto since = t - run_start;
  const auto rest = since % slice_grid::width;
  return t - (rest < duration::zero() ? rest + slice_grid::width : rest);
}

} // namespace

slice_grid::slice_grid(std::vector<time_point> cuts) : cuts_(std::move(cuts)) {
  std::ranges::sort(cuts_);
}

time_point slice_grid::begin_of(time_point t) const noexcept {
  const auto tick = tick_at_or_before(t);
  const auto after = std::ranges::upper_bound(cuts_, t);
  return after == cuts_.begin() ? tick : std::max(tick, *std::prev(after));
}

time_point slice_grid::end_of(time_point t) const noexcept {
  const auto next_tick = tick_at_or_before(t) + width;
  const auto after = std::ranges::upper_bound(cuts_, t);
  return after == cuts_.end() ? next_tick : std::min(next_tick, *after);
}

} // namespace simrun
