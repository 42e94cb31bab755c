#pragma once

#include "core/result.hpp"
#include "market/bar.hpp"
#include "market/csv_header.hpp"

#include <string_view>

namespace simrun {

/// Reads one row by its header. The message of an error names the column and shows the text that is wrong;
/// it has no file and line yet.
result<bar> parse_csv_row(std::string_view line, const csv_header& header);

} // namespace simrun
