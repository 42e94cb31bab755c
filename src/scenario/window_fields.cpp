// [[load.window]]: windows of several lengths.
#include "scenario/scenario_sections.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace simrun {

namespace {

constexpr std::uint32_t bars_min = 10;
constexpr std::uint32_t bars_max = 4096;
constexpr double weight_max = 1e6;

std::uint32_t& bars_of_last(scenario& s) {
  return s.mix.sizes.back().bars;
}

double& weight_of_last(scenario& s) {
  return s.mix.sizes.back().weight;
}

} // namespace

std::span<const scenario_field> window_fields() noexcept {
  static constexpr std::array fields{
      scenario_field{"bars", whole_number{bars_of_last, bars_min, bars_max}, "Bars in such a window.", true},
      scenario_field{"weight", real_number{weight_of_last, 0, weight_max, true},
                     "Its part of the requests, against the other lengths' weights."},
  };
  return fields;
}

std::vector<window_size> window_sizes(const window_mix& mix, const scenario& s) {
  return mix.sizes.empty() ? std::vector{window_size{s.market.window, 1}} : mix.sizes;
}

std::vector<window_size> window_sizes(const scenario& s) {
  std::vector<window_size> all;
  for (const auto& group : load_groups(s))
    std::ranges::copy(window_sizes(group.mix, s), std::back_inserter(all));
  return all;
}

std::uint32_t longest_window(const scenario& s) {
  return std::ranges::max(window_sizes(s), {}, &window_size::bars).bars;
}

} // namespace simrun
