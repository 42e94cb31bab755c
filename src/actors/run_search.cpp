#include "actors/run_search.hpp"

#include "actors/judge_search.hpp"
#include "load/scaled_load.hpp"
#include "monitor/stolen_time.hpp"

#include <map>

namespace simrun {

namespace {

/// More than this share of the processors' time stolen, and a probe speaks of the neighbours.
constexpr double stolen_share_max = 0.02;

rate_search_limits limits_of(const scenario& s) {
  const auto& c = *s.search;
  return {c.rps_min, c.rps_max, c.tolerance, c.probe, c.probe_max, s.warmup, c.time_max};
}

void reseed(std::optional<std::uint64_t>& own, std::uint32_t number) {
  if (own)
    own = random_stream(*own, "probe").split(number).bits();
}

/// A run of a probe, with what was stolen from it.
struct probe_run {
  run_result result;
  double stolen = 0;
};

probe_run run_probe(const scenario& s, const run_inputs& inputs, const rate_probe& probe,
                    const search_watch& watch, event_trace& trace) {
  run_watch looking_on(watch.interrupted);
  if (watch.progress)
    looking_on.progress = [&](time_point now) { watch.progress(probe, now); };
  looking_on.trace = &trace;
  looking_on.live = watch.live;
  const bool real = s.clock == clock_kind::real;
  const auto before = real ? read_processor_ticks() : std::nullopt;
  probe_run run{run_scenario(probe_scenario(s, probe), inputs, looking_on), 0};
  run.stolen = stolen_share(before, real ? read_processor_ticks() : std::nullopt);
  return run;
}

} // namespace

scenario probe_scenario(const scenario& s, const rate_probe& probe) {
  auto one = s;
  one.duration_measured = probe.length;
  one.load = with_mean_rate(s.load, probe.length, probe.rate_rps).value_or(s.load);
  one.seed = random_stream(s.seed, "probe").split(probe.number).bits();
  for (auto* own : {&one.seeds.arrivals, &one.seeds.windows, &one.seeds.sizes, &one.seeds.service})
    reseed(*own, probe.number);
  std::erase_if(one.requirements, is_of_the_search);
  // What would end a probe early looks at it again and again, and takes its requests as independent: the rate
  // found would come out too low.
  for (auto& rule : one.requirements)
    rule.abort = false;
  return one;
}

run_result run_search(const scenario& s, const run_inputs& inputs, const search_watch& watch) {
  rate_search search(limits_of(s));
  event_trace own;
  auto& trace = watch.trace ? *watch.trace : own;
  search_record record;
  std::map<double, run_result>
      held; // of each rate the last probe that held, for the highest may yet turn out luck
  run_result last;
  bool cut_short = false;
  while (search.next() && !cut_short) {
    const auto probe = *search.next();
    auto run = run_probe(s, inputs, probe, watch, trace);
    cut_short = run.result.interrupted || run.result.broken;
    const auto outcome = outcome_of(run.result, run.stolen > stolen_share_max);
    if (!cut_short) {
      search.record(outcome);
      record.probes.push_back(describe_probe(probe, run.result, outcome, run.stolen));
    }
    if (outcome == probe_outcome::held && !cut_short)
      held[probe.rate_rps] = std::move(run.result);
    else
      last = std::move(run.result);
  }
  conclude(record, search, s);
  const bool found = record.highest_held_rps && !cut_short;
  auto& shown = found ? held[*record.highest_held_rps] : last;
  auto result = judge_search(s, std::move(shown), std::move(record));
  if (s.clock == clock_kind::virtual_time) {
    result.event_digest = trace.digest();
    result.events = trace.count();
  }
  return result;
}

} // namespace simrun
