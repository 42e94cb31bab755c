#include "actors/scenario_loads.hpp"

#include <cmath>

namespace simrun {

namespace {

/// The stream of one of several loads. A single load has the dimension to itself.
random_stream random_of(const run_setup& setup, std::string_view dimension, std::uint64_t group) {
  const auto random = setup.random(dimension);
  return setup.scenario.groups.empty() ? random : random.split(group);
}

/// Groups that walked through the history side by side would find each other's windows in the cache. By the
/// golden ratio they begin well apart, however many there are, and one more moves none of the others.
double feed_start(std::uint64_t group) {
  const double place = static_cast<double>(group) * 0.6180339887498949;
  return place - std::floor(place);
}

} // namespace

request_mix make_mix(const run_setup& setup, const load_group& load, std::uint64_t group) {
  const auto& market = setup.inputs.market;
  auto mix = load.mix;
  mix.sizes = window_sizes(load.mix, setup.scenario);
  std::vector<std::vector<std::uint32_t>> windows;
  for (const auto& size : mix.sizes) {
    auto& of_length = windows.emplace_back();
    for (std::uint32_t symbol = 0; symbol < market.symbols(); ++symbol)
      of_length.push_back(market.window_count(symbol, size.bars));
  }
  return request_mix(mix, std::move(windows), random_of(setup, "windows", group),
                     random_of(setup, "sizes", group), feed_start(group));
}

request_sources make_sources(const run_setup& setup, std::span<const load_group> loads,
                             const std::vector<load_progress>& before) {
  const auto& s = setup.scenario;
  std::vector<request_source> sources;
  for (std::size_t g = 0; g < loads.size(); ++g)
    sources.emplace_back(loads[g].load, s.warmup, s.duration_measured, random_of(setup, "arrivals", g),
                         g < before.size() ? before[g] : load_progress{});
  return request_sources(std::move(sources));
}

} // namespace simrun
