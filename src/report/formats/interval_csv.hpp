#pragma once

#include "monitor/run_result.hpp"

#include <string>

namespace simrun {

/// The intervals of a run as CSV (RFC 4180: commas, CRLF), a header and a row for each. The columns have the
/// names and units they have in result.json; a cell is empty where nothing was measured.
std::string interval_csv(const run_result& r);

} // namespace simrun
