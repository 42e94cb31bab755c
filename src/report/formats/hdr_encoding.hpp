#pragma once

#include "monitor/latency_histogram.hpp"

#include <string>

namespace simrun {

/// A histogram in HdrHistogram's compressed encoding, version 2, in base64: nanoseconds, three significant
/// digits. Its layout is that of the reference implementation, HdrHistogram 2.1 for Java. What shares one of
/// our bins is counted at the bin's midpoint, one of them at the exact minimum and one at the exact maximum;
/// what is negative counts as 0.
std::string hdr_encoded(const latency_histogram& h);

} // namespace simrun
