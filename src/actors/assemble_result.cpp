#include "actors/assemble_result.hpp"

#include "load/arrival_schedule.hpp"
#include "monitor/run_metrics.hpp"
#include "monitor/verdict.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

/// Requests the schedule had for the measured part, as far as the run came.
std::uint64_t count_due(const scenario& s, duration measured) {
  arrival_schedule schedule(s.load, s.warmup, measured, random_stream(s.seed, "arrivals"));
  std::uint64_t due = 0;
  for (; schedule.peek(); schedule.pop())
    due += *schedule.peek() >= run_start ? 1 : 0;
  return due;
}

std::string_view describe(run_phase phase) {
  switch (phase) {
  case run_phase::starting:
    return "its components did not come up";
  case run_phase::running:
    return "requests or faults did not end";
  case run_phase::closing:
  case run_phase::closed:
    break;
  }
  return "its books were not handed over";
}

} // namespace

run_result assemble_result(const scenario& s, const run_record& record) {
  static const load_statistics nothing;
  const auto& load = record.books.load ? *record.books.load : nothing;
  const bool real = s.clock == clock_kind::real;

  run_result r;
  r.scenario_name = s.name;
  r.scenario_file = s.file;
  r.clock = real ? "real" : "virtual";
  r.seed = s.seed;
  r.measured = record.measured;
  r.interrupted = record.interrupted;
  r.outcomes = load.outcomes();
  r.warmup_outcomes = load.warmup_outcomes();
  r.intervals = record.books.intervals;
  r.faults = record.faults.records;
  r.histograms = run_histograms(load);

  run_counts counts{load, record.measured, std::nullopt, s.extractor.workers,
                    record.books.dispatching.extractor_busy};
  if (real)
    counts.resources = resource_totals{record.books.cpu_utilization, record.books.memory_mb_max};
  r.metrics = run_metrics(counts);

  // An interrupted run owes no faults that were still to come; its verdict speaks of what was measured.
  const std::vector<std::string> none;
  const auto due = real ? std::optional(count_due(s, record.measured)) : std::nullopt;
  auto judged =
      judge({s.requirements, r.metrics, load, real, due, record.interrupted ? none : record.faults.unproven});
  r.verdict = judged.verdict;
  r.invalid_reasons = std::move(judged.invalid_reasons);
  r.requirements = std::move(judged.requirements);
  r.alerts = std::move(judged.alerts);
  if (record.stuck_in) {
    r.verdict = verdict::invalid;
    r.invalid_reasons.push_back(fmt::format("The run hung: {}.", describe(*record.stuck_in)));
    r.broken = true;
  }
  return r;
}

} // namespace simrun
