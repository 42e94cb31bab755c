#pragma once

#include "monitor/load_slice.hpp"
#include "monitor/slice_grid.hpp"

#include <cstddef>
#include <deque>
#include <vector>

namespace simrun {

/// Where an issuer counts its requests by when they were due. Only slices that have requests are kept, and
/// only until they are taken: as many as lie between the oldest open request and now, and since the last
/// time somebody took them.
class slice_recorder {
public:
  slice_recorder(slice_grid grid, std::size_t groups) : grid_(std::move(grid)), groups_(groups) {}

  /// Groups as load_counts has them: none where there is one load.
  void issued(time_point due, std::size_t group);
  void ended(time_point due, std::size_t group, outcome how, duration after);

  /// Those that end by then, in the order of time.
  std::vector<load_slice> take_until(time_point settled);

private:
  load_slice& slice_of(time_point due);
  template <class Count>
  void count(time_point due, std::size_t group, const Count& count_in);

  slice_grid grid_;
  std::size_t groups_;
  std::deque<load_slice> slices_; ///< ascending
};

} // namespace simrun
