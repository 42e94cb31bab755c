#include "chaos/fault_plan.hpp"

#include <algorithm>
#include <utility>

namespace simrun {

namespace {

std::vector<std::string> instances_of(const fault_target& target, std::uint32_t extractor_workers) {
  if (target.index || target.component != "extractor")
    return {to_text(target)};
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < extractor_workers; ++i)
    names.push_back(to_text(fault_target{target.component, i}));
  return names;
}

} // namespace

fault_plan::fault_plan(std::vector<fault_spec> faults, std::uint32_t extractor_workers) {
  std::ranges::stable_sort(faults, {}, &fault_spec::at);
  for (auto& spec : faults) {
    auto instances = instances_of(spec.target, extractor_workers);
    faults_.push_back({std::move(spec), std::move(instances)});
  }
}

std::optional<time_point> fault_plan::next_at() const noexcept {
  return next_ < faults_.size() ? std::optional(faults_[next_].spec.at) : std::nullopt;
}

std::optional<std::size_t> fault_plan::take_due(time_point now) noexcept {
  const auto at = next_at();
  return at && *at <= now ? std::optional(next_++) : std::nullopt;
}

} // namespace simrun
