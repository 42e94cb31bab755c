#pragma once

#include "core/requirement.hpp"
#include "monitor/load_statistics.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace simrun {

/// Reasons why a run's numbers can't be trusted, each a sentence with what to do about it. Each function
/// looks at one, and returns nothing where there is no doubt.

/// Requests that left late make the latency speak of the load generator: its 99th percentile may eat up to
/// 5 % of the tightest bound on a latency. Of the real clock only; on the virtual one there is no lag.
std::optional<std::string> doubt_issue_lag(const latency_histogram& issue_lag,
                                           std::span<const requirement> requirements);

/// Every request ends exactly once, whatever breaks. `part` says which requests: "measured".
std::optional<std::string> doubt_conservation(const outcome_counts& counts, std::string_view part);

/// Less load than the schedule said is another test: at least 95 % of what was due must have been issued.
std::optional<std::string> doubt_starved(std::uint64_t issued, std::uint64_t due);

/// How many samples decide a percentile with 99 % confidence while none is over the limit: the smallest n
/// with (1 - tail_share)^n <= 1 %, that is 90 for p95, 459 for p99, 4603 for p99.9.
std::uint64_t samples_needed(double tail_share);

/// A percentile needs enough requests in its tail. Nothing for what is no percentile.
std::optional<std::string> doubt_samples(const requirement& rule, const load_statistics& load);

/// A requirement on something that was not measured.
std::string doubt_unmeasured(const requirement& rule, bool real_clock);

} // namespace simrun
