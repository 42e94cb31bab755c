// [seeds]: one seed for each dimension of what is random.
#include "scenario/scenario_sections.hpp"

#include <array>

namespace simrun {

std::span<const scenario_field> seeds_fields() noexcept {
  using seeds = seed_overrides;
  static constexpr std::array fields{
      scenario_field{"arrivals", seed_override{at<&scenario::seeds, &seeds::arrivals>},
                     "When requests are due."},
      scenario_field{"windows", seed_override{at<&scenario::seeds, &seeds::windows>},
                     "Which windows they ask for."},
      scenario_field{"service", seed_override{at<&scenario::seeds, &seeds::service>},
                     "How long work and messages take on the virtual clock."},
      scenario_field{"market", seed_override{at<&scenario::seeds, &seeds::market>},
                     "The bars of the synthetic market."},
  };
  return fields;
}

std::uint64_t seed_of(const scenario& s, std::string_view dimension) {
  if (dimension == "arrivals")
    return s.seeds.arrivals.value_or(s.seed);
  if (dimension == "windows")
    return s.seeds.windows.value_or(s.seed);
  if (dimension == "service" || dimension == "network" || dimension == "path")
    return s.seeds.service.value_or(s.seed);
  if (dimension == "market")
    return s.seeds.market.value_or(s.seed);
  return s.seed;
}

} // namespace simrun
