#include "chaos/fault_plan.hpp"

#include <algorithm>
#include <utility>

namespace simrun {

namespace {

std::vector<std::string> instances_of(const fault_target& target, std::uint32_t extractor_workers,
                                      std::span<const zone_workers> zones) {
  const auto workers = workers_hit(target, extractor_workers, zones);
  if (!workers)
    return {to_text(target)};
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < workers->count; ++i)
    names.push_back(to_text(fault_target{"extractor", workers->first + i}));
  return names;
}

} // namespace

std::optional<zone_workers> workers_hit(const fault_target& target, std::uint32_t extractor_workers,
                                        std::span<const zone_workers> zones) {
  if (target.component == "extractor")
    return target.index ? zone_workers{"", *target.index, 1} : zone_workers{"", 0, extractor_workers};
  const auto zone = std::ranges::find(zones, target.zone, &zone_workers::name);
  if (target.component == "zone" && zone != zones.end())
    return *zone;
  return std::nullopt;
}

fault_plan::fault_plan(std::span<const fault_spec> faults, const fault_bounds& bounds, const random_stream&) {
  for (const auto& spec : faults) {
    const auto heals = spec.lasts ? std::optional(spec.at + *spec.lasts) : std::nullopt;
    faults_.push_back(
        {spec, spec.at, heals, instances_of(spec.target, bounds.extractor_workers, bounds.zones), {}});
  }
  std::ranges::stable_sort(faults_, {}, &planned_fault::at);
}

std::optional<time_point> fault_plan::next_at() const noexcept {
  return next_ < faults_.size() ? std::optional(faults_[next_].at) : std::nullopt;
}

std::optional<std::size_t> fault_plan::take_due(time_point now) noexcept {
  const auto at = next_at();
  return at && *at <= now ? std::optional(next_++) : std::nullopt;
}

} // namespace simrun
