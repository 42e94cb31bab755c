#include "load/rate_course.hpp"

#include <algorithm>
#include <iterator>

namespace simrun {

void rate_course::add(const rate_segment& segment) {
  if (segment.length <= duration::zero())
    return;
  segments_.push_back({segment, length_, expected_});
  length_ += segment.length;
  expected_ += segment.expected();
}

double rate_course::rate_at(duration into) const noexcept {
  const auto next = std::ranges::upper_bound(segments_, into, {}, &placed_segment::begin);
  return next == segments_.begin() ? 0 : std::prev(next)->segment.rate_at(into - std::prev(next)->begin);
}

double rate_course::expected_until(duration into) const noexcept {
  const auto next = std::ranges::upper_bound(segments_, into, {}, &placed_segment::begin);
  if (next == segments_.begin())
    return 0;
  const auto& at = *std::prev(next);
  return at.expected_before + at.segment.expected(std::min(into - at.begin, at.segment.length));
}

duration rate_course::time_of(double count) const noexcept {
  if (!(count < expected_))
    return length_;
  // The last that begins with no more than this: those without load before it are passed over.
  const auto next = std::ranges::upper_bound(segments_, count, {}, &placed_segment::expected_before);
  if (next == segments_.begin())
    return duration::zero();
  const auto& at = *std::prev(next);
  return at.begin + at.segment.time_of(count - at.expected_before);
}

} // namespace simrun
