#pragma once

#include "monitor/run_result.hpp"

#include <string>

namespace simrun {

inline constexpr auto result_schema = "simrun.result/1";

/// The text of result.json. Its keys have a fixed order and its numbers the shortest form that reads back as
/// the same, so that equal results are equal byte for byte. What was not measured is null, or left out of
/// `metrics`. Each interval, histogram, fault and requirement has a line of its own.
std::string result_json(const run_result& result);

} // namespace simrun
