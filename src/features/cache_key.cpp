#include "features/cache_key.hpp"

// The whole hash in this file: the state of a streamed hash has no stable layout across library versions.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>

namespace simrun {

namespace {

bool is_inside(const window_view& window) noexcept {
  const auto rows = window.source ? window.source->rows() : 0;
  return window.length <= rows && window.first <= rows - window.length;
}

} // namespace

cache_key key_of(const window_view& window, std::uint64_t model_identity) {
  const bool has_values = is_inside(window);
  const std::uint64_t place = has_values ? 0 : window.first + 1;
  const std::array<std::uint64_t, 5> shape{model_identity, window.symbol, window.columns(), window.length,
                                           place};
  XXH3_state_t state;
  XXH3_128bits_reset(&state);
  XXH3_128bits_update(&state, shape.data(), sizeof shape);
  for (std::size_t c = 0; has_values && c < window.columns(); ++c) {
    const auto values = window.column(c);
    XXH3_128bits_update(&state, values.data(), values.size_bytes());
  }
  const auto hash = XXH3_128bits_digest(&state);
  return {hash.low64, hash.high64};
}

} // namespace simrun
