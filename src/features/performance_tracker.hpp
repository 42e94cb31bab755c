#pragma once

#include "core/time.hpp"
#include "features/feature_extractor.hpp"
#include "features/latency_buckets.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace simrun {

/// How extractions went, as of one moment.
struct performance_summary {
  std::uint64_t extractions = 0; ///< those that failed included
  std::uint64_t cache_hits = 0;
  std::uint64_t fallbacks = 0;
  std::uint64_t errors = 0;
  duration average{};
  duration longest{};
  duration p50{}; ///< percentiles are within 1 % of a sample (nearest rank)
  duration p95{};
  duration p99{};

  double cache_hit_rate() const noexcept { return share(cache_hits); }
  double fallback_rate() const noexcept { return share(fallbacks); }
  double error_rate() const noexcept { return share(errors); }
  /// The 95th percentile is below 100 ms. Nothing measured meets nothing.
  bool meets_100ms_requirement() const noexcept;

private:
  double share(std::uint64_t part) const noexcept {
    return extractions == 0 ? 0 : static_cast<double>(part) / static_cast<double>(extractions);
  }
};

/// Counts extractions and their latencies, from any number of threads, in fixed memory and without locks. For
/// who uses extractors on their own; a run has its monitor.
class performance_tracker {
public:
  /// One extraction that took `latency`, from ask to answer. Those that failed count with theirs.
  void record(const extraction& done, duration latency) noexcept;

  /// While others record, the counts may be a few records apart from each other.
  performance_summary summary() const noexcept;
  bool meets_100ms_requirement() const noexcept { return summary().meets_100ms_requirement(); }

private:
  using counter = std::atomic<std::uint64_t>;

  std::array<counter, latency_buckets::count> buckets_{};
  counter cache_hits_{0};
  counter fallbacks_{0};
  counter errors_{0};
  counter total_ns_{0};
  counter longest_ns_{0};
};

} // namespace simrun
