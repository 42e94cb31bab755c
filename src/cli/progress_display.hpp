#pragma once

#include "core/time.hpp"

#include <chrono>
#include <cstddef>
#include <string>

namespace simrun {

/// Shows on stderr how far something is that takes long. On a terminal a line that is redrawn in place four
/// times a second, from the first second on, and removed at the end; elsewhere a line every ten seconds.
class progress_display {
public:
  /// One that is not wanted shows nothing.
  explicit progress_display(bool wanted);
  ~progress_display() { clear(); }
  progress_display(const progress_display&) = delete;
  progress_display& operator=(const progress_display&) = delete;

  /// Whether it is time for a line. Costs a look at the clock: ask first, then make the line.
  bool is_due() const { return wanted_ && elapsed() >= next_; }
  /// Since the display was made.
  duration elapsed() const { return std::chrono::steady_clock::now() - begin_; }
  /// Columns for a bar; none where lines stay.
  std::size_t bar_columns() const noexcept { return terminal_ ? 12 : 0; }
  void show(const std::string& line);
  /// Removes what stands on the terminal.
  void clear();

private:
  bool wanted_;
  bool terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point begin_;
  duration next_;
};

} // namespace simrun
