#pragma once

#include "monitor/run_result.hpp"

#include <string>

namespace simrun {

/// A result in the OpenMetrics text format: for a Pushgateway, a node exporter's text file, or a test that
/// keeps history in Prometheus. All of it are gauges and summaries, for a run that is over counts nothing any
/// more; so Prometheus' own text format reads it as well. Units are base units: seconds, bytes, ratios.
std::string open_metrics(const run_result& r);

} // namespace simrun
