#pragma once

#include "monitor/load_slice.hpp"
#include "monitor/slice_grid.hpp"

namespace simrun::test {

/// The slice that begins so long after run_start, with this many successes after `latency` and failures at
/// once.
inline load_slice slice_at(duration since, int successes, duration latency = std::chrono::milliseconds(5),
                           int failures = 0) {
  load_slice s{run_start + since, run_start + since + slice_grid::width, {}};
  for (int i = 0; i < successes + failures; ++i) {
    ++s.all.outcomes.issued;
    s.all.ended(i < successes ? outcome::extracted : outcome::failed, i < successes ? latency : duration(0));
  }
  return s;
}

inline requirement that_holds(std::string_view text, severity level = severity::critical) {
  auto r = parse_requirement(text).value();
  r.severity = level;
  return r;
}

} // namespace simrun::test
