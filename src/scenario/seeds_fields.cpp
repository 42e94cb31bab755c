// [seeds]: one seed for each dimension of what is random.
#include "scenario/scenario_sections.hpp"

#include <algorithm>
#include <array>

namespace simrun {

namespace {

struct own_seed {
  std::string_view dimension;
  std::optional<std::uint64_t> seed_overrides::*seed;
};

constexpr std::array dimensions{
    own_seed{"arrivals", &seed_overrides::arrivals}, own_seed{"windows", &seed_overrides::windows},
    own_seed{"sizes", &seed_overrides::sizes},       own_seed{"service", &seed_overrides::service},
    own_seed{"market", &seed_overrides::market},     own_seed{"faults", &seed_overrides::faults},
};

} // namespace

std::span<const scenario_field> seeds_fields() noexcept {
  using seeds = seed_overrides;
  static constexpr std::array fields{
      scenario_field{"arrivals", seed_override{at<&scenario::seeds, &seeds::arrivals>},
                     "When requests are due."},
      scenario_field{"windows", seed_override{at<&scenario::seeds, &seeds::windows>},
                     "Which windows they ask for."},
      scenario_field{"sizes", seed_override{at<&scenario::seeds, &seeds::sizes>},
                     "How long those windows are, where there are several lengths."},
      scenario_field{"service", seed_override{at<&scenario::seeds, &seeds::service>},
                     "How long work and messages take on the virtual clock."},
      scenario_field{"market", seed_override{at<&scenario::seeds, &seeds::market>},
                     "The bars of the synthetic market."},
      scenario_field{"faults", seed_override{at<&scenario::seeds, &seeds::faults>},
                     "When faults with random times fire, and which of several instances they hit."},
  };
  return fields;
}

std::uint64_t seed_of(const scenario& s, std::string_view dimension) {
  const bool with_service = dimension == "network" || dimension == "path";
  const auto found =
      std::ranges::find(dimensions, with_service ? "service" : dimension, &own_seed::dimension);
  return found == dimensions.end() ? s.seed : (s.seeds.*found->seed).value_or(s.seed);
}

std::vector<std::pair<std::string, std::uint64_t>> own_seeds(const scenario& s) {
  std::vector<std::pair<std::string, std::uint64_t>> seeds;
  for (const auto& d : dimensions)
    if (const auto seed = s.seeds.*d.seed)
      seeds.emplace_back(d.dimension, *seed);
  if (s.chaos_seed)
    seeds.emplace_back("chaos", *s.chaos_seed);
  return seeds;
}

} // namespace simrun
