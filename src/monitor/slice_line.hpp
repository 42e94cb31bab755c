#pragma once

#include "monitor/load_slice.hpp"
#include "monitor/slice_grid.hpp"

#include <functional>
#include <map>
#include <span>

namespace simrun {

/// Puts the slices of several lives of an issuer together, and passes each on once nothing can be added to
/// it any more: in the order of time, without gaps, those without requests too.
class slice_line {
public:
  using sink = std::function<void(const load_slice&)>;

  /// Slices are passed on a while after they are settled: what happened at their time may be told a little
  /// later.
  static constexpr duration held_back = std::chrono::seconds(1);

  explicit slice_line(slice_grid grid) : grid_(std::move(grid)) {}

  /// All requests that were due before `settled` have ended, and these are slices of some of them. What
  /// comes too late for its slice is dropped.
  void add(std::span<const load_slice> slices, time_point settled, const sink& pass_on);
  /// Nothing more is to come: what begins before `end` goes on, cut off there.
  void finish(time_point end, const sink& pass_on);

private:
  void pass_next(time_point end, const sink& pass_on);

  slice_grid grid_;
  std::map<time_point, load_slice> waiting_; ///< by when they begin
  time_point passed_ = run_start;            ///< up to here
};

} // namespace simrun
