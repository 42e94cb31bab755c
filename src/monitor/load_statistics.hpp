#pragma once

#include "core/open_integral.hpp"
#include "core/outcome.hpp"
#include "core/time.hpp"
#include "monitor/failure_reasons.hpp"
#include "monitor/latency_histogram.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace simrun {

/// What a load generator counts about its requests since it was born. Cumulative, of fixed size, a plain
/// value; those of several generators, or of one and its successors, add up.
///
/// A request belongs to the warm-up by its intended time. Of those only the outcomes are counted, so that
/// conservation covers them; nothing else here knows of them.
class load_statistics {
public:
  load_statistics() = default;
  /// What somebody else counted, who knows nothing of issue lag, service times and reasons.
  load_statistics(const outcome_counts& outcomes, std::array<latency_histogram, outcome_kinds> latency)
      : outcomes_(outcomes), latency_(std::move(latency)) {}

  /// A request was sent, `lag` after its intended time.
  void issued(bool warmup, duration lag);

  /// A request ended, `latency` after its intended time. `service` is its time inside an extractor, where
  /// it was in one. `reason` is why it failed, where it did.
  void ended(bool warmup, outcome how, duration latency, std::optional<duration> service = std::nullopt,
             bool resource_error = false, std::string_view reason = {});

  /// A trading environment took a step of `latency`, of which it waited for features for `extraction`.
  /// `episode_over`: the episode ended with it.
  void stepped(bool warmup, duration latency, duration extraction, bool episode_over);

  /// A request of the measured part is open from its intended time on, sent or not, to the time it ended.
  void opened(time_point intended) noexcept { open_.opened(intended); }
  void closed(time_point at) noexcept { open_.closed(at); }

  load_statistics& operator+=(const load_statistics& other);
  /// What was counted since `earlier`, which must be a copy of these as they once were.
  load_statistics& operator-=(const load_statistics& earlier);

  const outcome_counts& outcomes() const noexcept { return outcomes_; }
  const outcome_counts& warmup_outcomes() const noexcept { return warmup_outcomes_; }

  /// The latency that the metrics speak of: of all requests but the rejected. A request that timed out or
  /// failed counts with the time it had waited by then: leaving it out would leave out the worst. A rejected
  /// one is answered at once and would flatter every percentile; its share is rejected_rate.
  latency_histogram latency() const;
  const latency_histogram& latency(outcome how) const noexcept {
    return latency_[static_cast<std::size_t>(how)];
  }
  const latency_histogram& issue_lag() const noexcept { return issue_lag_; }
  const latency_histogram& service() const noexcept { return service_; }

  /// Of the steps of trading environments.
  const latency_histogram& step_latency() const noexcept { return step_latency_; }
  const latency_histogram& extraction() const noexcept { return extraction_; }
  std::uint64_t episodes() const noexcept { return episodes_; }

  /// Requests of the measured part that are open, over time; also past its end, until they ended.
  const open_integral& open() const noexcept { return open_; }

  /// Requests that failed for want of memory, threads or file descriptors.
  std::uint64_t resource_errors() const noexcept { return resource_errors_; }
  /// Of the measured part; they add up to the failed outcomes.
  const failure_reasons& failures() const noexcept { return failures_; }

private:
  outcome_counts outcomes_;
  outcome_counts warmup_outcomes_;
  std::array<latency_histogram, outcome_kinds> latency_;
  latency_histogram issue_lag_;
  latency_histogram service_;
  latency_histogram step_latency_;
  latency_histogram extraction_;
  std::uint64_t episodes_ = 0;
  open_integral open_;
  std::uint64_t resource_errors_ = 0;
  failure_reasons failures_;
};

} // namespace simrun
