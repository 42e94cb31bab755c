#pragma once

#include "monitor/live/live_feed.hpp"
#include "report/live/styled_line.hpp"

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace simrun {

/// Shows a feed on stderr, from a thread of its own: drawn in place four times a second where stderr is a
/// terminal; else a line a second at first, and one every ten seconds later on. A terminal that takes nothing
/// holds up this thread and nobody else. The cursor is never hidden nor the terminal's mode changed, so that
/// whatever ends the program leaves nothing to repair.
class terminal_view {
public:
  explicit terminal_view(live_feed& feed);
  /// Removes what stands on the terminal.
  ~terminal_view();
  terminal_view(const terminal_view&) = delete;
  terminal_view& operator=(const terminal_view&) = delete;

private:
  void watch(const std::stop_token& stop);
  void draw(const live_state& s);
  void print_line(const live_state& s);
  void erase();

  live_feed& feed_;
  bool in_place_;
  std::chrono::steady_clock::time_point begin_;
  std::chrono::steady_clock::time_point next_;
  std::vector<std::size_t> drawn_; ///< the width of each line that stands there
  std::jthread thread_;            ///< last: it uses the others
};

} // namespace simrun
