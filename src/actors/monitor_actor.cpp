#include "actors/monitor_actor.hpp"

#include "actors/live_desk.hpp"
#include "actors/slices_of.hpp"
#include "chaos/fault_form.hpp"
#include "load/scaled_load.hpp"
#include "monitor/alerts/alert_watch.hpp"
#include "monitor/batch_watch.hpp"
#include "monitor/can_still_hold.hpp"
#include "monitor/fault_watch.hpp"
#include "monitor/interval_series.hpp"
#include "monitor/resource_sampler.hpp"
#include "monitor/slice_line.hpp"
#include "monitor/snapshot_book.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <ranges>

namespace simrun {

namespace {

using namespace std::chrono_literals;

/// How long snapshots asked for at the end may take to come. Where a seed makes actors wait for their turn
/// that is longer: of an older one, what was open then would look as if it had been left.
duration last_snapshots_wait(const scenario& s) {
  return s.seeds.schedule ? 1s : 50ms;
}

bool is_slowed(const fault_plan& plan) {
  return std::ranges::any_of(plan.faults(), slows_updates, &planned_fault::spec);
}

bool may_abort(const scenario& s) {
  return std::ranges::any_of(s.requirements, &requirement::abort);
}

/// No more requests come than these, by load.
std::vector<std::uint64_t> count_most(const scenario& s) {
  std::vector<std::uint64_t> most;
  for (const auto& group : load_groups(s))
    most.push_back(most_requests(group.load, s.duration_measured));
  return most;
}

struct monitor_state {
  monitor_state(const run_setup& run, run_controller_actor c)
      : setup(run),
        controller(std::move(c)),
        series(run.scenario.duration_measured + run.scenario.extractor.timeout),
        windows(run.scenario.requirements, measured_end()),
        batches(run.scenario.search ? std::span<const requirement>(run.scenario.requirements)
                                    : std::span<const requirement>{},
                measured_end()),
        alerts(alert_rules(run.scenario), measured_end()),
        slices(slices_of(run)),
        faults(run.scenario.requirements, run.faults.faults().size(), run.scenario.chaos.recovered_after),
        requests_max(may_abort(run.scenario) ? count_most(run.scenario) : std::vector<std::uint64_t>()) {
    if (run.live || is_slowed(run.faults))
      live.emplace(run);
  }

  /// Of all, or of the group that a requirement speaks of.
  std::uint64_t most_for(const requirement& rule) const {
    return rule.group_index ? requests_max[*rule.group_index]
                            : std::accumulate(requests_max.begin(), requests_max.end(), std::uint64_t{0});
  }

  /// Nothing on the virtual clock, where the process' own use says nothing about the system simulated.
  std::optional<resource_use> sample_resources(time_point now) {
    if (setup.runtime.is_virtual())
      return std::nullopt;
    if (!resources) {
      resources.emplace(usable_processors(), now, read_resources());
      return std::nullopt;
    }
    return resources->sample(now, read_resources());
  }

  /// Where slices go when nothing can be added to them any more.
  slice_line::sink settled_slices() {
    return [this](const load_slice& slice) { faults.feed(slice); };
  }

  /// A number of requests is done when they are; what comes after is no load to measure.
  time_point load_end() const {
    return std::min(measured_end(), ends_by_count(setup.scenario.load) ? settled : setup.runtime.now());
  }

  time_point measured_end() const { return run_start + setup.scenario.duration_measured; }

