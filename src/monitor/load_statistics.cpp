#include "monitor/load_statistics.hpp"

namespace simrun {

void load_statistics::issued(bool warmup, duration lag) {
  if (warmup) {
    ++warmup_outcomes_.issued;
    return;
  }
  ++outcomes_.issued;
  issue_lag_.record(lag);
}

void load_statistics::ended(bool warmup, outcome how, duration latency, std::optional<duration> service,
                            bool resource_error, std::string_view reason) {
  if (warmup) {
    ++warmup_outcomes_[how];
    return;
  }
  ++outcomes_[how];
  latency_[static_cast<std::size_t>(how)].record(latency);
  if (service)
    service_.record(*service);
  if (resource_error)
    ++resource_errors_;
  if (how == outcome::failed)
    failures_.count(reason);
}

void load_statistics::stepped(bool warmup, duration latency, duration extraction, bool episode_over) {
  if (warmup)
    return;
  step_latency_.record(latency);
  extraction_.record(extraction);
  if (episode_over)
    ++episodes_;
}

load_statistics& load_statistics::operator+=(const load_statistics& other) {
  outcomes_ += other.outcomes_;
  warmup_outcomes_ += other.warmup_outcomes_;
  for (std::size_t i = 0; i < outcome_kinds; ++i)
    latency_[i] += other.latency_[i];
  issue_lag_ += other.issue_lag_;
  service_ += other.service_;
  step_latency_ += other.step_latency_;
  extraction_ += other.extraction_;
  episodes_ += other.episodes_;
  open_ += other.open_;
  resource_errors_ += other.resource_errors_;
  failures_ += other.failures_;
  return *this;
}

load_statistics& load_statistics::operator-=(const load_statistics& earlier) {
  outcomes_ = outcomes_ - earlier.outcomes_;
  warmup_outcomes_ = warmup_outcomes_ - earlier.warmup_outcomes_;
  for (std::size_t i = 0; i < outcome_kinds; ++i)
    latency_[i] -= earlier.latency_[i];
  issue_lag_ -= earlier.issue_lag_;
  service_ -= earlier.service_;
  step_latency_ -= earlier.step_latency_;
  extraction_ -= earlier.extraction_;
  episodes_ -= earlier.episodes_;
  open_ -= earlier.open_;
  resource_errors_ -= earlier.resource_errors_;
  failures_ -= earlier.failures_;
  return *this;
}

latency_histogram load_statistics::latency() const {
  latency_histogram all;
  for (const auto how : all_outcomes)
    if (how != outcome::rejected)
      all += latency(how);
  return all;
}

} // namespace simrun
