#include "monitor/live/recent_counts.hpp"

namespace simrun {

void recent_counts::feed(time_point now, const load_statistics& counted, duration busy) {
  auto outcomes = counted.outcomes();
  outcomes += counted.warmup_outcomes();
  marks_.push_back({now, outcomes, counted.latency(), busy});
  // The newest of those that are a span ago stays: the others are counted from there.
  while (marks_.size() > 2 && marks_[1].at <= now - span)
    marks_.pop_front();
}

duration recent_counts::length() const noexcept {
  return marks_.empty() ? duration{} : marks_.back().at - marks_.front().at;
}

outcome_counts recent_counts::outcomes() const {
  return marks_.empty() ? outcome_counts{} : marks_.back().outcomes - marks_.front().outcomes;
}

latency_histogram recent_counts::latency() const {
  return marks_.empty() ? latency_histogram{} : marks_.back().latency - marks_.front().latency;
}

duration recent_counts::busy() const {
  return marks_.empty() ? duration{} : marks_.back().busy - marks_.front().busy;
}

} // namespace simrun
