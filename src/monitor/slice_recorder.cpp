#include "monitor/slice_recorder.hpp"

#include <algorithm>

namespace simrun {

template <class Count>
void slice_recorder::count(time_point due, std::size_t group, const Count& count_in) {
  auto& slice = slice_of(due);
  count_in(slice.all);
  if (group < slice.groups.size())
    count_in(slice.groups[group]);
}

void slice_recorder::issued(time_point due, std::size_t group) {
  count(due, group, [](due_counts& counts) { ++counts.outcomes.issued; });
}

void slice_recorder::ended(time_point due, std::size_t group, outcome how, duration after) {
  count(due, group, [&](due_counts& counts) { counts.ended(how, after); });
}

std::vector<load_slice> slice_recorder::take_until(time_point settled) {
  std::vector<load_slice> taken;
  while (!slices_.empty() && slices_.front().end <= settled) {
    taken.push_back(std::move(slices_.front()));
    slices_.pop_front();
    taken.back().all.settle();
    for (const auto& group : taken.back().groups)
      group.settle();
  }
  return taken;
}

load_slice& slice_recorder::slice_of(time_point due) {
  // Most requests are due in the newest slice.
  if (!slices_.empty() && slices_.back().begin <= due && due < slices_.back().end)
    return slices_.back();
  const auto at = std::ranges::upper_bound(slices_, due, {}, &load_slice::end);
  if (at != slices_.end() && at->begin <= due)
    return *at;
  return *slices_.insert(at, {grid_.begin_of(due), grid_.end_of(due), {}, std::vector<due_counts>(groups_)});
}

} // namespace simrun
