#include "scenario/check_load.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

std::string stage_key(std::size_t index, std::string_view key) {
  return fmt::format("load.stage[{}].{}", index, key);
}

void check_spike(const scenario& s, const keys_seen& seen, problem_log& log) {
  const auto at = seen.place_of("load.spike_duration");
  if (!at || !seen.place_of("load.spike_every") ||
      !seen.all_sound({"load.spike_duration", "load.spike_every"}))
    return;
  if (s.load.spike_duration >= s.load.spike_every)
    log.add(*at, fmt::format("'load.spike_duration' must be shorter than 'load.spike_every' ({}), got \"{}\"",
                             to_text(s.load.spike_every), to_text(s.load.spike_duration)));
}

void check_ramp(const scenario& s, const keys_seen& seen, problem_log& log) {
  if (const auto at = seen.place_of("load.end_rps"); at &&
                                                     seen.all_sound({"load.start_rps", "load.end_rps"}) &&
                                                     s.load.start_rps == 0 && s.load.end_rps == 0)
    log.add(*at, "'load.end_rps' and 'load.start_rps' are both 0, so there is no load");
}

void check_steps(const scenario& s, const keys_seen& seen, problem_log& log) {
  if (const auto at = seen.place_of("load.step_rps");
      at && seen.sound("load.step_rps") &&
      std::ranges::count(s.load.step_rps, 0) == std::ssize(s.load.step_rps))
    log.add(*at, "'load.step_rps' has only zeros, so there is no load");
}

/// Either the one rate, or both of the two.
bool check_rates(std::size_t i, const keys_seen& seen, position stage_at, problem_log& log) {
  const auto one = seen.place_of(stage_key(i, "rps"));
  const auto start = seen.place_of(stage_key(i, "start_rps"));
  const auto end = seen.place_of(stage_key(i, "end_rps"));
  const bool sound = one ? !start && !end : start && end;
  if (sound)
    return true;
  if (one)
    log.add(start ? *start : *end, "a stage has either 'rps', or 'start_rps' and 'end_rps'");
  else
    log.add(start ? *start : end ? *end : stage_at, "a stage needs 'rps', or both 'start_rps' and 'end_rps'");
  return false;
}

void check_stages(const scenario& s, const keys_seen& seen, problem_log& log) {
  const auto at = seen.place_of("load.stage");
  if (!at)
    return;
  const auto& stages = s.load.stages;
  bool sound = !stages.empty();
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const auto stage_at = seen.place_of(stage_key(i, "duration")).value_or(*at);
    sound = check_rates(i, seen, stage_at, log) && sound && seen.sound(stage_key(i, "rps")) &&
            seen.sound(stage_key(i, "start_rps")) && seen.sound(stage_key(i, "end_rps"));
  }
  const auto without_load = [](const load_stage& stage) {
    return stage.start_rps == 0 && stage.end_rps == 0;
  };
  if (sound && std::ranges::all_of(stages, without_load))
    log.add(*at, "no 'load.stage' has a rate above 0, so there is no load");
}

void check_window_sizes(const scenario& s, const keys_seen& seen, problem_log& log) {
  if (s.mix.sizes.empty())
    return;
  if (const auto at = seen.place_of("market.window"))
    log.add(*at, "'market.window' is not asked for where there is [[load.window]]; leave one of them out");
  for (std::size_t i = 0; i < s.mix.sizes.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (const auto at = seen.place_of(fmt::format("load.window[{}].bars", i));
          at && s.mix.sizes[i].bars == s.mix.sizes[j].bars &&
          seen.sound(fmt::format("load.window[{}].bars", i)) &&
          seen.sound(fmt::format("load.window[{}].bars", j)))
        log.add(*at, fmt::format("there are two windows of {} bars", s.mix.sizes[i].bars));
}

void check_closed(const scenario& s, const keys_seen& seen, problem_log& log) {
  if (const auto at = seen.place_of("load.requests");
      at && seen.all_sound({"load.requests", "load.concurrency"}) && s.load.requests < s.load.concurrency)
    log.add(*at, fmt::format("'load.requests' must be at least 'load.concurrency' ({}), got {}: some users "
                             "would have none",
                             s.load.concurrency, s.load.requests));
}

/// A user's requests one after the other, each timed out. Whoever thinks at random may think for longer than
/// on average, and a generator that is killed is away for a while.
duration time_for_all(const scenario& s) {
  constexpr double longest_s = 1000 * 3600;
  const double rounds = std::ceil(static_cast<double>(s.load.requests) / s.load.concurrency);
  const double pause_s = s.think_time ? in_seconds(s.think_time->mean()) : 0;
  const double all_s = rounds * (in_seconds(s.extractor.timeout) + 2 * pause_s) + 10 * pause_s + 10;
  return from_seconds(std::min(std::ceil(all_s), longest_s));
}

} // namespace

void settle_load(scenario& s, const keys_seen& seen) {
  if (s.load.shape == load_shape::ramp && !seen.place_of("load.ramp_duration"))
    s.load.ramp_duration = s.duration_measured;
  if (ends_by_count(s.load) && !seen.place_of("duration"))
    s.duration_measured = time_for_all(s);
  for (std::size_t i = 0; i < s.load.stages.size(); ++i)
    if (seen.place_of(stage_key(i, "rps")))
      s.load.stages[i].end_rps = s.load.stages[i].start_rps;
}

void check_load(const scenario& s, const keys_seen& seen, problem_log& log) {
  check_window_sizes(s, seen, log);
  if (!seen.place_of("load.pattern") || !seen.sound("load.pattern"))
    return;
  switch (s.load.shape) {
  case load_shape::ramp:
    return check_ramp(s, seen, log);
  case load_shape::step:
    return check_steps(s, seen, log);
  case load_shape::spike:
    return check_spike(s, seen, log);
  case load_shape::stages:
    return check_stages(s, seen, log);
  case load_shape::closed:
    return check_closed(s, seen, log);
  case load_shape::constant:
  case load_shape::replay:
    break;
  }
}

} // namespace simrun
