#include "actors/assemble_result.hpp"

#include "load/arrival_schedule.hpp"
#include "monitor/part_evidence.hpp"
#include "monitor/readable.hpp"
#include "monitor/run_metrics.hpp"
#include "monitor/verdict.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace simrun {

namespace {

/// Requests the schedules had for the measured part, as far as the run came. None where a load follows the
/// answers.
std::optional<std::uint64_t> count_due(const scenario& s, duration measured) {
  const random_stream random(seed_of(s, "arrivals"), "arrivals");
  const auto groups = load_groups(s);
  std::uint64_t due = 0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].load.shape == load_shape::closed || groups[g].load.shape == load_shape::environments)
      return std::nullopt;
    arrival_schedule schedule(groups[g].load, s.warmup, measured,
                              s.groups.empty() ? random : random.split(g));
    for (; schedule.peek(); schedule.pop())
      due += *schedule.peek() >= run_start ? 1 : 0;
  }
  return due;
}

std::vector<group_result> describe_groups(const scenario& s, const load_counts& counted, duration measured) {
  std::vector<group_result> groups;
  // Where nothing was counted the groups are there all the same.
  for (std::size_t g = 0; g < s.groups.size(); ++g) {
    const auto load = g < counted.groups().size() ? counted.groups()[g] : load_statistics();
    groups.push_back({s.groups[g].name, run_metrics({.load = load, .measured = measured}), load.outcomes()});
  }
  return groups;
}

/// The latency of each group beside that of all.
void add_group_histograms(run_result& r, const load_counts& counted) {
  for (std::size_t g = 0; g < std::min(r.groups.size(), counted.groups().size()); ++g)
    if (auto latency = counted.groups()[g].latency(); latency.count() > 0)
      r.histograms.emplace_back(fmt::format("latency{{group={}}}", r.groups[g].name), std::move(latency));
}

/// How the parts of the system were when the run was over. What routes requests has its state here too.
std::vector<component_state> states_of(const run_record& record) {
  auto states = record.components;
  if (const auto open = record.books.left_open; open > 0)
    states.push_back({"the dispatcher's queue", fmt::format("at {} requests", open), false});
  return states;
}

/// Nothing is owed by a run that ended early.
liveness_judgement judge_recovery(const scenario& s, const run_record& record, const run_result& r) {
  if (record.interrupted || record.broken)
    return {};
  const auto states = states_of(record);
  return judge_liveness(
      {r.faults, record.books.faults.held_up_by, states, run_start + record.measured, ends_by_count(s.load)},
      {s.chaos.recovered_after, s.chaos.recovery_max});
}

/// Deaths that nobody planned, one sentence for each component.
void add_crashes(run_result& r, const std::vector<crash_report>& crashes) {
  std::map<std::string, std::pair<std::size_t, std::string>> by_instance;
  for (const auto& c : crashes) {
    auto& [times, reason] = by_instance[c.instance];
    ++times;
    reason = c.reason;
  }
  for (const auto& [instance, what] : by_instance)
    r.invalid_reasons.push_back(
        fmt::format("{} died {} without a fault, the last time of: {}. Look into it first.", instance,
                    what.first == 1 ? "once" : fmt::format("{} times", what.first), what.second));
}

/// Components that the run did without in the end.
void add_losses(run_result& r, const scenario& s, const run_record& record) {
  for (const auto& instance : record.given_up)
    r.alerts.push_back(
        {"warning", fmt::format("{} died more than {} times within {}: it stayed down, and the "
                                "run went on without it.",
                                instance, s.supervisor.restarts_max, to_text(s.supervisor.restarts_within))});
}

void add_missing_episodes(run_result& r, const scenario& s, const run_record& record) {
  const auto wanted = std::uint64_t{s.load.episodes} * s.environment->environments;
  const auto ended = record.books.load ? record.books.load->all().episodes() : 0;
  if (ended < wanted)
    r.invalid_reasons.push_back(
        fmt::format("Only {} of {} episodes ended in the {} that they may take. Set a longer 'duration'.",
                    readable_count(ended), readable_count(wanted), to_text(s.duration_measured)));
}

/// Why there is no more, before all that follows from it. Where nothing was counted nothing is doubtful.
void add_breakage(run_result& r, const run_record& record) {
  if (!record.broken)
    return;
  r.broken = true;
  if (!record.books.load)
    r.invalid_reasons.clear();
  r.invalid_reasons.insert(r.invalid_reasons.begin(), *record.broken);
}

