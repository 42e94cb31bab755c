#pragma once

#include "features/calibration/calibration.hpp"

#include <string>
#include <string_view>

namespace simrun {

inline constexpr std::string_view calibration_schema = "simrun.calibration/1";

/// The text of a calibration file. Times are whole nanoseconds.
std::string calibration_json(const calibration& c);

/// Reads what calibration_json wrote. `name` is what errors call it.
result<calibration> parse_calibration(std::string_view json, const std::string& name);

/// The same of a file.
result<calibration> read_calibration(const std::string& path);

} // namespace simrun
