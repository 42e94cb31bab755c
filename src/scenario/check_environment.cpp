#include "scenario/check_environment.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

/// A step may wait for the deadline of its requests, and an agent that thinks at random for longer than on
/// average.
duration time_for_all(const scenario& s) {
  constexpr double longest_s = 1000 * 3600;
  const auto& e = *s.environment;
  const double steps = static_cast<double>(e.episodes) * (e.episode_steps ? e.episode_steps : 10'000);
  const double pause_s = e.think_time ? in_seconds(e.think_time->mean()) : 0;
  const double all_s = steps * (in_seconds(s.extractor.timeout) + 2 * pause_s) + 10 * pause_s + 10;
  return from_seconds(std::min(std::ceil(all_s), longest_s));
}

bool replays(const environment_config& e) {
  return std::ranges::count(e.policies, static_cast<std::size_t>(policy_kind::replay)) > 0;
}

void check_actions(const environment_config& e, position at, const keys_seen& seen, problem_log& log) {
  if (!seen.all_sound({"environment.policies", "environment.actions"}))
    return;
  const auto policies_at = seen.place_of("environment.policies").value_or(at);
  const auto actions_at = seen.place_of("environment.actions");
  if (replays(e) && !actions_at)
    log.add(policies_at, "'environment.actions' is missing: the policy \"replay\" needs it");
  if (!replays(e) && actions_at)
    log.add(*actions_at, "'environment.actions' is only for the policy \"replay\"");
}

/// Of a file it is known only when it is read.
void check_symbols(const scenario& s, position at, const keys_seen& seen, problem_log& log) {
  const auto& e = *s.environment;
  if (!seen.all_sound({"market.source", "market.symbols", "environment.symbols"}))
    return;
  const auto there = s.market.made_up() ? std::size_t{s.market.symbols} : s.market.sources.size();
  if (e.symbols > there)
    log.add(seen.place_of("environment.symbols").value_or(at),
            fmt::format("'environment.symbols' must be at most the market's ({}), got {}", there, e.symbols));
}

} // namespace

void settle_environment(scenario& s, const keys_seen& seen) {
  if (!s.environment)
    return;
  s.load.shape = load_shape::environments;
  s.load.episodes = s.environment->episodes;
  s.environment->trading.lookback_window = s.market.window;
  s.environment->trading.enable_feature_caching = s.cache.enabled;
  s.environment->trading.feature_cache_size = s.cache.capacity;
  s.environment->trading.enable_fallback = s.fallback.enabled;
  if (ends_by_count(s.load) && !seen.place_of("duration"))
    s.duration_measured = time_for_all(s);
}

void check_environment(const scenario& s, const keys_seen& seen, problem_log& log) {
  if (!s.environment)
    return;
  const auto at = seen.place_of("environment.environments").value_or(position{});
  check_actions(*s.environment, at, seen, log);
  check_symbols(s, at, seen, log);
  if (s.search)
    log.add(at, "a [search] changes the rate of the load, and that of environments follows the answers");
}

} // namespace simrun