  const run_setup& setup;
  run_controller_actor controller;
  supervisor_actor supervisor;
  std::optional<orphans> left; ///< by a supervisor that is gone
  snapshot_book<load_counts> load;
  snapshot_book<dispatcher_statistics> dispatching;
  dispatcher_statistics before_measured;                    ///< what was dispatched in the warm-up
  std::optional<dispatcher_statistics> before_measured_end; ///< and until the measured part was over
  std::vector<breaker_change> breaker_changes;
  interval_series series;
  std::optional<duration> longest_cold_start;
  std::map<std::uint32_t, environment_result> environments;
  window_watch windows;
  batch_watch batches; ///< of a search
  alert_watch alerts;
  slice_line slices;
  fault_watch faults;
  time_point settled = run_start; ///< all that was due before has ended
  std::uint64_t open_in_dispatcher = 0;
  std::vector<std::uint64_t> requests_max; ///< of each load, where somebody asks
  std::optional<resource_sampler> resources;
  time_point next_end = run_start;
  std::optional<time_point> asked_for; ///< the end of the interval that the next snapshot closes
  bool closing = false;
  std::optional<live_desk> live; ///< where somebody watches, or a fault slows it
};

using self_pointer = monitor_actor::stateful_pointer<std::optional<monitor_state>>;

monitor_state& state_of(self_pointer self) {
  return *self->state;
}

void order_snapshots(self_pointer self, const snapshot_order& order) {
  auto& s = state_of(self);
  if (!s.left)
    return self->send(s.supervisor, order);
  if (s.left->generator)
    self->send(s.left->generator, order);
  if (s.left->dispatcher)
    self->send(s.left->dispatcher, order);
}

/// Asks for snapshots that are to close an interval. A generator that is dead does not answer; then the
/// interval goes on until the next end.
void ask_for_snapshots(self_pointer self, time_point interval_end) {
  state_of(self).asked_for = interval_end;
  order_snapshots(self, {interval_end});
}

/// The first requirement with `abort` that can no longer hold.
const requirement* lost_requirement(const monitor_state& s, const load_counts& counted) {
  const auto& rules = s.setup.scenario.requirements;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!rules[i].abort)
      continue;
    const auto& of_rule = counted.of(rules[i]);
    const auto most = s.most_for(rules[i]);
    const auto to_come = most - std::min(most, of_rule.outcomes().issued);
    if (!can_still_hold(rules[i], of_rule, s.windows.records()[i], to_come))
      return &rules[i];
  }
  return nullptr;
}

/// Those who want to know now are told; the result has them all.
void look_for_alerts(monitor_state& s, const load_statistics& counted) {
  const auto events = s.alerts.feed(*s.asked_for, counted, s.series.rows());
  if (events.empty())
    return;
  if (s.live)
    s.live->set_alerts(s.alerts.raised_now());
  if (s.setup.on_alert)
    for (const auto& event : events)
      s.setup.on_alert(event);
}

void close_interval(self_pointer self) {
  auto& s = state_of(self);
  if (!s.asked_for)
    return;
  const auto counted = s.load.total();
  s.series.close(*s.asked_for, counted.all(), s.sample_resources(*s.asked_for));
  s.windows.feed(*s.asked_for, counted);
  s.batches.feed(*s.asked_for, counted.all());
  look_for_alerts(s, counted.all());
  if (s.live)
    s.live->interval_closed(*s.asked_for, counted, s.series.rows(), s.windows.records(), s.faults);
  s.asked_for.reset();
  if (const auto* lost = s.closing ? nullptr : lost_requirement(s, counted))
    self->send(s.controller, requirement_lost{lost->text});
}

void turn_interval(self_pointer self) {
  auto& s = state_of(self);
  if (s.closing)
    return;
  ask_for_snapshots(self, s.next_end);
  // An interval ends with the measured part, also one that began late.
  const auto end = s.measured_end();
  const auto full = s.next_end + s.series.width();
  s.next_end = s.next_end < end && full > end ? end : full;
  s.setup.runtime.remind(self, s.next_end, interval_due{});
}

void take_snapshot(self_pointer self, const load_snapshot& snapshot) {
  auto& s = state_of(self);
  if (s.load.keep({0, snapshot.incarnation}, snapshot.sequence, snapshot.statistics) && !snapshot.look)
    close_interval(self);
}

/// Shows what came of the look before, and asks for the next: so it goes on while nobody answers.
void look(self_pointer self) {
  auto& s = state_of(self);
  if (s.closing)
    return;
  const auto now = s.setup.runtime.now();
  s.live->publish(now, s.load.total());
  order_snapshots(self, {now, true});
  s.setup.runtime.remind(self, s.live->next_look(now), look_due{});
}

