#include "scenario/settle_load.hpp"

#include "scenario/load_keys.hpp"

#include <algorithm>
#include <cmath>

namespace simrun {

namespace {

/// A user's requests one after the other, each timed out. Whoever thinks at random may think for longer than
/// on average, and a generator that is killed is away for a while.
duration time_for_all(const scenario& s) {
  constexpr double longest_s = 1000 * 3600;
  const double rounds = std::ceil(static_cast<double>(s.load.requests) / s.load.concurrency);
  const double pause_s = s.think_time ? in_seconds(s.think_time->mean()) : 0;
  const double all_s = rounds * (in_seconds(s.extractor.timeout) + 2 * pause_s) + 10 * pause_s + 10;
  return from_seconds(std::min(std::ceil(all_s), longest_s));
}

void settle_one(load_pattern& load, const load_keys& keys, duration measured) {
  if (load.shape == load_shape::ramp && !keys.place_of("ramp_duration"))
    load.ramp_duration = measured;
  for (std::size_t i = 0; i < load.stages.size(); ++i)
    if (keys.place_of(item_key("stage", i, "rps")))
      load.stages[i].end_rps = load.stages[i].start_rps;
}

/// A requirement of a group that is not there stays without an index.
void find_groups(scenario& s) {
  for (auto& rule : s.requirements)
    if (const auto found = std::ranges::find(s.groups, rule.group, &load_group::name);
        !rule.group.empty() && found != s.groups.end())
      rule.group_index = static_cast<std::size_t>(found - s.groups.begin());
}

} // namespace

void settle_load(scenario& s, const keys_seen& seen) {
  if (s.groups.empty() && ends_by_count(s.load) && !seen.place_of("duration"))
    s.duration_measured = time_for_all(s);
  if (s.groups.empty())
    settle_one(s.load, load_keys(s, 0, seen), s.duration_measured);
  for (std::size_t i = 0; i < s.groups.size(); ++i)
    settle_one(s.groups[i].load, load_keys(s, i, seen), s.duration_measured);
  find_groups(s);
}

} // namespace simrun
