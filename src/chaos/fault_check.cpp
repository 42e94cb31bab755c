#include "chaos/fault_check.hpp"

#include "chaos/fault_form.hpp"
#include "chaos/fault_overlap.hpp"
#include "chaos/fault_reach.hpp"
#include "chaos/fault_times.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace simrun {

namespace {

std::string at_text(time_point t) {
  return to_text(t.time_since_epoch());
}

std::string names_of(std::span<const zone_workers> zones) {
  std::string names;
  for (const auto& z : zones)
    names += (names.empty() ? "'" : ", '") + z.name + "'";
  return names;
}

/// Why a fault that is not of messages, or one end of one that is, finds nothing to hit.
std::optional<std::string> check_presence(const fault_spec& fault, const fault_target& target,
                                          const fault_reach& reach, const fault_bounds& bounds) {
  if (!reach.empty())
    return std::nullopt;
  const auto workers = bounds.extractor_workers;
  if (target.index)
    return fmt::format("'{}' never fires: there is no {}; with {} worker{}, the last is extractor[{}]",
                       fault.text, to_text(target), workers, workers == 1 ? "" : "s", workers - 1);
  if (target.component == "zone" &&
      std::ranges::find(bounds.zones, target.zone, &zone_workers::name) == bounds.zones.end())
    return fmt::format("'{}' never fires: there is no zone '{}'; {}", fault.text, target.zone,
                       bounds.zones.empty() ? "zones are [[zone]] tables"
                                            : "zones are " + names_of(bounds.zones));
  if (target.component == "zone")
    return fmt::format("'{}' never fires: zone '{}' has no extractors", fault.text, target.zone);
  return fmt::format("'{}' never fires: {} is switched off", fault.text,
                     target.component == "all" ? "what it may hit" : "the " + target.component);
}

std::optional<std::string> check_target(const fault_spec& fault, const fault_bounds& bounds) {
  auto problem = check_presence(fault, fault.target, reach_of_target(fault, bounds), bounds);
  if (!problem && is_of_messages(fault.what))
    problem = check_presence(fault, fault.from, reach_of_senders(fault, bounds), bounds);
  return problem;
}

std::optional<std::string> check_clock(const fault_spec& fault, const fault_bounds& bounds) {
  const auto only_on = form_of(fault).only_on;
  if (!only_on || *only_on == bounds.clock)
    return std::nullopt;
  return *only_on == clock_kind::real
             ? fmt::format("'{}' never fires: the virtual clock takes nothing of the machine; run it with "
                           "clock = \"real\"",
                           fault.text)
             : fmt::format(
                   "'{}' never fires: the real clock can't be skewed; run it with clock = \"virtual\"",
                   fault.text);
}

/// How one that comes back does so.
std::optional<std::string> check_repetition(const fault_spec& fault, const fault_bounds& bounds) {
  if (fault.until && *fault.until < fault.at)
    return fmt::format("'{}' never fires: {} is before {}", fault.text, at_text(*fault.until),
                       at_text(fault.at));
  if (!fault.every)
    return std::nullopt;
  if (const auto length = length_of(fault, bounds); *fault.every <= length)
    return fmt::format("'{}' fires again before it has healed: 'every' must be longer than {}", fault.text,
                       to_text(length));
  const auto room = std::min(last_possible_firing(fault, bounds), run_start + bounds.measured) - fault.at;
  if (room / *fault.every >= firings_max)
    return fmt::format("'{}' fires more than {} times; make 'every' longer", fault.text, firings_max);
  return std::nullopt;
}

/// Where the restart policy heals: each time later, and at some time no more.
std::optional<std::string> check_restarts(std::span<const fault_spec> faults, std::size_t index,
                                          const fault_bounds& bounds) {
  const auto& fault = faults[index];
  if (!bounds.restarts || fault.what != fault_kind::kill || fault.lasts || ends_run(fault))
    return std::nullopt;
  const auto times =
      fault.random_times ? std::vector{last_possible_firing(fault, bounds)} : fixed_times(fault, bounds);
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (restarts_before(faults, index, times[i], bounds) >= bounds.restarts->restarts_max)
      return fmt::format(
          "'{}' never heals at {}: it would be restart {} within {}, and supervisor.restarts_max "
          "allows {}; give the fault a 'for'",
          fault.text, at_text(times[i]), bounds.restarts->restarts_max + 1,
          to_text(bounds.restarts->restarts_within), bounds.restarts->restarts_max);
    const auto heals = heals_at(faults, index, times[i], bounds);
    if (i + 1 < times.size() && heals >= times[i + 1])
      return fmt::format(
          "'{}' fires again at {} before it has healed, at {}: restarts take longer, one after the "
          "other; give the fault a 'for', or make 'every' longer",
          fault.text, at_text(times[i + 1]), at_text(heals));
  }
  return std::nullopt;
}

/// Of a run that a fault ends: what is to fire later does not.
std::optional<std::string> check_survival(std::span<const fault_spec> faults, std::size_t index) {
  const auto& fault = faults[index];
  for (const auto& other : faults)
    if (ends_run(other) && other.at < fault.at)
      return fmt::format("'{}' never fires: '{}' ends the run before", fault.text, other.text);
  return std::nullopt;
}

/// It takes a moment until a component is seen to be up: the very end is too late.
std::optional<std::string> check_time(std::span<const fault_spec> faults, std::size_t index,
                                      const fault_bounds& bounds) {
  const auto& fault = faults[index];
  const auto end = run_start + bounds.measured;
  if (fault.at >= end)
    return fmt::format("'{}' never fires: the run ends at {}", fault.text, at_text(end));
  const auto first_heals = heals_at(faults, index, fault.at, bounds);
  if (first_heals >= end)
    return fmt::format(
        "'{}' heals at {}, but the run ends at {} and must prove that it healed; make the run longer "
        "or the fault {}",
        fault.text, at_text(first_heals), at_text(end), fault.lasts ? "shorter" : "earlier");
  if (!fault.until)
    return std::nullopt;
  const auto last = fault.random_times ? *fault.until : fixed_times(fault, bounds).back();
  if (const auto heals = heals_at(faults, index, last, bounds); heals >= end)
    return fmt::format("'{}' fires {} {} and heals at {} then, but the run ends at {} and must prove that it "
                       "healed; leave out 'until', or make it earlier",
                       fault.text, fault.random_times ? "as late as" : "at", at_text(last), at_text(heals),
                       at_text(end));
  return std::nullopt;
}

} // namespace

std::vector<fault_problem> check_faults(std::span<const fault_spec> faults, const fault_bounds& bounds) {
  std::vector<fault_problem> problems;
  for (std::size_t i = 0; i < faults.size(); ++i) {
    const auto add = [&](std::optional<std::string> message) {
      if (message)
        problems.push_back({i, std::move(*message)});
      return message.has_value();
    };
    add(check_target(faults[i], bounds));
    add(check_clock(faults[i], bounds));
    add(check_survival(faults, i));
    // Where it does not come back as it should, its later times mean nothing.
    if (!add(check_repetition(faults[i], bounds)) && !add(check_restarts(faults, i, bounds)))
      add(check_time(faults, i, bounds));
    add(check_overlap(faults, i, bounds));
  }
  return problems;
}

} // namespace simrun