/// What the dispatcher does in the warm-up and in the drain is no part of the measurement.
void take_dispatching(monitor_state& s, const dispatcher_snapshot& snapshot) {
  s.dispatching.keep({0, snapshot.incarnation}, snapshot.sequence,
                     std::make_shared<const dispatcher_statistics>(snapshot.statistics));
  if (s.live)
    s.live->saw_dispatcher(snapshot, s.dispatching.total());
  s.series.note_depths(snapshot.at, snapshot.depths);
  for (const auto& change : snapshot.breaker_changes)
    if (s.breaker_changes.size() < circuit_breaker::changes_max)
      s.breaker_changes.push_back(change);
  s.open_in_dispatcher = snapshot.at ? snapshot.open : 0;
  if (snapshot.at == run_start)
    s.before_measured = s.dispatching.total();
  if (snapshot.at == s.measured_end())
    s.before_measured_end = s.dispatching.total();
}

void hand_over(self_pointer self) {
  auto& s = state_of(self);
  close_interval(self);
  s.slices.finish(s.load_end(), s.settled_slices());
  books b;
  b.faults = s.faults.evidence();
  b.left_open = s.open_in_dispatcher;
  b.windows = s.windows.records();
  b.design_effects = s.batches.design_effects();
  b.load = std::make_shared<const load_counts>(s.load.total());
  b.dispatching = s.before_measured_end.value_or(s.dispatching.total()) - s.before_measured;
  b.intervals = s.series.rows();
  b.alerts = s.alerts.alerts();
  b.latencies = s.series.spread();
  b.breaker_changes = s.breaker_changes;
  std::ranges::copy(s.environments | std::views::values, std::back_inserter(b.environments));
  b.cold_start = s.longest_cold_start;
  if (s.resources) {
    b.cpu_utilization = s.resources->cpu_utilization();
    b.memory_mb_max = s.resources->memory_mb_max();
  }
  if (s.live) {
    s.live->run_over(s.setup.runtime.now(), *b.load);
    // Where only a watcher looks on, the result does not know of it.
    if (is_slowed(s.setup.faults))
      b.live_updates_lost = s.live->updates_lost();
  }
  self->send(s.controller, std::move(b));
}

monitor_actor::behavior_type keep_books(self_pointer self, const run_setup& setup,
                                        const run_controller_actor& controller) {
  self->state.emplace(setup, controller);
  return {
      [self](const supervisor_up& up) { state_of(self).supervisor = up.handle; },
      [self](const orphans& left) { state_of(self).left = left; },
      [self](begin_run) {
        auto& s = state_of(self);
        s.setup.runtime.remind(self, run_start, interval_due{});
        if (s.live && s.live->looks_often())
          look(self);
      },
      [self](interval_due) { turn_interval(self); },
      [self](look_due) { look(self); },
      [self](const load_snapshot& snapshot) { take_snapshot(self, snapshot); },
      [self](const dispatcher_snapshot& snapshot) { take_dispatching(state_of(self), snapshot); },
      [self](const load_slices& some) {
        auto& s = state_of(self);
        s.settled = std::max(s.settled, some.settled);
        s.slices.add(some.slices, std::min(some.settled, s.measured_end()), s.settled_slices());
      },
      [self](const fault_seen& seen) {
        auto& s = state_of(self);
        s.faults.saw(seen.fault, seen.fired_at, seen.healed_at);
        if (s.live)
          s.live->saw_fault(seen);
      },
      [self](const cold_start& start) {
        auto& longest = state_of(self).longest_cold_start;
        longest = std::max(longest.value_or(start.taken), start.taken);
      },
      [self](const environment_report& report) {
        state_of(self).environments[report.environment] = report.so_far;
      },
      [self](close_books) {
        auto& s = state_of(self);
        s.closing = true;
        const auto now = s.setup.runtime.now();
        ask_for_snapshots(self, now);
        s.setup.runtime.remind(self, now + last_snapshots_wait(s.setup.scenario), hand_over_due{});
      },
      [self](hand_over_due) { hand_over(self); },
  };
}

} // namespace

monitor_actor spawn_monitor(const run_setup& setup, const run_controller_actor& controller) {
  return setup.runtime.system().spawn(keep_books, std::cref(setup), controller);
}

} // namespace simrun
