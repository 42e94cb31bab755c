#pragma once

#include "core/requirement.hpp"
#include "monitor/judge_percentile.hpp"
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

/// A percentile is decided with 99 % confidence or not at all; then the sentence says how many requests are
/// missing.
std::optional<std::string> doubt_samples(const requirement& rule, const percentile_evidence& found);

/// A requirement on something that was not measured.
std::string doubt_unmeasured(const requirement& rule, bool real_clock);

} // namespace simrun
