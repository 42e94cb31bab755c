#pragma once

#include "monitor/run_result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace simrun {

inline constexpr auto clock_comparison_schema = "simrun.clock_comparison/1";

/// One number of a scenario on both clocks.
struct clock_row {
  std::string name; ///< a metric's, or "extracted" and so on: how many requests ended so
  double real = 0;
  double simulated = 0;

  /// How far the simulated one is off, as a share of the real one; none where that is 0 and they differ.
  std::optional<double> difference() const noexcept;
};

/// A scenario on the real clock and on the virtual one.
struct clock_comparison {
  std::string scenario;
  std::vector<clock_row> rows;
  std::vector<std::string> disagreements; ///< of p50 and p95 latency: a sentence each
  std::vector<std::string> left_out;      ///< what explains them, as far as the numbers say
};

/// Past this share, the simulated p50 or p95 disagrees with the real one.
inline constexpr double clock_tolerance = 0.15;

/// Compares two results of one scenario that was run with so many workers.
clock_comparison compare_clocks(const run_result& real, const run_result& simulated, std::uint32_t workers);

/// For a person at a terminal.
std::string clock_comparison_text(const clock_comparison& c);
std::string clock_comparison_json(const clock_comparison& c);

} // namespace simrun
