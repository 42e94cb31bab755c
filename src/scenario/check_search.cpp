#include "scenario/check_search.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

bool is_of_the_search(const requirement& r) {
  return r.metric == "max_throughput_rps";
}

bool decides_a_rate(const requirement& r) {
  return r.severity == severity::critical && !is_of_the_search(r);
}

void check_found_rate(const scenario& s, const keys_seen& seen, problem_log& log) {
  for (std::size_t i = 0; i < s.requirements.size(); ++i)
    if (const auto at = seen.place_of(fmt::format("require[{}].that", i));
        at && is_of_the_search(s.requirements[i]))
      log.add(*at, "'max_throughput_rps' is what a [search] finds, and there is none");
}

void check_limits(const search_config& search, const keys_seen& seen, problem_log& log) {
  const auto place = [&](const char* key) { return seen.place_of(key).value_or(position{}); };
  if (seen.place_of("search.rps_max") && seen.place_of("search.rps_min") &&
      seen.all_sound({"search.rps_min", "search.rps_max"}) && search.rps_max <= search.rps_min)
    log.add(place("search.rps_max"),
            fmt::format("'search.rps_max' must be above 'search.rps_min' ({}), got {}", search.rps_min,
                        search.rps_max));
  if (seen.all_sound({"search.probe", "search.probe_max"}) && search.probe_max < search.probe)
    log.add(seen.place_of("search.probe_max").value_or(place("search.probe")),
            fmt::format("'search.probe_max' must be at least 'search.probe' ({}), got \"{}\"",
                        to_text(search.probe), to_text(search.probe_max)));
}

/// All rates of one load are multiplied, so it must have rates, and be one.
void check_scalable(const scenario& s, const keys_seen& seen, position search_at, problem_log& log) {
  if (!s.groups.empty())
    return log.add(seen.place_of("load.group").value_or(search_at),
                   "a [search] changes the rate of a single load, and there are load groups");
  if (!seen.sound("load.pattern"))
    return;
  const auto at = seen.place_of("load.pattern").value_or(search_at);
  if (s.load.shape == load_shape::replay)
    log.add(at, "a [search] changes the rate of the load, and that of a replay is what it is");
  if (s.load.shape == load_shape::closed)
    log.add(at, "a [search] changes the rate of the load, and that of a closed one follows the answers");
}

} // namespace

void settle_search(scenario& s) {
  if (s.search)
    s.duration_measured = s.search->probe;
}

void check_search(const scenario& s, const keys_seen& seen, problem_log& log) {
  if (!s.search)
    return check_found_rate(s, seen, log);
  check_limits(*s.search, seen, log);
  const auto at = seen.place_of("search.rps_min").value_or(position{});
  if (const auto duration_at = seen.place_of("duration"))
    log.add(*duration_at, "'duration' is not for a [search]: 'search.probe' is how long its runs are");
  check_scalable(s, seen, at, log);
  if (std::ranges::none_of(s.requirements, decides_a_rate))
    log.add(at, "a [search] has nothing to decide by: add a critical [[require]], such as that = "
                "\"latency_p95 < 100 ms\"");
}

} // namespace simrun