/// What makes a result doubtful beyond its numbers.
void add_mishaps(run_result& r, const scenario& s, const run_record& record) {
  add_breakage(r, record);
  if (record.interrupted && !record.aborted_by)
    r.invalid_reasons.push_back(
        fmt::format("Interrupted after {} of {}.",
                    to_text(std::chrono::round<std::chrono::milliseconds>(record.measured)),
                    to_text(s.duration_measured)));
  if (s.environment && s.load.episodes > 0 && !record.cut_short)
    add_missing_episodes(r, s, record);
  if (!s.environment && ends_by_count(s.load) && !record.cut_short && r.outcomes.issued < s.load.requests)
    r.invalid_reasons.push_back(fmt::format(
        "Only {} of {} requests were issued in the {} that they may take. Set a longer 'duration'.",
        readable_count(r.outcomes.issued), readable_count(s.load.requests), to_text(s.duration_measured)));
  add_crashes(r, record.crashes);
  if (!r.invalid_reasons.empty())
    r.verdict = verdict::invalid;
}

} // namespace

run_result assemble_result(const scenario& s, const run_record& record) {
  static const load_counts nothing;
  const auto& counted = record.books.load ? *record.books.load : nothing;
  const auto& load = counted.all();
  const bool real = s.clock == clock_kind::real;

  run_result r;
  r.scenario_name = s.name;
  r.scenario_file = s.file;
  r.clock = real ? "real" : "virtual";
  r.seed = s.seed;
  r.seeds = own_seeds(s);
  r.measured = record.measured;
  r.interrupted = record.interrupted && !record.aborted_by;
  r.aborted = record.aborted_by;
  r.outcomes = load.outcomes();
  r.warmup_outcomes = load.warmup_outcomes();
  r.failures = load.failures().counts();
  r.intervals = record.books.intervals;
  r.latencies = record.books.latencies;
  r.breaker_changes = record.books.breaker_changes;
  r.environments = record.books.environments;
  r.faults = record.faults.records;
  add_evidence(r.faults, record.books.faults);
  r.histograms = run_histograms(load);
  r.groups = describe_groups(s, counted, record.measured);
  add_group_histograms(r, counted);
  r.trends = trends_of(r.intervals, record.measured);

  run_counts counts{load, record.measured, std::nullopt, s.extractor.workers,
                    record.books.dispatching.extractor_busy};
  counts.retries = record.books.dispatching.retries;
  counts.late_results = record.books.dispatching.late_results;
  counts.attempt_timeouts = record.books.dispatching.attempt_timeouts;
  if (s.dispatcher.breaker.enabled)
    counts.breaker_not_closed = record.books.dispatching.breaker_not_closed;
  counts.live_updates_lost = record.books.live_updates_lost;
  counts.cold_start = record.books.cold_start;
  if (real)
    counts.resources = resource_totals{record.books.cpu_utilization, record.books.memory_mb_max};
  counts.intervals = r.intervals;
  counts.trends = r.trends;
  counts.availability = record.books.faults.availability;
  counts.recovery_max = longest_recovery(r.faults, run_start + record.measured);
  r.metrics = run_metrics(counts);

  const part_evidence faulty(record.books.faults.faulty, r.groups.size());
  const part_evidence healthy(record.books.faults.healthy, r.groups.size());
  if (!r.faults.empty())
    std::ranges::move(faulty.shown("{during=fault}"), std::back_inserter(r.metrics));

  // A run that was cut short owes no faults that were still to come; its verdict speaks of what was measured.
  const std::vector<std::string> none;
  std::vector<load_statistics> of_groups = counted.groups();
  of_groups.resize(r.groups.size());
  std::vector<group_evidence> groups;
  for (std::size_t g = 0; g < r.groups.size(); ++g)
    groups.push_back({r.groups[g].metrics, of_groups[g]});
  const auto due = real && record.books.load ? count_due(s, record.measured) : std::nullopt;
  const auto liveness = judge_recovery(s, record, r);
  auto judged = judge({.requirements = s.requirements,
                       .metrics = r.metrics,
                       .load = load,
                       .real_clock = real,
                       .due = due,
                       .unproven_faults = record.cut_short ? none : record.faults.unproven,
                       .windows = record.books.windows,
                       .aborted_by = record.aborted_by,
                       .design_effects = record.books.design_effects,
                       .memory_growth = r.trends.memory_mb_per_hour,
                       .groups = groups,
                       .during_faults = faulty.found(),
                       .while_healthy = healthy.found(),
                       .never_recovered = some_never_recovered(r.faults),
                       .liveness = liveness});
  r.verdict = judged.verdict;
  r.invalid_reasons = std::move(judged.invalid_reasons);
  r.not_recovered = liveness.not_recovered;
  r.disturbed = judged.disturbed || !record.crashes.empty();
  r.requirements = std::move(judged.requirements);
  r.alerts = std::move(judged.alerts);
  r.alerts.insert(r.alerts.end(), record.books.alerts.begin(), record.books.alerts.end());
  add_losses(r, s, record);
  add_mishaps(r, s, record);
  return r;
}

} // namespace simrun
