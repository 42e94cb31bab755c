#pragma once

#include "core/random.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace simrun {

/// How long the blocks of a bootstrap should be, so that what neighbours have in common stays together:
/// Politis and White, "Automatic block-length selection for the dependent bootstrap", Econometric Reviews 23
/// (2004), 53-70, with the correction of Patton, Politis and White, same journal 28 (2009), 372-375; for the
/// circular bootstrap. At most a third of the series, and at least its cube root: few rows do not show all
/// that they have in common.
std::size_t block_length_for(std::span<const double> series);

/// Draws stretches of a series again, in blocks of neighbours that wrap around its end: the circular block
/// bootstrap of Politis and Romano (1992).
class block_resampler {
public:
  /// `rows` and `block_length` are at least 1.
  block_resampler(std::size_t rows, std::size_t block_length, random_stream random)
      : times_(rows), block_length_(block_length), random_(random) {}

  /// How often each row is in the next sample; as many in all as there are rows.
  const std::vector<std::uint32_t>& draw();

private:
  std::vector<std::uint32_t> times_;
  std::size_t block_length_;
  random_stream random_;
};

} // namespace simrun
