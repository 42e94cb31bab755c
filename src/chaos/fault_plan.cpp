#include "chaos/fault_plan.hpp"

#include "chaos/fault_reach.hpp"
#include "chaos/fault_times.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace simrun {

namespace {

/// How many of those extractors a firing hits.
std::uint32_t count_of(const fault_target& target, std::uint32_t workers) {
  if (target.any)
    return std::min(workers, 1U);
  if (!target.share)
    return workers;
  const auto wanted = static_cast<std::uint32_t>(std::lround(*target.share * workers));
  return std::clamp(wanted, std::min(workers, 1U), workers);
}

/// Those that one firing hits, in the order of their numbers: drawn, where the target leaves it open.
std::vector<std::string> draw_instances(const fault_target& target, const fault_reach& reach,
                                        random_stream random) {
  auto names = names_in(reach);
  const auto wanted = count_of(target, reach.workers);
  if (wanted == reach.workers)
    return names;
  // The beginning of a Fisher-Yates shuffle.
  std::vector<std::size_t> order(names.size());
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t i = 0; i < wanted; ++i)
    std::swap(order[i], order[i + random.below(order.size() - i)]);
  order.resize(wanted);
  std::ranges::sort(order);
  std::vector<std::string> drawn;
  for (const auto i : order)
    drawn.push_back(std::move(names[i]));
  return drawn;
}

/// Times and targets have streams of their own: other times hit the same ones, in turn.
std::vector<planned_fault> firings_of(const fault_spec& spec, const fault_bounds& bounds,
                                      const random_stream& seed) {
  const auto to = reach_of_target(spec, bounds);
  const auto from = reach_of_senders(spec, bounds);
  std::vector<planned_fault> firings;
  for (const auto at : draw_times(spec, bounds, seed.split(0))) {
    const auto n = firings.size();
    firings.push_back({spec, at, spec.lasts ? std::optional(at + *spec.lasts) : std::nullopt,
                       draw_instances(spec.target, to, seed.split(1).split(n)),
                       draw_instances(spec.from, from, seed.split(2).split(n))});
  }
  return firings;
}

} // namespace

fault_plan::fault_plan(std::span<const fault_spec> faults, const fault_bounds& bounds,
                       const random_stream& seed) {
  for (std::size_t i = 0; i < faults.size(); ++i)
    std::ranges::move(firings_of(faults[i], bounds, seed.split(i)), std::back_inserter(faults_));
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
