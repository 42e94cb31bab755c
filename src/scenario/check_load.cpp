#include "scenario/check_load.hpp"

#include "scenario/load_keys.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <ranges>

namespace simrun {

namespace {

void check_ramp(const load_pattern& load, const load_keys& keys, problem_log& log) {
  const auto at = keys.place_of("end_rps");
  if (at && keys.all_sound({"start_rps", "end_rps"}) && load.start_rps == 0 && load.end_rps == 0)
    log.add(*at, fmt::format("{} and {} are both 0, so there is no load", keys.quoted("end_rps"),
                             keys.quoted("start_rps")));
}

void check_steps(const load_pattern& load, const load_keys& keys, problem_log& log) {
  const auto at = keys.place_of("step_rps");
  if (at && keys.sound("step_rps") && std::ranges::count(load.step_rps, 0) == std::ssize(load.step_rps))
    log.add(*at, fmt::format("{} has only zeros, so there is no load", keys.quoted("step_rps")));
}

void check_spike(const load_pattern& load, const load_keys& keys, problem_log& log) {
  const auto at = keys.place_of("spike_duration");
  if (at && keys.place_of("spike_every") && keys.all_sound({"spike_duration", "spike_every"}) &&
      load.spike_duration >= load.spike_every)
    log.add(*at,
            fmt::format("{} must be shorter than {} ({}), got \"{}\"", keys.quoted("spike_duration"),
                        keys.quoted("spike_every"), to_text(load.spike_every), to_text(load.spike_duration)));
}

/// Either the one rate, or both of the two.
bool check_rates(std::size_t i, const load_keys& keys, position stage_at, problem_log& log) {
  const auto one = keys.place_of(item_key("stage", i, "rps"));
  const auto start = keys.place_of(item_key("stage", i, "start_rps"));
  const auto end = keys.place_of(item_key("stage", i, "end_rps"));
  const bool sound = one ? !start && !end : start && end;
  if (sound)
    return true;
  if (one)
    log.add(start ? *start : *end, "a stage has either 'rps', or 'start_rps' and 'end_rps'");
  else
    log.add(start ? *start : end ? *end : stage_at, "a stage needs 'rps', or both 'start_rps' and 'end_rps'");
  return false;
}

void check_stages(const load_pattern& load, const load_keys& keys, problem_log& log) {
  const auto at = keys.place_of("stage");
  if (!at)
    return;
  const auto& stages = load.stages;
  bool sound = !stages.empty();
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const auto stage_at = keys.place_of(item_key("stage", i, "duration")).value_or(*at);
    sound = check_rates(i, keys, stage_at, log) && sound &&
            keys.all_sound({item_key("stage", i, "rps"), item_key("stage", i, "start_rps"),
                            item_key("stage", i, "end_rps")});
  }
  const auto without_load = [](const load_stage& stage) {
    return stage.start_rps == 0 && stage.end_rps == 0;
  };
  if (sound && std::ranges::all_of(stages, without_load))
    log.add(*at, fmt::format("no {} has a rate above 0, so there is no load", keys.quoted("stage")));
}

/// In a group a number of requests means nothing: it is the run that would end with it.
void check_closed(const load_pattern& load, const load_keys& keys, problem_log& log) {
  const auto at = keys.place_of("requests");
  if (!at || !keys.all_sound({"requests", "concurrency"}))
    return;
  if (keys.of_a_group())
    log.add(*at, fmt::format("{} is not for a group: it would end the run, which goes on for 'duration'",
                             keys.quoted("requests")));
  else if (load.requests < load.concurrency)
    log.add(*at, fmt::format("{} must be at least {} ({}), got {}: some users would have none",
                             keys.quoted("requests"), keys.quoted("concurrency"), load.concurrency,
                             load.requests));
}

void check_window_sizes(const std::vector<window_size>& sizes, const load_keys& keys, problem_log& log) {
  for (std::size_t i = 0; i < sizes.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (const auto at = keys.place_of(item_key("window", i, "bars"));
          at && sizes[i].bars == sizes[j].bars &&
          keys.all_sound({item_key("window", i, "bars"), item_key("window", j, "bars")}))
        log.add(*at, fmt::format("there are two windows of {} bars", sizes[i].bars));
}

void check_shape(const load_pattern& load, const load_keys& keys, problem_log& log) {
  if (!keys.place_of("pattern") || !keys.sound("pattern"))
    return;
  switch (load.shape) {
  case load_shape::ramp:
    return check_ramp(load, keys, log);
  case load_shape::step:
    return check_steps(load, keys, log);
  case load_shape::spike:
    return check_spike(load, keys, log);
  case load_shape::stages:
    return check_stages(load, keys, log);
  case load_shape::closed:
    return check_closed(load, keys, log);
  case load_shape::constant:
  case load_shape::replay:
  case load_shape::environments:
    break;
  }
}

void check_names(const scenario& s, const keys_seen& seen, problem_log& log) {
  for (std::size_t i = 0; i < s.groups.size(); ++i) {
    const auto at = load_keys(s, i, seen).place_of("name");
    const auto same = [&](const load_group& other) { return other.name == s.groups[i].name; };
    if (at && std::ranges::any_of(s.groups | std::views::take(i), same))
      log.add(*at, fmt::format("there are two load groups '{}'", s.groups[i].name));
  }
}

} // namespace

void check_load(const scenario& s, const keys_seen& seen, problem_log& log) {
  const auto loads = load_groups(s);
  const auto has_sizes = [](const load_group& group) { return !group.mix.sizes.empty(); };
  if (const auto at = seen.place_of("market.window"); at && std::ranges::all_of(loads, has_sizes))
    log.add(*at, fmt::format("'market.window' is not asked for where there is [[{}]]; leave one of them out",
                             s.groups.empty() ? "load.window" : "load.group.window"));
  for (std::size_t i = 0; i < loads.size(); ++i) {
    const load_keys keys(s, i, seen);
    check_window_sizes(loads[i].mix.sizes, keys, log);
    check_shape(loads[i].load, keys, log);
  }
  check_names(s, seen, log);
}

} // namespace simrun
