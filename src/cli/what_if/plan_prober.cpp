#include "cli/what_if/plan_prober.hpp"

#include "actors/run_scenario.hpp"
#include "load/scaled_load.hpp"
#include "planning/in_parallel.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

/// What the answer is made from; thousands of histograms are not.
run_result without_details(run_result r) {
  r.histograms.clear();
  r.intervals.clear();
  r.latencies = {};
  return r;
}

void keep_worst(std::optional<double>& worst, const std::optional<double>& value, bool larger_is_worse) {
  if (value && (!worst || (larger_is_worse ? *value > *worst : *value < *worst)))
    worst = value;
}

} // namespace

plan_prober::plan_prober(scenario base, double load_rps, unsigned threads,
                         const std::atomic<bool>& interrupted, bool show_progress)
    : base_(std::move(base)),
      load_rps_(load_rps),
      threads_(threads),
      interrupted_(interrupted),
      display_(show_progress) {}

std::uint32_t plan_prober::ask(const capacity_probe& probe) {
  if (!is_cut_short())
    run_what_is_missing(probe);
  if (is_cut_short())
    return 0;
  const auto digest = digest_of(probe);
  probes_.push_back(digest);
  return digest.met;
}

scenario plan_prober::scenario_for(const run_key& key) const {
  const auto& [workers, percent, seed] = key;
  auto s = base_;
  s.extractor.workers = workers;
  s.load = with_mean_rate(s.load, s.duration_measured, load_rps_ * percent / 100).value();
  s.seed += seed;
  return s;
}

void plan_prober::run_what_is_missing(const capacity_probe& probe) {
  std::vector<run_key> missing;
  for (std::uint32_t seed = 0; seed < probe.seeds; ++seed)
    if (const run_key key{probe.workers, probe.load_percent, seed}; !runs_.contains(key))
      missing.push_back(key);

  std::vector<run_result> found(missing.size());
  const auto run_one = [&](std::size_t i) {
    const auto s = scenario_for(missing[i]);
    found[i] = without_details(run_scenario(s, *inputs_.of(s).value(), interrupted_));
  };
  parallel_watch watch;
  watch.progress = [&](std::size_t) {
    if (display_.is_due())
      display_.show(fmt::format("plan  {} probes done, now {} workers at {} % of the load", probes_.size(),
                                probe.workers, probe.load_percent));
  };
  in_parallel(missing.size(), threads_, run_one, watch);
  for (std::size_t i = 0; i < missing.size(); ++i) {
    broken_ = broken_ || found[i].broken;
    runs_.emplace(missing[i], std::move(found[i]));
  }
}

std::vector<const run_result*> plan_prober::results_of(const capacity_probe& probe) const {
  std::vector<const run_result*> results;
  for (std::uint32_t seed = 0; seed < probe.seeds; ++seed)
    results.push_back(&runs_.at({probe.workers, probe.load_percent, seed}));
  return results;
}

plan_probe plan_prober::digest_of(const capacity_probe& probe) const {
  plan_probe digest{probe.workers, load_rps_ * probe.load_percent / 100, probe.seeds, 0, {}, {}, {}, false};
  double busy = 0;
  for (const auto* r : results_of(probe)) {
    digest.met += r->verdict == verdict::passed ? 1 : 0;
    digest.invalid = digest.invalid || r->verdict == verdict::invalid;
    keep_worst(digest.latency_p95_ms, r->metric("latency_p95"), true);
    keep_worst(digest.success_rate, r->metric("success_rate"), false);
    busy += r->metric("worker_utilization").value_or(0);
  }
  digest.worker_utilization = busy / probe.seeds;
  return digest;
}

} // namespace simrun
