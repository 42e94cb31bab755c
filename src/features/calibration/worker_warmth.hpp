#pragma once

#include "core/time.hpp"

#include <algorithm>

namespace simrun {

/// How cold a worker is: 0 where it has long been at work, 1 where it has long had nothing to do. While it
/// rests, its processor slows down and its caches fill with what others need; both take some milliseconds,
/// and so does the way back. Both ways are straight lines here.
class worker_warmth {
public:
  /// `pause` makes a warm worker cold.
  void rests(duration time, duration pause) noexcept {
    cold_ = std::min(1.0, cold_ + in_seconds(time) / in_seconds(pause));
  }
  /// `warm_up` of work makes a cold worker warm.
  void works(duration time, duration warm_up) noexcept {
    cold_ = std::max(0.0, cold_ - in_seconds(time) / in_seconds(warm_up));
  }

  double cold() const noexcept { return cold_; }

private:
  double cold_ = 1;
};

} // namespace simrun
