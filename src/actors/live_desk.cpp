#include "actors/live_desk.hpp"

#include "monitor/live/live_requirements.hpp"

#include <algorithm>
#include <utility>

namespace simrun {

namespace {

std::vector<rate_profile> targets_of(const scenario& s) {
  std::vector<rate_profile> targets;
  for (const auto& group : load_groups(s)) {
    if (group.load.shape == load_shape::closed || group.load.shape == load_shape::replay)
      return {};
    targets.emplace_back(group.load);
  }
  return targets;
}

live_latency percentiles_of(const latency_histogram& h) {
  const auto percentile = [&h](double q) {
    const auto d = h.percentile(q);
    return d ? std::optional(in_milliseconds(*d)) : std::nullopt;
  };
  return {percentile(0.5), percentile(0.95), percentile(0.99)};
}

std::string_view name_of_standing(worker_standing s) noexcept {
  switch (s) {
  case worker_standing::down:
    return "down";
  case worker_standing::idle:
    return "idle";
  case worker_standing::busy:
    return "busy";
  case worker_standing::late:
  case worker_standing::ripe:
    break;
  }
  return "late";
}

/// What a fault makes of a worker that lives; empty where that is nothing of its own.
std::string_view state_under(fault_kind kind) noexcept {
  switch (kind) {
  case fault_kind::pause:
    return "paused";
  case fault_kind::slow:
    return "slowed";
  case fault_kind::throttle:
    return "throttled";
  case fault_kind::error:
    return "in error";
  case fault_kind::corrupt:
    return "corrupt";
  default:
    return {};
  }
}

} // namespace

live_desk::live_desk(const run_setup& setup) : setup_(setup), targets_(targets_of(setup.scenario)) {
  const auto& s = setup.scenario;
  state_.name = s.name;
  state_.clock = s.clock;
  state_.warmup = s.warmup;
  state_.measured = s.duration_measured;
  for (const auto& rule : s.requirements)
    state_.requirements.push_back({rule.text, rule.metric, rule.severity});
}

time_point live_desk::next_look(time_point now) {
  next_look_ = std::max(next_look_, now);
  return next_look_ += looks_every;
}

void live_desk::saw_fault(const fault_seen& seen) {
  const auto& text = setup_.faults.faults()[seen.fault].spec.text;
  if (!seen.healed_at) {
    active_.insert_or_assign(seen.fault, live_fault{text, *seen.fired_at});
    return;
  }
  active_.erase(seen.fault);
  auto& past = state_.past_faults;
  if (past.size() == live_state::past_faults_max)
    past.erase(past.begin());
  past.push_back({text, *seen.fired_at, seen.healed_at});
}

void live_desk::saw_dispatcher(const dispatcher_snapshot& snapshot, const dispatcher_statistics& total) {
  busy_ = total.extractor_busy;
  if (!snapshot.at)
    return;
  workers_ = snapshot.workers;
  state_.queue_depth = snapshot.depths.requests;
  state_.breaker = snapshot.depths.breaker;
}

void live_desk::interval_closed(time_point end, const load_counts& counted, std::span<const interval> rows,
                                std::span<const window_record> windows, const fault_watch& faults) {
  const auto measured = std::clamp(end - run_start, duration(0), setup_.scenario.duration_measured);
  run_counts counts{counted.all(), measured, std::nullopt, setup_.scenario.extractor.workers};
  counts.intervals = rows;
  state_.requirements = live_requirements(setup_.scenario.requirements, counted, counts, windows, faults);
  const auto recent = rows.last(std::min(rows.size(), live_state::recent_max));
  state_.recent_p95_ms.clear();
  for (const auto& row : recent)
    state_.recent_p95_ms.push_back(row.latency_p95_ms);
  if (!rows.empty()) {
    state_.cpu_utilization = rows.back().cpu_utilization;
    state_.memory_mb = rows.back().memory_mb;
  }
  if (!looks_often())
    publish(end, counted);
}

void live_desk::publish(time_point now, const load_counts& counted) {
  recent_.feed(now, counted.all(), busy_);
  const bool admitted = pace_.admit(now, setup_.board->delay_update());
  state_.updates_skipped = pace_.skipped();
  if (!admitted)
    return;
  fill_in(now, counted.all());
  show();
}

void live_desk::run_over(time_point now, const load_counts& counted) {
  fill_in(now, counted.all());
  state_.phase = live_phase::done;
  show();
}

void live_desk::set_alerts(const std::vector<alert>& raised) {
  state_.alerts.clear();
  for (const auto& a : raised)
    state_.alerts.push_back({a.severity, a.rule, a.message, *a.start});
}

/// Nobody may be watching.
void live_desk::show() {
  if (setup_.live)
    setup_.live->publish(state_);
}

void live_desk::fill_in(time_point now, const load_statistics& counted) {
  state_.now = now;
  state_.outcomes = counted.outcomes();
  state_.warmup_issued = counted.warmup_outcomes().issued;
  auto all = counted.outcomes();
  all += counted.warmup_outcomes();
  state_.open_requests = all.issued - all.ended();
  state_.latency_overall = percentiles_of(counted.latency());
  state_.faults.clear();
  for (const auto& [place, fault] : active_)
    state_.faults.push_back(fault);
  std::ranges::stable_sort(state_.faults, {}, &live_fault::since);
  state_.workers.clear();
  for (std::uint32_t w = 0; w < workers_.size(); ++w)
    state_.workers.push_back({extractor_name(w), state_of(w)});
  state_.phase = phase_at(now);
  fill_in_recent();
}

void live_desk::fill_in_recent() {
  state_.rates = {};
  state_.rates.target_rps = target_at(state_.now);
  state_.latency_now = percentiles_of(recent_.latency());
  const double seconds = in_seconds(recent_.length());
  if (seconds <= 0)
    return;
  const auto counts = recent_.outcomes();
  const auto per_second = [seconds](std::uint64_t n) { return static_cast<double>(n) / seconds; };
  state_.rates.issued_rps = per_second(counts.issued);
  state_.rates.successful_rps = per_second(counts.successful());
  std::ranges::transform(counts.by_outcome, state_.rates.by_outcome_rps.begin(), per_second);
  state_.cache_hit_rate.reset();
  if (setup_.scenario.cache.enabled && counts.ended() > 0)
    state_.cache_hit_rate =
        static_cast<double>(counts[outcome::cached]) / static_cast<double>(counts.ended());
  // A dispatcher that was killed takes with it what it had not told yet.
  const auto workers = static_cast<double>(setup_.scenario.extractor.workers);
  state_.workers_busy = std::clamp(in_seconds(recent_.busy()) / (seconds * workers), 0.0, 1.0);
}

/// Past the end nothing is asked for.
std::optional<double> live_desk::target_at(time_point t) const {
  if (targets_.empty() || t >= run_start + setup_.scenario.duration_measured)
    return std::nullopt;
  double sum = 0;
  for (const auto& target : targets_)
    sum += target.rate_at(t);
  return sum;
}

live_phase live_desk::phase_at(time_point now) const {
  if (now < run_start)
    return live_phase::warm_up;
  if (now < run_start + setup_.scenario.duration_measured)
    return live_phase::measuring;
  return state_.open_requests == 0 && !active_.empty() ? live_phase::healing : live_phase::draining;
}

std::string_view live_desk::state_of(std::uint32_t worker) const {
  if (workers_[worker] == worker_standing::down)
    return name_of_standing(worker_standing::down);
  for (const auto& [place, fault] : active_) {
    const auto& planned = setup_.faults.faults()[place];
    const auto state = state_under(planned.spec.what);
    if (!state.empty() &&
        std::ranges::find(planned.instances, extractor_name(worker)) != planned.instances.end())
      return state;
  }
  return name_of_standing(workers_[worker]);
}

} // namespace simrun
