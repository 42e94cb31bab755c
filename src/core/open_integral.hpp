#pragma once

#include "core/time.hpp"

#include <cstdint>

namespace simrun {

/// The number of open requests, integrated over time: divided by a length of time it is the average number
/// open at once. Exact, in request-nanoseconds; holds 292 years of requests.
///
/// It knows nothing of single requests, only when their number changed. So what it says is independent of
/// their latencies, and Little's law (Little 1961: the average number is the rate times the average latency)
/// is a check on both.
class open_integral {
public:
  /// One more is open from `t` on; one less. Changes may come out of order: the stretch between is taken
  /// back then and counted anew.
  void opened(time_point t) noexcept { change(t, 1); }
  void closed(time_point t) noexcept { change(t, -1); }

  /// The integral of the sum of both numbers, up to the later of the two last changes.
  open_integral& operator+=(open_integral other) noexcept;
  /// What was added since `earlier`, a copy of this one as it once was.
  open_integral& operator-=(const open_integral& earlier) noexcept;

  std::int64_t open() const noexcept { return open_; }
  /// Up to the last change.
  duration area() const noexcept { return area_; }

private:
  void change(time_point t, std::int64_t by) noexcept;

  std::int64_t open_ = 0;
  time_point last_{};
  duration area_{};
};

} // namespace simrun
