#pragma once

#include "core/outcome.hpp"
#include "core/time.hpp"
#include "monitor/load_statistics.hpp"

#include <deque>

namespace simrun {

/// What came to pass over the last second or so, of cumulative counts. Memory: the counts of a second, as
/// many as it is fed in one.
class recent_counts {
public:
  static constexpr duration span = std::chrono::seconds(1);

  /// `busy` is the time that workers have worked, summed.
  void feed(time_point now, const load_statistics& counted, duration busy);

  /// How long it is that the others speak of: zero until it was fed twice.
  duration length() const noexcept;
  /// Those of the warm-up too.
  outcome_counts outcomes() const;
  latency_histogram latency() const;
  duration busy() const;

private:
  struct mark {
    time_point at;
    outcome_counts outcomes;
    latency_histogram latency;
    duration busy{};
  };
  std::deque<mark> marks_;
};

} // namespace simrun
