#include "features/network/unfold.hpp"

#include <algorithm>

namespace simrun {

void unfold(std::span<const float> input, const unfolding& shape, float* unfolded, float* steps,
            std::size_t steps_stride) {
  const auto [channels, length, kernel] = shape;
  const auto before = (kernel - 1) / 2, row_width = kernel * channels;
  const auto windows = input.size() / (channels * length);
  for (std::size_t window = 0; window < windows; ++window)
    for (std::size_t t = 0; t < length; ++t) {
      auto* step = steps + (window * length + t) * steps_stride;
      for (std::size_t c = 0; c < channels; ++c)
        step[c] = input[(window * channels + c) * length + t];
      // Step t lies under tap k of the output at t + before - k.
      const auto first_tap = t + before >= length ? t + before - length + 1 : 0;
      const auto last_tap = std::min(kernel, t + before + 1);
      for (auto tap = first_tap; tap < last_tap; ++tap) {
        const auto output = window * length + t + before - tap;
        std::copy_n(step, channels, unfolded + output * row_width + tap * channels);
      }
    }
}

} // namespace simrun
