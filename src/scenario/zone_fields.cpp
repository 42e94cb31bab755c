// [[zone]]: where extractors stand.

#include "scenario/scenario_sections.hpp"

#include <array>

namespace simrun {

namespace {

std::string& name_of_last(scenario& s) {
  return s.zones.back().name;
}

double& share_of_last(scenario& s) {
  return s.zones.back().share;
}

service_model& delay_of_last(scenario& s) {
  return s.zones.back().delay;
}

constexpr double share_max = 1e6;

} // namespace

std::span<const scenario_field> zone_fields() noexcept {
  static constexpr std::array fields{
      scenario_field{"name", identifier{name_of_last}, "What faults call it: `kill zone[NAME] at 5s`.", true},
      scenario_field{"share", real_number{share_of_last, 0, share_max, true},
                     "Its part of the workers, against the other zones' shares."},
      scenario_field{"delay", service_time{delay_of_last, std::nullopt, ""},
                     "How long a message takes between the dispatcher and the zone, one way.", true},
  };
  return fields;
}

std::vector<zone_workers> zone_layout(const scenario& s) {
  std::vector<zone_share> shares;
  for (const auto& z : s.zones)
    shares.push_back({z.name, z.share});
  return lay_out_zones(shares, s.extractor.workers);
}

fault_bounds bounds_of_faults(const scenario& s) {
  return {s.extractor.workers,
          s.cache.enabled,
          s.fallback.enabled,
          s.duration_measured,
          s.supervisor.restart_delay,
          zone_layout(s),
          s.clock,
          s.chaos.recovered_after,
          s.supervisor};
}

} // namespace simrun
