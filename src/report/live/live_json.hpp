#pragma once

#include "monitor/live/live_feed.hpp"

#include <string>

namespace simrun {

// What the live page is told, as JSON on one line. Times are seconds from the start of the measured part,
// latencies milliseconds, rates per second.

/// An update; `lost` is how many the reader missed before it.
std::string live_json(const live_state& s, std::uint64_t lost);
/// What a page needs that was opened in mid-run: the newest update, if any, and the points of its charts.
std::string live_json(const live_feed::past& past);

} // namespace simrun
