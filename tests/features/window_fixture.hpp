#pragma once

#include "core/random.hpp"
#include "features/feature_extractor.hpp"
#include "market/window.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace simrun::fixture {

/// A history whose columns look like prices and volumes: positive, finite, no two rows the same.
inline column_matrix history(std::size_t rows, std::uint64_t seed = 1, std::size_t columns = 15) {
  column_matrix matrix(columns, rows);
  random_stream random(seed, "history");
  for (std::size_t c = 0; c < columns; ++c) {
    double level = 100;
    for (auto& value : matrix.column(c))
      value = level *= std::exp(0.01 * random.normal());
  }
  return matrix;
}

/// `count` windows of `length` bars, one bar apart.
inline std::vector<window_view> windows_of(const column_matrix& matrix, std::size_t count,
                                           std::size_t length = 60) {
  std::vector<window_view> windows;
  for (std::size_t i = 0; i < count; ++i)
    windows.push_back({&matrix, i, length, 0});
  return windows;
}

} // namespace simrun::fixture
