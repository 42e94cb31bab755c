#pragma once

#include "core/time.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace simrun {

/// How far a run is. `now` counts from the start of the measured part, as everywhere: negative in the
/// warm-up.
struct run_progress {
  std::string_view name;
  bool is_virtual = false;
  time_point now;
  duration warmup{};
  duration measured{};
  duration wall{}; ///< since it began
};

/// "spike  [#########-----------]  45 %  0:03 left  27:00 of 1:00:00  x1,350": the last is how many times as
/// fast as real time, which goes without saying on the real clock. A bar of 0 columns is left out.
std::string progress_line(const run_progress& p, std::size_t bar_columns);

/// "sweep  [######--------------]  12 of 40 points  0:11 left". On the way to a total that is known.
struct count_progress {
  std::string_view name;
  std::string_view unit; ///< "points"
  std::size_t done = 0;
  std::size_t total = 0;
  duration wall{};
};
std::string progress_line(const count_progress& p, std::size_t bar_columns);

/// "0:05", "12:34", "1:00:00": whole seconds, rounded down.
std::string clock_text(duration d);

} // namespace simrun
