#pragma once

#include "load/load_pattern.hpp"

#include <optional>

namespace simrun {

/// Requests per second on average over the first `measured` of the measured part.
double mean_rate(const load_pattern& pattern, duration measured);

/// The same pattern with all its rates multiplied by one factor, so that the mean rate over `measured` is
/// `rps`: bursts stay as many times above the quiet as they were. Nothing where the pattern has no load there
/// to multiply.
std::optional<load_pattern> with_mean_rate(load_pattern pattern, duration measured, double rps);

} // namespace simrun
