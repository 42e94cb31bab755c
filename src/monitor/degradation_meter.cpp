#include "monitor/degradation_meter.hpp"

#include <algorithm>

namespace simrun {

namespace {

std::optional<double> milliseconds_of(std::optional<duration> d) {
  return d ? std::optional(in_milliseconds(*d)) : std::nullopt;
}

} // namespace

void degradation_meter::feed(const load_slice& slice) {
  counts_ += slice.all;
  length_ += slice.end - slice.begin;
  if (const auto p95 = slice.all.latency_of_all().percentile(0.95))
    p95_peak_ = std::max(p95_peak_.value_or(*p95), *p95);
}

std::optional<degradation> degradation_meter::result() const {
  if (length_ == duration::zero())
    return std::nullopt;
  const auto& outcomes = counts_.outcomes;
  const auto ended = outcomes.ended();
  degradation d;
  d.requests = outcomes.issued;
  d.requests_lost = outcomes.issued > ended ? outcomes.issued - ended : 0;
  if (ended > 0) {
    d.success_rate = static_cast<double>(outcomes.successful()) / static_cast<double>(ended);
    d.fallback_usage_rate = static_cast<double>(outcomes[outcome::fallback]) / static_cast<double>(ended);
  }
  d.throughput_rps = static_cast<double>(outcomes.successful()) / in_seconds(length_);
  d.latency_p95_ms = milliseconds_of(counts_.latency_of_all().percentile(0.95));
  d.latency_p95_ms_peak = milliseconds_of(p95_peak_);
  return d;
}

} // namespace simrun
