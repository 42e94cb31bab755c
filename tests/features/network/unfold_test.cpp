#include "features/network/unfold.hpp"

#include "random_values.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("features/network/unfold");

TEST_CASE("each step finds its neighbours under the taps, and zeros past the ends of its window") {
  constexpr std::size_t windows = 2, residual_gap = 2;
  for (const std::size_t channels : {1, 3})
    for (const std::size_t length : {1, 2, 5, 12})
      for (std::size_t kernel = 1; kernel <= 9; ++kernel) {
        CAPTURE(channels);
        CAPTURE(length);
        CAPTURE(kernel);
        const auto input = random_values(windows * channels * length, kernel, "input");
        std::vector<float> unfolded(windows * length * kernel * channels);
        const auto stride = channels + residual_gap;
        std::vector<float> steps(windows * length * stride);
        unfold(input, {channels, length, kernel}, unfolded.data(), steps.data(), stride);

        const auto before = (kernel - 1) / 2;
        for (std::size_t row = 0; row < windows * length; ++row)
          for (std::size_t c = 0; c < channels; ++c) {
            const auto window = row / length, t = row % length;
            const auto* series = input.data() + (window * channels + c) * length;
            CHECK(steps[row * stride + c] == series[t]);
            for (std::size_t tap = 0; tap < kernel; ++tap) {
              const bool inside = t + tap >= before && t + tap - before < length;
              CHECK(unfolded[(row * kernel + tap) * channels + c] ==
                    (inside ? series[t + tap - before] : 0.0F));
            }
          }
      }
}

TEST_SUITE_END();
