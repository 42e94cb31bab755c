#include "features/performance_tracker.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace simrun {

namespace {

constexpr auto relaxed = std::memory_order_relaxed;

/// Nearest rank: the smallest latency that at least `share` of the samples do not exceed.
duration percentile(std::span<const std::uint64_t> buckets, std::uint64_t samples, double share) noexcept {
  const auto rank =
      std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(samples))));
  std::uint64_t passed = 0;
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    passed += buckets[i];
    if (passed >= rank)
      return latency_buckets::middle_of(i);
  }
  return {};
}

} // namespace

bool performance_summary::meets_100ms_requirement() const noexcept {
  return extractions > 0 && p95 < std::chrono::milliseconds(100);
}

void performance_tracker::record(const extraction& done, duration latency) noexcept {
  const auto ns = static_cast<std::uint64_t>(std::max<duration::rep>(latency.count(), 0));
  buckets_[latency_buckets::index_of(latency)].fetch_add(1, relaxed);
  total_ns_.fetch_add(ns, relaxed);
  for (auto seen = longest_ns_.load(relaxed);
       seen < ns && !longest_ns_.compare_exchange_weak(seen, ns, relaxed);)
    ;
  if (done.problem)
    errors_.fetch_add(1, relaxed);
  else if (done.features.source == feature_source::cache)
    cache_hits_.fetch_add(1, relaxed);
  else if (done.features.source == feature_source::fallback)
    fallbacks_.fetch_add(1, relaxed);
}

performance_summary performance_tracker::summary() const noexcept {
  // A copy first, so that all percentiles are of the same samples.
  std::array<std::uint64_t, latency_buckets::count> buckets;
  std::ranges::transform(buckets_, buckets.begin(), [](const counter& c) { return c.load(relaxed); });
  const auto samples = std::accumulate(buckets.begin(), buckets.end(), std::uint64_t{0});

  performance_summary s;
  s.extractions = samples;
  s.cache_hits = cache_hits_.load(relaxed);
  s.fallbacks = fallbacks_.load(relaxed);
  s.errors = errors_.load(relaxed);
  if (samples == 0)
    return s;
  s.average = duration(total_ns_.load(relaxed) / samples);
  s.longest = duration(longest_ns_.load(relaxed));
  s.p50 = percentile(buckets, samples, 0.50);
  s.p95 = percentile(buckets, samples, 0.95);
  s.p99 = percentile(buckets, samples, 0.99);
  return s;
}

} // namespace simrun
