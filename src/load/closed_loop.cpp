#include "load/closed_loop.hpp"

#include <algorithm>

namespace simrun {

closed_loop::closed_loop(std::uint32_t concurrency, std::uint64_t requests, time_point end,
                         std::uint64_t taken)
    : concurrency_(concurrency), requests_(requests), end_(end), taken_(taken) {}

void closed_loop::begin(time_point now) {
  for (auto waiting = ready_.size(); waiting < concurrency_; ++waiting)
    ready_.push(now);
}

std::optional<time_point> closed_loop::peek() const noexcept {
  if (ready_.empty() || is_exhausted())
    return std::nullopt;
  // An issuer that looks late learns of a deadline after it took requests that are due later.
  const auto next = std::max(ready_.top(), last_);
  return next < end_ ? std::optional(next) : std::nullopt;
}

void closed_loop::pop() {
  const auto next = peek();
  if (!next)
    return;
  ready_.pop();
  last_ = *next;
  taken_ += last_ >= run_start ? 1 : 0;
}

void closed_loop::ended(time_point intended, time_point at, duration pause) {
  const auto ready = at + pause;
  ready_.push(ready > intended ? ready : intended + least_cycle);
}

} // namespace simrun
