#pragma once

#include "load/load_pattern.hpp"

#include <cstdint>
#include <optional>

namespace simrun {

/// Requests per second on average over the first `measured` of the measured part.
double mean_rate(const load_pattern& pattern, duration measured);

/// No more requests than this come in the first `measured` of the measured part, chance included: seven
/// standard deviations above what is expected. Of a replay, all of its file; of a closed loop, its number of
/// requests, or a number that is never reached.
std::uint64_t most_requests(const load_pattern& pattern, duration measured);

/// The same pattern with all its rates multiplied by one factor, so that the mean rate over `measured` is
/// `rps`: bursts stay as many times above the quiet as they were. Nothing where the pattern has no load there
/// to multiply.
std::optional<load_pattern> with_mean_rate(load_pattern pattern, duration measured, double rps);

} // namespace simrun
