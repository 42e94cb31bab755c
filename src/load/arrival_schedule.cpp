#include "load/arrival_schedule.hpp"

#include <algorithm>
#include <cmath>

namespace simrun {

arrival_schedule::arrival_schedule(const load_pattern& pattern, duration warmup, duration measured,
                                   random_stream random)
    : profile_(pattern),
      kind_(pattern.arrivals),
      gaps_(pattern.burstiness),
      end_(run_start + measured),
      random_(random) {
  if (pattern.shape == load_shape::replay) {
    recorded_.emplace(pattern.times_file);
    next_ = next_recorded();
    return;
  }
  const auto begin = run_start - warmup;
  const double expected = profile_.expected_until(begin);
  whole_ = static_cast<std::int64_t>(std::floor(expected));
  if (kind_ != arrival_kind::uniform) {
    part_ = expected - std::floor(expected);
    advance(kind_ == arrival_kind::gamma ? gaps_.draw_first(random_) : draw_gap());
  }
  next_ = due();
  // The floor of a count that is not whole is due before the beginning.
  skip_to(begin);
}

std::optional<time_point> arrival_schedule::peek() const noexcept {
  return next_ < end_ ? std::optional(next_) : std::nullopt;
}

void arrival_schedule::pop() noexcept {
  if (next_ >= end_)
    return;
  if (recorded_) {
    next_ = next_recorded();
    return;
  }
  if (kind_ == arrival_kind::uniform)
    ++whole_;
  else
    advance(draw_gap());
  // The root in a ramp may come out a rounding lower for a count that is a rounding higher.
  next_ = std::max(next_, due());
}

void arrival_schedule::skip_to(time_point t) noexcept {
  // Uniform arrivals are numbered: jump close, then walk. Random ones have to be drawn to stay the same.
  if (kind_ == arrival_kind::uniform && !recorded_ && next_ < t) {
    whole_ = std::max(whole_, static_cast<std::int64_t>(std::floor(profile_.expected_until(t))));
    next_ = std::max(next_, due());
  }
  while (next_ < t && next_ < end_)
    pop();
}

void arrival_schedule::advance(double gap) noexcept {
  part_ += gap;
  const double carry = std::floor(part_);
  whole_ += static_cast<std::int64_t>(carry);
  part_ -= carry;
}

double arrival_schedule::draw_gap() noexcept {
  return kind_ == arrival_kind::gamma ? gaps_.draw(random_) : random_.exponential();
}

time_point arrival_schedule::next_recorded() noexcept {
  const auto next = recorded_->next();
  return next && *next ? **next : time_point::max();
}

} // namespace simrun
