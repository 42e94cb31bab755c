#include "planning/capacity_plan.hpp"

#include "planning/first_that_holds.hpp"

namespace simrun {

namespace {

std::optional<std::uint32_t> find_workers(const capacity_limits& limits, const capacity_oracle& ask) {
  const auto meets_with = [&](std::uint32_t seeds) {
    return [&ask, seeds](std::uint32_t workers) { return ask({workers, 100, seeds}) == seeds; };
  };
  const auto candidate = first_that_holds(limits.workers_min - 1, limits.workers_max, meets_with(1));
  if (!candidate || meets_with(limits.seeds)(*candidate))
    return candidate;
  // The first seed was lucky. From here on up, all of them have to agree.
  return first_that_holds(*candidate, limits.workers_max, meets_with(limits.seeds));
}

std::uint32_t find_headroom(std::uint32_t workers, const capacity_limits& limits,
                            const capacity_oracle& ask) {
  const auto too_much = [&](std::uint32_t step) {
    return ask({workers, 100 + step * headroom_step_percent, limits.seeds}) < limits.seeds;
  };
  constexpr auto steps_max = headroom_max_percent / headroom_step_percent;
  const auto first = first_that_holds(0, steps_max, too_much);
  return (first ? *first - 1 : steps_max) * headroom_step_percent;
}

} // namespace

std::optional<capacity_plan> plan_capacity(const capacity_limits& limits, const capacity_oracle& ask) {
  const auto workers = find_workers(limits, ask);
  if (!workers)
    return std::nullopt;
  capacity_plan plan{*workers, std::nullopt, 0};
  if (*workers > limits.workers_min)
    plan.fewer_met = ask({*workers - 1, 100, limits.seeds});
  plan.headroom_percent = find_headroom(*workers, limits, ask);
  return plan;
}

} // namespace simrun
