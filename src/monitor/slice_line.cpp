#include "monitor/slice_line.hpp"

#include <algorithm>

namespace simrun {

void slice_line::add(std::span<const load_slice> slices, time_point settled, const sink& pass_on) {
  for (const auto& slice : slices)
    if (slice.begin >= passed_)
      if (const auto [at, is_new] = waiting_.try_emplace(slice.begin, slice); !is_new)
        at->second += slice;
  while (grid_.end_of(passed_) <= settled - held_back)
    pass_next(grid_.end_of(passed_), pass_on);
}

void slice_line::finish(time_point end, const sink& pass_on) {
  while (passed_ < end)
    pass_next(std::min(end, grid_.end_of(passed_)), pass_on);
}

void slice_line::pass_next(time_point end, const sink& pass_on) {
  load_slice next{passed_, end, {}};
  if (const auto found = waiting_.find(passed_); found != waiting_.end()) {
    next += found->second;
    waiting_.erase(found);
  }
  pass_on(next);
  passed_ = end;
}

} // namespace simrun
