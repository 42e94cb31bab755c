#pragma once

#include "monitor/search_record.hpp"
#include "report/result/json_parts.hpp"

namespace simrun {

/// The `search` object of result.json. Rates are offered requests per second, latencies milliseconds.
json_parts::json search_of(const search_record& search);

} // namespace simrun
