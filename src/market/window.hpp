#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace simrun {

/// Columns of numbers over the bars of one symbol, stored column by column, so that a window is a slice.
class column_matrix {
public:
  column_matrix() = default;
  column_matrix(std::size_t columns, std::size_t rows)
      : columns_(columns), rows_(rows), values_(columns * rows) {}

  std::size_t columns() const noexcept { return columns_; }
  std::size_t rows() const noexcept { return rows_; }
  std::span<double> column(std::size_t c) noexcept { return std::span(values_).subspan(c * rows_, rows_); }
  std::span<const double> column(std::size_t c) const noexcept {
    return std::span(values_).subspan(c * rows_, rows_);
  }

private:
  std::size_t columns_ = 0;
  std::size_t rows_ = 0;
  std::vector<double> values_;
};

/// `length` consecutive rows of a matrix that outlives the view. Nothing is copied.
struct window_view {
  const column_matrix* source = nullptr;
  std::size_t first = 0;
  std::size_t length = 0;
  std::uint32_t symbol = 0;

  std::size_t columns() const noexcept { return source ? source->columns() : 0; }
  std::span<const double> column(std::size_t c) const noexcept {
    return source->column(c).subspan(first, length);
  }
};

} // namespace simrun
