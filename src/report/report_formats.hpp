#pragma once

#include "monitor/run_result.hpp"

#include <span>
#include <string>
#include <string_view>

namespace simrun {

/// A form in which a result leaves the house. Each is a pure function of the result.
struct report_format {
  std::string_view name; ///< of the option of `simrun report`: "junit"
  std::string_view what; ///< one line for its help
  std::string (*make)(const run_result&);
  std::string_view run_file{}; ///< what a run calls it in its folder; empty where a run does not write it
};

/// All of them, in the order to show them.
std::span<const report_format> report_formats() noexcept;

} // namespace simrun
