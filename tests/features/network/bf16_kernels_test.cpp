#include "features/network/kernels/bf16_kernels.hpp"

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

constexpr std::uint16_t untouched = 0x1234;

std::vector<std::uint16_t> nearest(const std::vector<float>& row) {
  std::vector<std::uint16_t> halves(row.size() + 1, untouched);
  kernels::to_nearest_bf16(row.data(), row.size(), halves.data());
  return halves;
}

/// The distance of neighbouring bfloat16 around x.
double spacing(double x) {
  return std::ldexp(1.0, std::max(std::ilogb(x), -126) - 7);
}

} // namespace

TEST_SUITE_BEGIN("features/network/bf16_kernels");

TEST_CASE("a float becomes the nearest bfloat16") {
  for (std::size_t width = 1; width <= 70; ++width)
    for (const double deviation : {1.0, 1e-30, 1e30, 1e-39}) {
      const auto row = random_values(width, width, "row", deviation);
      on_each_instruction_set([&] {
        const auto halves = nearest(row);
        for (std::size_t i = 0; i < width; ++i) {
          const auto x = static_cast<double>(row[i]);
          CHECK(std::abs(static_cast<double>(widened(halves[i])) - x) <= spacing(x) / 2);
        }
        CHECK(halves[width] == untouched);
      });
    }
}

TEST_CASE("a bfloat16 stays itself") {
  for (std::uint32_t half = 0; half < 0x10000; half += 7) {
    const float x = widened(static_cast<std::uint16_t>(half));
    if (std::isfinite(x))
      CHECK(nearest({x})[0] == half);
  }
}

TEST_CASE("an infinity or a NaN stays one, whatever its bits") {
  for (const std::uint32_t bits : {0x7F800000U, 0xFF800000U, 0x7FC00000U, 0xFFC00000U, 0x7F800001U,
                                   0x7FFFFFFFU, 0xFFFFFFFFU, 0x7FFF8000U})
    for (const std::size_t width : {1, 5, 16, 19}) {
      CAPTURE(bits);
      auto row = random_values(width, 1, "row");
      row.back() = std::bit_cast<float>(bits);
      on_each_instruction_set([&] {
        const float found = widened(nearest(row)[width - 1]);
        CHECK(std::isnan(found) == std::isnan(row.back()));
        CHECK(std::isinf(found) == std::isinf(row.back()));
      });
    }
}

TEST_SUITE_END();
