#include "actors/judge_search.hpp"

#include "monitor/readable.hpp"
#include "monitor/run_metrics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

constexpr std::string_view found_rate = "max_throughput_rps";

std::string_view name_of(probe_outcome o) {
  constexpr std::array<std::string_view, 4> names{"held", "failed", "undecided", "disturbed"};
  return names[static_cast<std::size_t>(o)];
}

bool is_critical(const requirement_result& r) {
  return r.rule.severity == severity::critical;
}

std::string rate_text(double rps) {
  return readable(metric_unit::per_second, rps);
}

std::string why(const run_result& run, probe_outcome outcome, double stolen) {
  if (outcome == probe_outcome::disturbed)
    return run.disturbed ? run.invalid_reasons.front()
                         : fmt::format("{} of the processors' time was stolen.", readable_share(stolen));
  if (outcome == probe_outcome::failed)
    for (const auto& r : run.requirements)
      if (is_critical(r) && r.fails())
        return r.rule.text;
  if (outcome == probe_outcome::failed && !run.not_recovered.empty())
    return run.not_recovered.front();
  return "";
}

/// Whether the lowest rate that failed was seen to, and did not only spoil its measurement.
bool limit_was_measured(const search_record& record) {
  return std::ranges::any_of(record.probes, [&](const search_probe& p) {
    return p.rate_rps == record.lowest_failed_rps && p.verdict == "failed";
  });
}

std::optional<double> answer_of(const search_record& record) {
  if (!record.highest_held_rps || !limit_was_measured(record))
    return record.highest_held_rps;
  return std::sqrt(*record.highest_held_rps * *record.lowest_failed_rps);
}

/// In the scenario's order: those of the probe, and those of the search.
std::vector<requirement_result> all_requirements(const scenario& s, std::vector<requirement_result> of_probe,
                                                 const std::optional<double>& answer) {
  std::vector<requirement_result> all;
  auto next = of_probe.begin();
  for (const auto& rule : s.requirements)
    if (is_of_the_search(rule))
      all.push_back({rule, answer, answer && rule.holds(*answer)});
    else if (next != of_probe.end())
      all.push_back(std::move(*next++));
  return all;
}

void add_alerts(run_result& r) {
  const auto alarm = [&](std::string text) { r.alerts.push_back({"warning", std::move(text)}); };
  const auto& search = *r.search;
  if (search.ended == name_of(search_end::out_of_time))
    alarm("The search ran out of 'search.time_max' before it was done: the interval may be wide.");
  if (search.ended == name_of(search_end::out_of_probes))
    alarm("The search gave up after as many probes as it may take: the probes contradict one another.");
  for (const auto& rule : r.requirements)
    if (is_of_the_search(rule.rule) && !is_critical(rule) && rule.value && !rule.holds)
      alarm(fmt::format("'{}' does not hold: {}", rule.rule.text, rate_text(*rule.value)));
  const auto unmeasurable = std::ranges::find_if(search.probes, [&](const search_probe& p) {
    return p.verdict == "disturbed" && search.lowest_failed_rps == p.rate_rps;
  });
  if (!limit_was_measured(search) && unmeasurable != search.probes.end())
    alarm(fmt::format("{} could not be measured, so the limit may be the measurement's own: {}",
                      rate_text(unmeasurable->rate_rps), unmeasurable->why));
}

/// Of a search that found no rate: whether that is a finding.
bool plainly_not_held(const search_record& search) {
  return search.ended == name_of(search_end::rps_min_not_held) &&
         search.lowest_failed_rps == search.rps_min && !search.probes.empty() &&
         search.probes.back().verdict == "failed";
}

void judge(run_result& r) {
  const auto& search = *r.search;
  if (search.highest_held_rps) {
    const bool hold = std::ranges::all_of(r.requirements, [](const requirement_result& x) {
      return !is_of_the_search(x.rule) || x.holds || !is_critical(x);
    });
    r.verdict = hold ? verdict::passed : verdict::failed;
    r.invalid_reasons.clear();
  } else if (plainly_not_held(search)) {
    r.verdict = verdict::failed;
    r.invalid_reasons.clear();
  } else {
    r.verdict = verdict::invalid;
    r.invalid_reasons.insert(r.invalid_reasons.begin(),
                             fmt::format("It can't be decided whether {} hold.", rate_text(search.rps_min)));
  }
}

} // namespace

bool is_of_the_search(const requirement& rule) {
  return rule.metric == found_rate;
}

probe_outcome outcome_of(const run_result& run, bool stolen) {
  if (run.disturbed || stolen)
    return probe_outcome::disturbed;
  if (run.aborted || !run.not_recovered.empty() ||
      std::ranges::any_of(run.requirements,
                          [](const requirement_result& r) { return is_critical(r) && r.fails(); }))
    return probe_outcome::failed;
  return run.verdict == verdict::passed ? probe_outcome::held : probe_outcome::undecided;
}

search_probe describe_probe(const rate_probe& probe, const run_result& run, probe_outcome outcome,
                            double stolen) {
  return {.rate_rps = probe.rate_rps,
          .length = probe.length,
          .seed = run.seed,
          .samples = run.outcomes.issued,
          .verdict = std::string(name_of(outcome)),
          .why = why(run, outcome, stolen),
          .throughput_rps = run.metric("throughput_rps").value_or(0),
          .latency_p50_ms = run.metric("latency_p50"),
          .latency_p95_ms = run.metric("latency_p95"),
          .latency_p99_ms = run.metric("latency_p99"),
          .cpu_utilization = run.metric("cpu_utilization")};
}

void conclude(search_record& record, const rate_search& search, const scenario& s) {
  const auto& book = search.book();
  record.rps_min = s.search->rps_min;
  record.rps_max = s.search->rps_max;
  record.tolerance = s.search->tolerance;
  record.ended = search.next() ? "interrupted" : name_of(search.end());
  record.highest_held_rps = book.highest_held();
  record.lowest_failed_rps = book.lowest_failed();
  if (const auto begin = book.edge_begin())
    record.edge_rps = {*begin, *book.edge_end()};
  record.answer_rps = answer_of(record);
  record.confirmed = record.highest_held_rps && book.confirmed(*record.highest_held_rps) &&
                     (!record.lowest_failed_rps || book.confirmed(*record.lowest_failed_rps));
  for (const auto& p : record.probes)
    if (p.rate_rps == record.highest_held_rps && p.verdict == "held")
      record.goodput_rps = p.throughput_rps;
}

run_result judge_search(const scenario& s, run_result shown, search_record record) {
  const bool cut_short = shown.interrupted || shown.broken;
  shown.seed = s.seed;
  shown.seeds = own_seeds(s);
  shown.search = std::move(record);
  shown.requirements = all_requirements(s, std::move(shown.requirements), shown.search->answer_rps);
  if (shown.search->answer_rps)
    shown.metrics.emplace_back(found_rate, *shown.search->answer_rps);
  if (!cut_short)
    judge(shown);
  add_alerts(shown);
  return shown;
}

} // namespace simrun
