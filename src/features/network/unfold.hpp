#pragma once

#include <cstddef>
#include <span>

namespace simrun {

/// Windows of [channels, length] as a convolution over time with same padding takes them.
struct unfolding {
  std::size_t channels;
  std::size_t length;
  std::size_t kernel; ///< taps; (kernel - 1) / 2 of them stand before a step, as PyTorch pads
};

/// Lays the steps under each tap of the kernel side by side, [windows, length, kernel x channels], which
/// makes a convolution one product. Taps past the ends of a window are left as they are in `unfolded`: it has
/// to hold zeros there. Each step also goes to `steps`, where the next one begins `steps_stride` floats
/// further.
void unfold(std::span<const float> input, const unfolding& shape, float* unfolded, float* steps,
            std::size_t steps_stride);

} // namespace simrun
