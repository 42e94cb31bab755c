#include "actors/slices_of.hpp"

namespace simrun {

slice_grid slices_of(const run_setup& setup) {
  std::vector<time_point> cuts{run_start + setup.scenario.duration_measured};
  for (const auto& fault : setup.faults.faults()) {
    cuts.push_back(fault.at);
    cuts.push_back(fault.heals.value_or(fault.at + setup.scenario.supervisor.restart_delay));
  }
  return slice_grid(std::move(cuts));
}

} // namespace simrun
