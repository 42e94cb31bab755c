#pragma once

#include <cstdint>

namespace simrun {

/// What samples say about a percentile, with a given confidence.
enum class decision { holds, fails, undecided };

/// Whether at most a share of all requests lies over a limit, judged by a sample: of `samples`, `over` were
/// over the limit. The number over it is binomial, so
///   it holds where, were the true share `tail_share` or more, so few over the limit would come by a chance
///   of
///     at most 1 - confidence: P(X <= over; samples, tail_share);
///   it fails where, were it `tail_share` or less, so many would: P(X >= over; samples, tail_share).
/// This is the exact test of Clopper and Pearson, Biometrika 26 (1934), 404-413. It takes the requests as
/// independent of one another; those that wait in one queue are not quite, so it is a rule, not a proof.
decision decide_percentile(double tail_share, std::uint64_t samples, std::uint64_t over,
                           double confidence = 0.99);

/// The fewest samples with which the percentile holds when `over` of them are over the limit: for p95 with
/// none, 90; with one, 130. `tail_share` in (0, 1).
std::uint64_t samples_needed(double tail_share, std::uint64_t over = 0, double confidence = 0.99);

} // namespace simrun
