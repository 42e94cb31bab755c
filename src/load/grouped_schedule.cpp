#include "load/grouped_schedule.hpp"

#include <cassert>
#include <utility>

namespace simrun {

grouped_schedule::grouped_schedule(std::vector<arrival_schedule> groups) : groups_(std::move(groups)) {
  assert(groups_.size() <= groups_max);
}

std::optional<grouped_arrival> grouped_schedule::peek() const noexcept {
  // A look at each is faster than a heap for as few as there are.
  std::optional<grouped_arrival> first;
  for (std::uint32_t g = 0; g < groups_.size(); ++g)
    if (const auto due = groups_[g].peek(); due && (!first || *due < first->due))
      first = grouped_arrival{*due, g};
  return first;
}

void grouped_schedule::pop() noexcept {
  if (const auto first = peek())
    groups_[first->group].pop();
}

void grouped_schedule::skip_to(time_point t) noexcept {
  for (auto& group : groups_)
    group.skip_to(t);
}

} // namespace simrun
