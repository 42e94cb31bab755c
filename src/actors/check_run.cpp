#include "actors/check_run.hpp"

#include "load/scaled_load.hpp"

#include <algorithm>

namespace simrun {

namespace {

using namespace std::chrono_literals;

/// More messages than that no request causes: it arrives, asks the cache, is sent to a worker and reported,
/// twice, and to the fallback, stored and told, and some of them are copied.
constexpr std::uint64_t messages_per_request = 16;
/// Whatever is due at a moment on a real machine is done within it.
constexpr duration real_tick = 20ms;
/// How long the dispatcher leaves a late worker alone, in attempt timeouts, and how often its breaker may
/// open again before it has seen that all is well.
constexpr int patience_max = 16;
constexpr int reopenings = 3;

duration cache_skew_of(const scenario& s) {
  duration ahead{};
  for (const auto& f : s.faults)
    if (f.what == fault_kind::skew)
      ahead += std::chrono::abs(f.extra);
  return ahead;
}

std::uint64_t most_requests_in(const scenario& s, duration length) {
  std::uint64_t most = 0;
  for (const auto& group : load_groups(s))
    most += most_requests(group.load, length);
  return most;
}

/// A generator that comes up issues at once what was due while it was down.
duration longest_silence(const scenario& s) {
  auto longest = s.supervisor.restart_delay_max;
  for (const auto& f : s.faults)
    if (f.what == fault_kind::kill && f.lasts)
      longest = std::max(longest, *f.lasts);
  return longest;
}

/// Requests that may be open at a time. Of loads that change, all of the run: that is a bound too.
std::uint64_t most_open(const scenario& s, duration tick) {
  const auto groups = load_groups(s);
  const auto is_steady = [](const load_group& g) { return g.load.shape == load_shape::constant; };
  const auto whole = s.warmup + s.duration_measured;
  const auto open_for = s.extractor.timeout + tick + longest_silence(s);
  return most_requests_in(s, std::ranges::all_of(groups, is_steady) ? std::min(open_for, whole) : whole);
}

} // namespace

run_bounds bounds_of_run(const scenario& s, const run_inputs& inputs) {
  run_bounds b;
  b.timeout = s.extractor.timeout;
  b.tick = s.clock == clock_kind::real ? real_tick : duration(0);
  b.aftermath = s.extractor.timeout + patience_max * attempt_timeout(s) +
                reopenings * s.dispatcher.breaker.open_for + s.supervisor.restart_delay_max + 1s;
  b.cache_ttl = s.cache.ttl;
  b.cache_skew = cache_skew_of(s) + b.tick;
  b.windows_may_be_bad = !inputs.market.all_finite();
  b.queue_max = s.extractor.queue_max;
  b.batch_max = s.extractor.batch_max;
  b.in_hands_max = std::uint64_t{s.extractor.workers} * s.extractor.batch_max;
  b.open_max = most_open(s, b.tick);
  b.messages_max = messages_per_request * most_requests_in(s, s.warmup + s.duration_measured) + 1000;
  return b;
}

checked_result run_and_check(const scenario& s, const run_inputs& inputs, const run_watch& watch) {
  const auto* trace = watch.trace;
  run_audit audit(trace ? [trace] { return trace->count(); } : std::function<std::uint64_t()>());
  auto audited = watch;
  audited.audit = &audit;
  checked_result r;
  r.result = run_scenario(s, inputs, audited);
  r.audit = audit.total();
  r.first_sign = audit.first_sign();
  if (!r.result.interrupted)
    r.violations = check_invariants({r.result, r.audit, bounds_of_run(s, inputs)});
  return r;
}

} // namespace simrun
