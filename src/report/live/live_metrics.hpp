#pragma once

#include "monitor/live/live_state.hpp"
#include "report/formats/open_metrics_text.hpp"

#include <string>

namespace simrun {

/// A running scenario for Prometheus to scrape. Counters are of the measured part, and start anew with each
/// run; gauges are of the last second or so.
std::string live_metrics(const live_state& s, metrics_dialect dialect);

} // namespace simrun
