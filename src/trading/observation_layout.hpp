#pragma once

#include "core/result.hpp"
#include "features/feature_extractor.hpp"
#include "trading/enhanced_trading_config.hpp"
#include "trading/feature_shape.hpp"
#include "trading/spaces.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace simrun {

/// Where what stands in an observation. It depends on the config, the model and the number of symbols alone,
/// so the size never changes, whatever the source of features:
///
///   for each symbol, in their order:
///     features          256 fused features (or as many as the model has)
///     confidence        1, and
///     uncertainties     2, one for each target                    (with include_uncertainty)
///     ensemble weights  5                                         (with include_ensemble_weights)
///   cash ratio          cash / value
///   value ratio         value / initial balance
///   drawdown            1 - value / highest value of the episode
///   for each symbol, in their order:
///     position ratio    value of the position / value
///
/// Each symbol has features of its own, since each has a position of its own to decide on; with one symbol
/// that makes 256 + 3 + 3 + 1 = 263 values. The fallback has indicators among the features, zeros behind
/// them, and no confidence, uncertainties or weights: 0. The cash ratio and the position ratios sum to 1.
struct observation_layout {
  feature_shape shape;
  std::size_t symbols = 1;
  bool with_uncertainty = true;
  bool with_ensemble_weights = false;

  std::size_t confidence() const noexcept { return shape.features; } ///< within a symbol's block
  std::size_t uncertainties() const noexcept { return confidence() + 1; }
  std::size_t ensemble_weights() const noexcept {
    return shape.features + (with_uncertainty ? 1 + shape.uncertainties : 0);
  }
  std::size_t block() const noexcept {
    return ensemble_weights() + (with_ensemble_weights ? shape.ensemble_weights : 0);
  }

  std::size_t block_of(std::size_t symbol) const noexcept { return symbol * block(); }
  std::size_t cash_ratio() const noexcept { return symbols * block(); }
  std::size_t value_ratio() const noexcept { return cash_ratio() + 1; }
  std::size_t drawdown() const noexcept { return cash_ratio() + 2; }
  std::size_t position_ratio(std::size_t symbol) const noexcept { return cash_ratio() + 3 + symbol; }
  std::size_t size() const noexcept { return position_ratio(symbols); }
};

observation_layout layout_of(const enhanced_trading_config& config, feature_shape shape, std::size_t symbols);

/// Features are any number; confidence, weights, cash ratio, drawdown and position ratios lie in [0, 1];
/// uncertainties and the value ratio are at least 0.
box_space observation_space_of(const observation_layout& layout);

/// Writes one symbol's block. What a source does not deliver at all is 0. An error of code bad_output where
/// a part has another size than the layout has room for, or is not finite; the block is undefined then.
std::optional<error> write_block(const observation_layout& layout, const feature_vector& features,
                                 std::span<float> block);

} // namespace simrun
