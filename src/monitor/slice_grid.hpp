#pragma once

#include "core/time.hpp"

#include <vector>

namespace simrun {

/// Cuts time into slices: every tenth of a second from run_start on, and besides at given times, so that
/// what is planned for a moment begins with a slice of its own.
class slice_grid {
public:
  static constexpr duration width = std::chrono::milliseconds(100);

  /// Cuts may come in any order, and often.
  explicit slice_grid(std::vector<time_point> cuts = {});

  /// Of the slice that holds `t`, which lies in [begin_of(t), end_of(t)).
  time_point begin_of(time_point t) const noexcept;
  time_point end_of(time_point t) const noexcept;

private:
  std::vector<time_point> cuts_; ///< ascending
};

} // namespace simrun
