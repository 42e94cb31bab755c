#include "trading/observation_layout.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <fmt/format.h>
#include <limits>
#include <string_view>

namespace simrun {

namespace {

/// Without a branch for each value, so that it takes no longer than copying.
bool all_finite(std::span<const float> values) noexcept {
  constexpr std::uint32_t exponent = 0x7f800000;
  bool finite = true;
  for (const float x : values)
    finite &= (std::bit_cast<std::uint32_t>(x) & exponent) != exponent;
  return finite;
}

std::optional<error> write_part(std::string_view name, std::span<const float> values, std::span<float> to) {
  if (values.size() != to.size())
    return error{error_code::bad_output,
                 fmt::format("the extractor delivered {} {}, the observation has room for {}", values.size(),
                             name, to.size())};
  if (!all_finite(values))
    return error{error_code::bad_output, fmt::format("the extractor's {} are not finite", name)};
  std::ranges::copy(values, to.begin());
  return std::nullopt;
}

/// What not every source has.
std::optional<error> write_optional_part(std::string_view name, std::span<const float> values,
                                         std::span<float> to) {
  if (!values.empty())
    return write_part(name, values, to);
  std::ranges::fill(to, 0.0F);
  return std::nullopt;
}

} // namespace

observation_layout layout_of(const enhanced_trading_config& config, feature_shape shape,
                             std::size_t symbols) {
  return {shape, symbols, config.include_uncertainty, config.include_ensemble_weights};
}

box_space observation_space_of(const observation_layout& layout) {
  constexpr auto infinity = std::numeric_limits<float>::infinity();
  // The ratios and what stands in a block behind the features are shares, but for what is said below.
  box_space space{std::vector(layout.size(), 0.0F), std::vector(layout.size(), 1.0F)};
  for (std::size_t symbol = 0; symbol < layout.symbols; ++symbol) {
    const auto at = static_cast<std::ptrdiff_t>(layout.block_of(symbol));
    std::fill_n(space.low.begin() + at, layout.shape.features, -infinity);
    std::fill_n(space.high.begin() + at, layout.shape.features, infinity);
    if (layout.with_uncertainty)
      std::fill_n(space.high.begin() + at + static_cast<std::ptrdiff_t>(layout.uncertainties()),
                  layout.shape.uncertainties, infinity);
  }
  space.high[layout.value_ratio()] = infinity;
  return space;
}

std::optional<error> write_block(const observation_layout& layout, const feature_vector& features,
                                 std::span<float> block) {
  const auto& shape = layout.shape;
  auto problem = write_part("features", features.values, block.first(shape.features));
  if (!problem && layout.with_uncertainty) {
    const std::span confidence(&features.confidence, 1);
    problem = write_part("confidence", confidence, block.subspan(layout.confidence(), 1));
    if (!problem)
      problem = write_optional_part("uncertainties", features.regression_uncertainty,
                                    block.subspan(layout.uncertainties(), shape.uncertainties));
  }
  if (!problem && layout.with_ensemble_weights)
    problem = write_optional_part("ensemble weights", features.ensemble_weights,
                                  block.subspan(layout.ensemble_weights(), shape.ensemble_weights));
  return problem;
}

} // namespace simrun
