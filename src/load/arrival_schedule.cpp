#include "load/arrival_schedule.hpp"

#include <algorithm>
#include <cmath>

namespace simrun {

arrival_schedule::arrival_schedule(const load_pattern& pattern, duration warmup, duration measured,
                                   random_stream random)
    : profile_(pattern), kind_(pattern.arrivals), end_(run_start + measured), random_(random) {
  const auto begin = run_start - warmup;
  const double expected = profile_.expected_until(begin);
  whole_ = static_cast<std::int64_t>(std::floor(expected));
  if (kind_ == arrival_kind::poisson) {
    part_ = expected - std::floor(expected);
    advance();
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
  advance();
  next_ = due();
}

void arrival_schedule::skip_to(time_point t) noexcept {
  // Uniform arrivals are numbered: jump close, then walk. Random ones have to be drawn to stay the same.
  if (kind_ == arrival_kind::uniform && next_ < t) {
    whole_ = std::max(whole_, static_cast<std::int64_t>(std::floor(profile_.expected_until(t))));
    next_ = due();
  }
  while (next_ < t && next_ < end_)
    pop();
}

void arrival_schedule::advance() noexcept {
  if (kind_ == arrival_kind::uniform) {
    ++whole_;
    return;
  }
  part_ += random_.exponential();
  const double carry = std::floor(part_);
  whole_ += static_cast<std::int64_t>(carry);
  part_ -= carry;
}

} // namespace simrun
