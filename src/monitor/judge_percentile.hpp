#pragma once

#include "core/requirement.hpp"
#include "monitor/load_statistics.hpp"
#include "monitor/percentile_rule.hpp"

#include <cstdint>
#include <optional>

namespace simrun {

/// What a requirement on a percentile rests on.
struct percentile_evidence {
  decision decided = decision::undecided;
  std::uint64_t samples = 0;
  /// Of those, on the wrong side of the bound; where a bin of the histogram lies on both, with all of it.
  std::uint64_t past_bound = 0;
  /// How many more would decide that it holds, were none of them past the bound; 0 where it is decided.
  std::uint64_t still_needed = 0;
};

/// The latencies, lags or service times that a requirement speaks of: of all requests, or of its outcome.
latency_histogram histogram_for(const requirement& rule, const load_statistics& load);

/// How many are on the wrong side of the bound for sure: those that share its bin are not counted.
std::uint64_t surely_past_bound(const requirement& rule, const latency_histogram& samples);

/// By the binomial rule. With a `design_effect` above 1 as many samples count as one: those that waited in
/// one queue say less than as many independent ones. Samples in the bin that the bound lies in, at most 1.6 %
/// wide, count against what is to be shown, whether that is that it holds or that it fails. Nothing for what
/// is no percentile.
std::optional<percentile_evidence> judge_percentile(const requirement& rule, const latency_histogram& samples,
                                                    double design_effect = 1);

} // namespace simrun
