#include "scenario/check_together.hpp"

#include "chaos/fault_check.hpp"
#include "scenario/check_environment.hpp"
#include "scenario/check_load.hpp"
#include "scenario/check_search.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <ranges>

namespace simrun {

namespace {

/// On the real clock each worker is a thread with a network of its own; on the virtual one, a number.
constexpr std::uint32_t real_workers_max = 256;
/// About 2 GB with the input columns.
constexpr std::uint64_t synthetic_bars_max = 10'000'000;
/// A cgroup's quota is no finer: a millisecond of every 100.
constexpr double cpu_limit_cores_min = 0.01;

/// What asks for the longest window.
std::string_view key_of_longest(const scenario& s) {
  const auto loads = load_groups(s);
  const auto has_sizes = [](const load_group& group) { return !group.mix.sizes.empty(); };
  if (longest_window(s) == s.market.window && !std::ranges::all_of(loads, has_sizes))
    return "'market.window'";
  return s.groups.empty() ? "the longest 'load.window'" : "the longest 'load.group.window'";
}

void check_market(const scenario& s, const keys_seen& seen, problem_log& log) {
  const auto& m = s.market;
  if (!m.made_up() || !seen.all_sound({"market.source", "market.window", "market.symbols", "market.bars"}))
    return;
  const auto window_at = seen.place_of("market.window");
  const auto bars_at = seen.place_of("market.bars");
  const auto symbols_at = seen.place_of("market.symbols");
  const auto longest = longest_window(s);
  if (m.bars < longest)
    log.add(
        bars_at ? *bars_at : window_at.value_or(position{}),
        fmt::format("'market.bars' must be at least {} ({}), got {}", key_of_longest(s), longest, m.bars));
  if (const auto bars = std::uint64_t{m.symbols} * m.bars; bars > synthetic_bars_max)
    log.add(symbols_at ? *symbols_at : bars_at.value_or(position{}),
            fmt::format("'market.symbols' times 'market.bars' must be at most {}, got {}", synthetic_bars_max,
                        bars));
}

void check_workers(const scenario& s, const keys_seen& seen, problem_log& log) {
  const auto at = seen.place_of("extractor.workers");
  if (at && s.clock == clock_kind::real && seen.all_sound({"clock", "extractor.workers"}) &&
      s.extractor.workers > real_workers_max)
    log.add(*at, fmt::format("'extractor.workers' must be at most {} on the real clock, got {}",
                             real_workers_max, s.extractor.workers));
}

void check_limits(const scenario& s, const keys_seen& seen, problem_log& log) {
  const auto at = seen.place_of("limits.cpu_limit_cores");
  const double cores = s.limits.cpu_limit_cores;
  if (!at || !seen.sound("limits.cpu_limit_cores") || cores == 0)
    return;
  if (cores < cpu_limit_cores_min)
    log.add(*at, fmt::format("'limits.cpu_limit_cores' must be at least {}, or 0 for no limit, got {}",
                             cpu_limit_cores_min, cores));
  if (seen.sound("clock") && s.clock == clock_kind::virtual_time)
    log.add(*at, "'limits.cpu_limit_cores' is for the real clock: on the virtual one work takes the time of "
                 "'extractor.service' and no processor; set it to 0");
}

/// A calibration is for the lengths of window it was made with.
void check_service(const service_model& service, std::string_view key, const scenario& s,
                   const keys_seen& seen, problem_log& log) {
  const auto* measured = service.calibration();
  if (!measured || !seen.all_sound({key, "market.window", "load.window"}))
    return;
  for (const auto& size : window_sizes(s))
    if (!find_window(*measured, size.bars))
      log.add(seen.place_of(key).value_or(position{}),
              fmt::format("'{}' was measured with windows of {} bars, not {}; 'simrun calibrate --window {}' "
                          "measures those",
                          key, windows_in(*measured), size.bars, size.bars));
}

void check_zones(const scenario& s, const keys_seen& seen, problem_log& log) {
  for (std::size_t i = 0; i < s.zones.size(); ++i) {
    const auto at = seen.place_of(fmt::format("zone[{}].name", i)).value_or(position{});
    if (seen.sound("clock") && s.clock == clock_kind::real)
      log.add(
          at,
          "[[zone]] is a model for the virtual clock; on the real one the extractors are where the run is");
    if (s.zones[i].delay.calibration())
      log.add(seen.place_of(fmt::format("zone[{}].delay", i)).value_or(at),
              "'zone.delay' must be constant, exponential or lognormal: a calibration holds no network");
    const auto same = [&](const zone_config& other) { return other.name == s.zones[i].name; };
    if (std::ranges::any_of(s.zones | std::views::take(i), same))
      log.add(at, fmt::format("there are two zones '{}'", s.zones[i].name));
  }
}

/// A timeout past the deadline would never come.
void check_timeout(std::string_view key, duration timeout, const scenario& s, const keys_seen& seen,
                   problem_log& log) {
  const auto at = seen.place_of(key);
  if (at && seen.all_sound({key, "extractor.timeout"}) && timeout > s.extractor.timeout)
    log.add(*at, fmt::format("'{}' must be at most 'extractor.timeout' ({}), got \"{}\"", key,
                             to_text(s.extractor.timeout), to_text(timeout)));
}

void check_restarts(const scenario& s, const keys_seen& seen, problem_log& log) {
  const auto at = seen.place_of("supervisor.restart_delay_max");
  if (at && seen.all_sound({"supervisor.restart_delay", "supervisor.restart_delay_max"}) &&
      s.supervisor.restart_delay_max < s.supervisor.restart_delay)
    log.add(*at, fmt::format(
                     "'supervisor.restart_delay_max' must be at least 'supervisor.restart_delay' ({}), got "
                     "\"{}\"",
                     to_text(s.supervisor.restart_delay), to_text(s.supervisor.restart_delay_max)));
}

void check_requirements(const scenario& s, const keys_seen& seen, problem_log& log) {
  for (std::size_t i = 0; i < s.requirements.size(); ++i) {
    const auto& r = s.requirements[i];
    const auto at = seen.place_of(fmt::format("require[{}].that", i));
    const auto abort_at = seen.place_of(fmt::format("require[{}].abort", i));
    if (!at || !seen.sound(fmt::format("require[{}].that", i)))
      continue;
    if (!r.group.empty() && !r.group_index)
      log.add(*at, fmt::format("there is no load group '{}'", r.group));
    if (r.window && seen.sound("duration") && r.grace + *r.window > s.duration_measured)
      log.add(*at,
              fmt::format("'{}' has no window: the run ends at {}", r.text, to_text(s.duration_measured)));
    if (r.abort && r.severity == severity::warning)
      log.add(*abort_at, "a warning ends no run; 'abort' is for critical requirements");
    else if (r.abort && !can_be_lost_early(r))
      log.add(*abort_at,
              fmt::format("whether '{}' holds is known at the end only, so it can't 'abort'", r.text));
  }
}

void check_schedule(const scenario& s, const keys_seen& seen, problem_log& log) {
  if (s.seeds.schedule && s.clock == clock_kind::real && seen.sound("clock"))
    log.add(
        *seen.place_of("seeds.schedule"),
        "only the virtual clock can order events by a seed; leave 'schedule' out or use clock = \"virtual\"");
}

void check_chaos(const scenario& s, const keys_seen& seen, problem_log& log) {
  if (!seen.all_sound(
          {"duration", "extractor.workers", "cache.enabled", "fallback.enabled", "supervisor.restart_delay"}))
    return;
  std::vector<fault_spec> sound;
  std::vector<position> places;
  for (std::size_t i = 0; i < s.faults.size(); ++i) {
    const auto name = fmt::format("fault[{}].do", i);
    if (const auto at = seen.place_of(name); at && seen.sound(name)) {
      sound.push_back(s.faults[i]);
      places.push_back(*at);
    }
  }
  for (auto& [index, message] : check_faults(sound, bounds_of_faults(s)))
    log.add(places[index], std::move(message));
}

} // namespace

void check_together(const scenario& s, const keys_seen& seen, problem_log& log) {
  check_load(s, seen, log);
  check_environment(s, seen, log);
  check_market(s, seen, log);
  check_workers(s, seen, log);
  check_limits(s, seen, log);
  check_service(s.extractor.service, "extractor.service", s, seen, log);
  check_service(s.fallback.service, "fallback.service", s, seen, log);
  check_zones(s, seen, log);
  check_timeout("dispatcher.attempt_timeout", s.dispatcher.attempt_timeout, s, seen, log);
  check_timeout("dispatcher.probe_timeout", s.dispatcher.probe_timeout, s, seen, log);
  check_restarts(s, seen, log);
  check_requirements(s, seen, log);
  check_search(s, seen, log);
  check_schedule(s, seen, log);
  check_chaos(s, seen, log);
}

} // namespace simrun
