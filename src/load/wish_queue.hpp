#pragma once

#include "core/time.hpp"

#include <algorithm>
#include <deque>
#include <optional>

namespace simrun {

/// A load that others ask for as they go, such as trading environments that want the features of their next
/// step. A request's intended time is the moment it was asked for; who asks, and for what, is the issuer's to
/// know. As many wishes are kept as there are of those who ask at once: the caller's bound.
class wish_queue {
public:
  /// Nothing is issued from `end` on.
  explicit wish_queue(time_point end) noexcept : end_(end) {}

  /// A message may be overtaken by one that was sent later: a wish is never due before the one before it.
  void wish(time_point at) { due_.push_back(last_ = std::max(at, last_)); }
  /// Nobody will ask any more.
  void close() noexcept { closed_ = true; }

  std::optional<time_point> peek() const noexcept {
    return due_.empty() || due_.front() >= end_ ? std::nullopt : std::optional(due_.front());
  }
  void pop() {
    if (peek())
      due_.pop_front();
  }

  /// Whether no request comes any more.
  bool is_exhausted() const noexcept { return closed_ && due_.empty(); }

private:
  time_point end_;
  time_point last_ = time_point::min();
  std::deque<time_point> due_;
  bool closed_ = false;
};

} // namespace simrun
