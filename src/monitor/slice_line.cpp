#include "monitor/slice_line.hpp"

namespace simrun {

void slice_line::add(std::span<const load_slice> slices, time_point settled, const sink& pass_on) {
  for (const auto& slice : slices)
    if (slice.begin >= passed_)
      if (const auto [at, is_new] = waiting_.try_emplace(slice.begin, slice); !is_new)
        at->second += slice;
  while (grid_.end_of(passed_) <= settled - held_back)
    pass_next(pass_on);
}

void slice_line::finish(time_point end, const sink& pass_on) {
  while (passed_ < end)
    pass_next(pass_on);
}

void slice_line::pass_next(const sink& pass_on) {
  const auto end = grid_.end_of(passed_);
  if (const auto next = waiting_.find(passed_); next != waiting_.end()) {
    pass_on(next->second);
    waiting_.erase(next);
  } else {
    pass_on({passed_, end, {}});
  }
  passed_ = end;
}

} // namespace simrun
