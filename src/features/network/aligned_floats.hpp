#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

namespace simrun {

/// A zeroed array of floats on a cache line's boundary.
class aligned_floats {
public:
  explicit aligned_floats(std::size_t count = 0) {
    constexpr std::size_t line = 64;
    const auto bytes = (count * sizeof(float) + line - 1) / line * line;
    if (bytes == 0)
      return;
    values_.reset(static_cast<float*>(std::aligned_alloc(line, bytes)));
    if (!values_)
      throw std::bad_alloc();
    std::fill_n(values_.get(), count, 0.0F);
  }

  float* data() const noexcept { return values_.get(); }

private:
  struct release {
    void operator()(float* values) const noexcept { std::free(values); }
  };
  std::unique_ptr<float[], release> values_;
};

} // namespace simrun
