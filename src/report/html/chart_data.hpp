#pragma once

#include "monitor/run_result.hpp"

#include <string>

namespace simrun::html {

/// What the charts of the page are drawn from, as JSON that may stand in a script element. Numbers have four
/// digits, which is more than a screen shows. page/charts.js reads it.
std::string chart_data(const run_result& result);

} // namespace simrun::html
