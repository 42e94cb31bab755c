#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>

namespace simrun {

/// A zeroed array of numbers on a cache line's boundary.
template <class Number>
class aligned_array {
public:
  explicit aligned_array(std::size_t count = 0) {
    constexpr std::size_t line = 64;
    const auto bytes = (count * sizeof(Number) + line - 1) / line * line;
    if (bytes == 0)
      return;
    values_.reset(static_cast<Number*>(std::aligned_alloc(line, bytes)));
    if (!values_)
      throw std::bad_alloc();
    std::fill_n(values_.get(), count, Number{});
  }

  Number* data() const noexcept { return values_.get(); }

private:
  struct release {
    void operator()(Number* values) const noexcept { std::free(values); }
  };
  std::unique_ptr<Number[], release> values_;
};

using aligned_floats = aligned_array<float>;
using aligned_bytes = aligned_array<std::int8_t>;

} // namespace simrun
