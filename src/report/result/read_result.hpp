#pragma once

#include "core/result.hpp"
#include "monitor/run_result.hpp"

#include <string>
#include <string_view>

namespace simrun {

/// What result_json has written: made into text again it is the same, byte for byte. What the file does not
/// say is left at its default: sums are as exact as the mean, and of a requirement `abort` and the group's
/// index are not known. Keys of a later version are passed over; those that came after the first are
/// optional. The error names the place: "metrics.latency_p95: expected a number, got a string".
result<run_result> read_result(std::string_view json);

/// The same from a file, which the error names, too.
result<run_result> read_result_file(const std::string& path);

} // namespace simrun
