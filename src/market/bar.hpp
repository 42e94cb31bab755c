#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace simrun {

/// One price bar. Timestamps are UTC seconds.
struct bar {
  std::chrono::sys_seconds timestamp;
  double open = 0;
  double high = 0;
  double low = 0;
  double close = 0;
  double volume = 0;
};

/// The bars of one symbol, oldest first, no two with the same timestamp.
struct bar_history {
  std::string symbol;
  std::vector<bar> bars;
};

} // namespace simrun
