#include "chaos/fault_check.hpp"

#include "chaos/fault_plan.hpp"
#include "core/restart_delay.hpp"

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

std::optional<std::string> check_target(const fault_spec& fault, const fault_bounds& bounds) {
  const auto& component = fault.target.component;
  const auto& index = fault.target.index;
  const auto workers = bounds.extractor_workers;
  if (component == "extractor" && index && *index >= workers)
    return fmt::format("'{}' never fires: there is no {}; with {} worker{}, the last is extractor[{}]",
                       fault.text, to_text(fault.target), workers, workers == 1 ? "" : "s", workers - 1);
  if (component == "zone" && !workers_hit(fault.target, workers, bounds.zones))
    return fmt::format("'{}' never fires: there is no zone '{}'; {}", fault.text, fault.target.zone,
                       bounds.zones.empty() ? "zones are [[zone]] tables"
                                            : "zones are " + names_of(bounds.zones));
  if ((component == "cache" && !bounds.cache_enabled) ||
      (component == "fallback" && !bounds.fallback_enabled))
    return fmt::format("'{}' never fires: the {} is switched off", fault.text, component);
  return std::nullopt;
}

std::optional<std::string> check_time(std::span<const fault_spec> faults, std::size_t index,
                                      const fault_bounds& bounds) {
  const auto& fault = faults[index];
  const auto end = run_start + bounds.measured;
  if (fault.at >= end)
    return fmt::format("'{}' never fires: the run ends at {}", fault.text, at_text(end));
  // It takes a moment until a component is seen to be up: the very end is too late.
  const auto heals = heals_at(faults, index, bounds);
  if (heals >= end)
    return fmt::format(
        "'{}' heals at {}, but the run ends at {} and must prove that it healed; make the run longer "
        "or the fault {}",
        fault.text, at_text(heals), at_text(end), fault.lasts ? "shorter" : "earlier");
  return std::nullopt;
}

bool share_instance(const fault_target& a, const fault_target& b, const fault_bounds& bounds) {
  const auto in_a = workers_hit(a, bounds.extractor_workers, bounds.zones);
  const auto in_b = workers_hit(b, bounds.extractor_workers, bounds.zones);
  if (!in_a || !in_b)
    return a == b;
  return in_a->first < in_b->first + in_b->count && in_b->first < in_a->first + in_a->count;
}

/// Of two at the same time, the one written later comes second.
bool begins_before(std::span<const fault_spec> faults, std::size_t a, std::size_t b) {
  return faults[a].at < faults[b].at || (faults[a].at == faults[b].at && a < b);
}

std::optional<std::string> check_overlap(std::span<const fault_spec> faults, std::size_t later,
                                         const fault_bounds& bounds) {
  const auto& fault = faults[later];
  for (std::size_t i = 0; i < faults.size(); ++i) {
    const auto& other = faults[i];
    if (begins_before(faults, i, later) && share_instance(other.target, fault.target, bounds) &&
        fault.at <= heals_at(faults, i, bounds))
      return fmt::format("'{}' comes before '{}' has healed, at {}", fault.text, other.text,
                         at_text(heals_at(faults, i, bounds)));
  }
  return std::nullopt;
}

} // namespace

time_point heals_at(const fault_spec& fault, const fault_bounds& bounds) noexcept {
  return fault.at + fault.lasts.value_or(bounds.restart_delay);
}

time_point heals_at(std::span<const fault_spec> faults, std::size_t index, const fault_bounds& bounds) {
  const auto& fault = faults[index];
  if (fault.lasts || !bounds.restarts)
    return heals_at(fault, bounds);
  std::size_t restarts = 0;
  for (std::size_t i = 0; i < faults.size(); ++i)
    if (!faults[i].lasts && begins_before(faults, i, index) &&
        fault.at - faults[i].at < bounds.restarts->restarts_within &&
        share_instance(faults[i].target, fault.target, bounds))
      ++restarts;
  return fault.at + restart_delay_after(restarts, *bounds.restarts);
}

std::vector<fault_problem> check_faults(std::span<const fault_spec> faults, const fault_bounds& bounds) {
  std::vector<fault_problem> problems;
  for (std::size_t i = 0; i < faults.size(); ++i) {
    if (auto problem = check_target(faults[i], bounds))
      problems.push_back({i, std::move(*problem)});
    if (auto problem = check_time(faults, i, bounds))
      problems.push_back({i, std::move(*problem)});
    if (auto problem = check_overlap(faults, i, bounds))
      problems.push_back({i, std::move(*problem)});
  }
  return problems;
}

} // namespace simrun
