#pragma once

#include "chaos/fault_words.hpp"
#include "core/result.hpp"
#include "core/time.hpp"

namespace simrun {

// Each takes one amount from a sentence: a word, or two where a blank stands before the unit ("80 ms").

/// "250ms".
result<duration> parse_time(fault_words& words);
/// The same, and more than nothing.
result<duration> parse_length(fault_words& words);
/// "50ms" or "-50ms", but not zero.
result<duration> parse_offset(fault_words& words);
/// 0.1 of "10%": above 0 and at most 1.
result<double> parse_share(fault_words& words);
/// 10 of "10/s".
result<double> parse_rate(fault_words& words);
/// 200 of "200MB".
result<double> parse_size_mb(fault_words& words);
/// 3 of "x3": above 1.
result<double> parse_factor(fault_words& words);

} // namespace simrun
