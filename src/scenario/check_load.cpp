#include "scenario/check_load.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

std::string stage_key(std::size_t index, std::string_view key) {
  return fmt::format("load.stage[{}].{}", index, key);
}

/// The keys of one load: of the only one, or of a group. All here speak of them as those of [load].
class load_keys {
public:
  load_keys(const keys_seen& seen, std::string prefix) : seen_(seen), prefix_(std::move(prefix)) {}

  std::optional<position> place_of(std::string_view key) const { return seen_.place_of(named(key)); }
  bool sound(std::string_view key) const { return seen_.sound(named(key)); }
  bool all_sound(std::initializer_list<std::string_view> keys) const {
    return std::ranges::all_of(keys, [this](std::string_view key) { return sound(key); });
  }

private:
  std::string named(std::string_view key) const {
    constexpr std::string_view table = "load.";
    return key.starts_with(table) ? prefix_ + "." + std::string(key.substr(table.size())) : std::string(key);
  }

  const keys_seen& seen_;
  std::string prefix_;
};

void check_spike(const load_group& s, const load_keys& seen, problem_log& log) {
  const auto at = seen.place_of("load.spike_duration");
  if (!at || !seen.place_of("load.spike_every") ||
      !seen.all_sound({"load.spike_duration", "load.spike_every"}))
    return;
  if (s.load.spike_duration >= s.load.spike_every)
    log.add(*at, fmt::format("'load.spike_duration' must be shorter than 'load.spike_every' ({}), got \"{}\"",
                             to_text(s.load.spike_every), to_text(s.load.spike_duration)));
}

void check_ramp(const load_group& s, const load_keys& seen, problem_log& log) {
  if (const auto at = seen.place_of("load.end_rps"); at &&
                                                     seen.all_sound({"load.start_rps", "load.end_rps"}) &&
                                                     s.load.start_rps == 0 && s.load.end_rps == 0)
    log.add(*at, "'load.end_rps' and 'load.start_rps' are both 0, so there is no load");
}

void check_steps(const load_group& s, const load_keys& seen, problem_log& log) {
  if (const auto at = seen.place_of("load.step_rps");
      at && seen.sound("load.step_rps") &&
      std::ranges::count(s.load.step_rps, 0) == std::ssize(s.load.step_rps))
    log.add(*at, "'load.step_rps' has only zeros, so there is no load");
}

/// Either the one rate, or both of the two.
bool check_rates(std::size_t i, const load_keys& seen, position stage_at, problem_log& log) {
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

void check_stages(const load_group& s, const load_keys& seen, problem_log& log) {
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

void check_window_sizes(const load_group& s, const load_keys& seen, problem_log& log) {
  for (std::size_t i = 0; i < s.mix.sizes.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (const auto at = seen.place_of(fmt::format("load.window[{}].bars", i));
          at && s.mix.sizes[i].bars == s.mix.sizes[j].bars &&
          seen.sound(fmt::format("load.window[{}].bars", i)) &&
          seen.sound(fmt::format("load.window[{}].bars", j)))
        log.add(*at, fmt::format("there are two windows of {} bars", s.mix.sizes[i].bars));
}

void check_closed(const load_group& s, const load_keys& seen, problem_log& log) {
  if (const auto at = seen.place_of("load.requests");
      at && seen.all_sound({"load.requests", "load.concurrency"}) && s.load.requests < s.load.concurrency)
    log.add(*at, fmt::format("'load.requests' must be at least 'load.concurrency' ({}), got {}: some users "
                             "would have none",
                             s.load.concurrency, s.load.requests));
}

/// A user's requests one after the other, each timed out. Whoever thinks at random may think for longer than
/// on average, and a generator that is killed is away for a while.
duration time_for_all(const load_group& s, duration timeout) {
  constexpr double longest_s = 1000 * 3600;
  const double rounds = std::ceil(static_cast<double>(s.load.requests) / s.load.concurrency);
  const double pause_s = s.think_time ? in_seconds(s.think_time->mean()) : 0;
  const double all_s = rounds * (in_seconds(timeout) + 2 * pause_s) + 10 * pause_s + 10;
  return from_seconds(std::min(std::ceil(all_s), longest_s));
}

/// Where the keys of a load were noted.
std::string prefix_of(const scenario& s, std::size_t index) {
  return s.groups.empty() ? "load" : fmt::format("load.group[{}]", index);
}

void settle_one(load_pattern& load, const load_keys& seen, duration measured) {
  if (load.shape == load_shape::ramp && !seen.place_of("load.ramp_duration"))
    load.ramp_duration = measured;
  for (std::size_t i = 0; i < load.stages.size(); ++i)
    if (seen.place_of(stage_key(i, "rps")))
      load.stages[i].end_rps = load.stages[i].start_rps;
}

void check_one(const load_group& s, const load_keys& seen, problem_log& log) {
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

/// Groups have names that are all different, and the run ends with its duration for all of them.
void check_groups(const scenario& s, const keys_seen& seen, problem_log& log) {
  for (std::size_t i = 0; i < s.groups.size(); ++i) {
    const auto name_at = seen.place_of(prefix_of(s, i) + ".name");
    const auto same = [&](const load_group& other) { return other.name == s.groups[i].name; };
    if (name_at && std::any_of(s.groups.begin(), s.groups.begin() + static_cast<std::ptrdiff_t>(i), same))
      log.add(*name_at, fmt::format("there are two load groups '{}'", s.groups[i].name));
    if (const auto at = seen.place_of(prefix_of(s, i) + ".requests"))
      log.add(*at, "a group can't end the run: 'requests' is for a single load; leave it out, and the group "
                   "goes on for 'duration'");
  }
}

} // namespace

void settle_load(scenario& s, const keys_seen& seen) {
  if (s.groups.empty()) {
    const load_keys keys(seen, "load");
    if (ends_by_count(s.load) && !seen.place_of("duration"))
      s.duration_measured = time_for_all(load_groups(s).front(), s.extractor.timeout);
    settle_one(s.load, keys, s.duration_measured);
  }
  for (std::size_t i = 0; i < s.groups.size(); ++i)
    settle_one(s.groups[i].load, load_keys(seen, prefix_of(s, i)), s.duration_measured);
  for (auto& rule : s.requirements)
    for (std::size_t i = 0; i < s.groups.size(); ++i)
      if (!rule.group.empty() && s.groups[i].name == rule.group)
        rule.group_index = i;
}

void check_load(const scenario& s, const keys_seen& seen, problem_log& log) {
  const auto groups = load_groups(s);
  const auto has_sizes = [](const load_group& group) { return !group.mix.sizes.empty(); };
  if (const auto at = seen.place_of("market.window"); at && std::ranges::all_of(groups, has_sizes))
    log.add(*at, "'market.window' is not asked for where there is [[load.window]]; leave one of them out");
  for (std::size_t i = 0; i < groups.size(); ++i)
    check_one(groups[i], load_keys(seen, prefix_of(s, i)), log);
  check_groups(s, seen, log);
}

} // namespace simrun
