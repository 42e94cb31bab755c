#include "features/network/bf16_kernels.hpp"

#include "instruction_sets.hpp"
#include "random_values.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <limits>

using namespace simrun;

namespace {

float widened(std::uint16_t half) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(half) << 16);
}

constexpr std::size_t stride = 80;
constexpr std::uint16_t untouched = 0x1234;

std::vector<std::uint16_t> split(const std::vector<float>& row, std::size_t parts) {
  std::vector<std::uint16_t> halves(parts * stride, untouched);
  kernels::split_bf16(row.data(), row.size(), parts, stride, halves.data());
  return halves;
}

/// The distance of neighbouring bfloat16 around x.
double spacing(double x) {
  return std::ldexp(1.0, std::max(std::ilogb(x), -126) - 7);
}

} // namespace

TEST_SUITE_BEGIN("features/network/bf16_kernels");

TEST_CASE("one part is the nearest bfloat16") {
  for (std::size_t width = 1; width <= 70; ++width)
    for (const double deviation : {1.0, 1e-30, 1e30, 1e-39}) {
      const auto row = random_values(width, width, "row", deviation);
      on_each_instruction_set([&] {
        const auto halves = split(row, 1);
        for (std::size_t i = 0; i < width; ++i) {
          const auto x = static_cast<double>(row[i]);
          CHECK(std::abs(static_cast<double>(widened(halves[i])) - x) <= spacing(x) / 2);
        }
        CHECK(halves[width] == untouched);
      });
    }
}

TEST_CASE("each further part halves what is left eight times, and three are exact") {
  for (std::size_t width = 1; width <= 70; ++width)
    for (const double deviation : {1.0, 1e-25, 1e30}) {
      const auto row = random_values(width, width, "row", deviation);
      for (std::size_t parts = 1; parts <= 3; ++parts) {
        const auto halves = split(row, parts);
        for (std::size_t i = 0; i < width; ++i) {
          const auto x = static_cast<double>(row[i]);
          double sum = 0;
          for (std::size_t part = 0; part < parts; ++part)
            sum += static_cast<double>(widened(halves[part * stride + i]));
          CHECK(std::abs(sum - x) <= std::abs(x) * std::ldexp(1.0, -9 * static_cast<int>(parts) + 1));
          if (parts == 3)
            CHECK(sum == x);
        }
      }
    }
}

TEST_CASE("a bfloat16 stays itself") {
  for (std::uint32_t half = 0; half < 0x10000; half += 7) {
    const float x = widened(static_cast<std::uint16_t>(half));
    if (std::isfinite(x))
      CHECK(split({x}, 1)[0] == half);
  }
}

TEST_CASE("an infinity or a NaN stays one, whatever its bits") {
  for (const std::uint32_t bits : {0x7F800000U, 0xFF800000U, 0x7FC00000U, 0xFFC00000U, 0x7F800001U,
                                   0x7FFFFFFFU, 0xFFFFFFFFU, 0x7FFF8000U})
    for (const std::size_t width : {1, 5, 16, 19})
      for (std::size_t parts = 1; parts <= 3; ++parts) {
        CAPTURE(bits);
        auto row = random_values(width, 1, "row");
        row.back() = std::bit_cast<float>(bits);
        on_each_instruction_set([&] {
          const auto halves = split(row, parts);
          bool broken = false;
          for (std::size_t part = 0; part < parts; ++part)
            broken = broken || !std::isfinite(widened(halves[part * stride + width - 1]));
          CHECK(broken);
        });
      }
}

TEST_SUITE_END();
