#pragma once

#include "core/request.hpp"
#include "market/bar.hpp"
#include "market/window.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace simrun {

/// The histories of all symbols as their 15 input columns, and windows of them. It does not change once it
/// is made, so threads share it. Views stay good as long as it lives, also when it is moved.
class market_data {
public:
  /// Symbols keep their order. A history has fewer than 2^32 bars.
  static market_data from(std::vector<bar_history> histories);

  std::uint32_t symbols() const noexcept { return static_cast<std::uint32_t>(series_.size()); }
  /// `symbol` is below symbols(). The same for rows and columns.
  const std::string& name(std::uint32_t symbol) const noexcept { return series_[symbol].name; }
  std::uint32_t rows(std::uint32_t symbol) const noexcept;
  const column_matrix& columns(std::uint32_t symbol) const noexcept { return series_[symbol].columns; }

  /// Whether every bar of every symbol is made of finite numbers. Bars from a file always are.
  bool all_finite() const noexcept { return all_finite_; }

  /// The bars `id` names. Where they are not all there it is the empty view, without source or columns,
  /// which every extractor answers with a bad_input error.
  window_view window(const window_id& id) const noexcept;

  /// How many different windows of `length` bars a symbol has; the first ends at bar `length`. 0 where there
  /// is no such symbol, its history is shorter, or length is 0.
  std::uint32_t window_count(std::uint32_t symbol, std::uint32_t length) const noexcept;

private:
  struct series {
    std::string name;
    column_matrix columns;
  };

  std::vector<series> series_;
  bool all_finite_ = true;
};

} // namespace simrun
