#include "features/network/kernels/tile_kernels.hpp"

#include "differences.hpp"
#include "instruction_sets.hpp"
#include "random_values.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace simrun;
using kernels::digit_layout;

namespace {

constexpr std::size_t width_max = 200;
constexpr std::int8_t untouched = 99;
constexpr std::size_t margin = 64; ///< past a row's last digit, to see that nothing is written there

/// A row's digits, and what they are worth.
struct split_row {
  split_row(const std::vector<float>& row, const digit_layout& how)
      : layout(how), bytes(place(row.size() - 1, kernels::digits - 1) + 1 + margin, untouched) {
    unit = kernels::split_digits(row.data(), row.size(), layout, bytes.data());
  }

  std::size_t place(std::size_t k, std::size_t digit) const {
    return k / layout.run * layout.run_stride + digit * layout.digit_stride + k % layout.run;
  }
  double value(std::size_t k) const {
    double sum = 0;
    for (std::size_t digit = 0; digit < kernels::digits; ++digit)
      sum += std::ldexp(bytes[place(k, digit)], -8 * static_cast<int>(digit));
    return sum * static_cast<double>(unit);
  }

  digit_layout layout;
  std::vector<std::int8_t> bytes;
  float unit = 0;
};

const std::vector<digit_layout> layouts{{width_max, 0, width_max}, kernels::left_layout, {32, 96, 32}};

/// The largest error of a row in its last digits. Beside half a digit from rounding to it, a float's own
/// precision has a part in it: the largest values are as long as a float.
double largest_error_in_digits(const std::vector<float>& row, const digit_layout& layout) {
  const split_row split(row, layout);
  double largest = 0;
  for (std::size_t k = 0; k < row.size(); ++k)
    keep_larger(largest, std::abs(split.value(k) - static_cast<double>(row[k])));
  return split.unit == 0 ? largest : largest * 65536 / static_cast<double>(split.unit);
}

} // namespace

TEST_SUITE_BEGIN("features/network/digit_kernels");

TEST_CASE("three digits are worth the float, up to half the last one and a float's own rounding") {
  double largest = 0;
  for (const auto& layout : layouts)
    for (std::size_t width = 1; width <= width_max; width += width < 70 ? 1 : 13)
      for (const double deviation : {1.0, 1e-3, 3e4, 1e-20, 1e-30, 1e-34, 1e-37, 1e30, 5e37}) {
        CAPTURE(width);
        CAPTURE(deviation);
        const auto row = random_values(width, width, "row", deviation);
        on_each_instruction_set([&] {
          const double error = largest_error_in_digits(row, layout);
          CHECK(error <= 1.25);
          keep_larger(largest, error);
        });
      }
  MESSAGE("largest error: " << largest << " last digits");
}

TEST_CASE("small values beside a large one keep their part of its last digit") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    auto row = random_values(37, seed, "row", 1e-5);
    row[seed % row.size()] = seed % 2 ? 1.0F : -1.0F;
    CHECK(largest_error_in_digits(row, layouts[0]) <= 1.25);
    const split_row split(row, layouts[0]);
    CHECK(std::abs(static_cast<double>(split.unit) * 127 - 1) < 1e-6);
  }
}

TEST_CASE("the extremes of a row are 127 and -127 units") {
  const split_row split({-2.5F, 0, 2.5F, 1.25F}, layouts[0]);
  CHECK(split.bytes[split.place(0, 0)] == -127);
  CHECK(split.bytes[split.place(2, 0)] == 127);
  for (std::size_t digit = 1; digit < kernels::digits; ++digit)
    for (const std::size_t k : {0, 1, 2})
      CHECK(split.bytes[split.place(k, digit)] == 0);
  CHECK(split.value(3) == doctest::Approx(1.25).epsilon(1e-6));
}

TEST_CASE("only the places of a row's own digits are written") {
  for (const auto& layout : layouts)
    for (const std::size_t width : {1, 3, 17, 64, 65, 129}) {
      on_each_instruction_set([&] {
        const split_row split(random_values(width, 5, "row"), layout);
        std::vector<bool> own(split.bytes.size());
        for (std::size_t k = 0; k < width; ++k)
          for (std::size_t digit = 0; digit < kernels::digits; ++digit)
            own[split.place(k, digit)] = true;
        for (std::size_t i = 0; i < own.size(); ++i)
          if (!own[i])
            CHECK(split.bytes[i] == untouched);
      });
    }
}

TEST_CASE("a row with a NaN or an infinity has no unit, wherever it stands") {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  for (const float broken : {std::nanf(""), -std::nanf(""), infinity, -infinity})
    for (const std::size_t width : {1, 7, 16, 37})
      for (std::size_t place = 0; place < width; ++place) {
        auto row = random_values(width, place, "row");
        row[place] = broken;
        on_each_instruction_set([&] { CHECK(std::isnan(split_row(row, layouts[0]).unit)); });
      }
}

TEST_CASE("a row of zeros has digits of zero, and one of denormals is worth nothing much else") {
  const split_row zeros(std::vector<float>(21, 0.0F), layouts[0]);
  CHECK(std::isfinite(zeros.unit));
  for (std::size_t k = 0; k < 21; ++k)
    CHECK(zeros.value(k) == 0);

  const auto row = random_values(21, 1, "row", 1e-40);
  const split_row denormals(row, layouts[0]);
  CHECK(std::isfinite(denormals.unit));
  for (std::size_t k = 0; k < row.size(); ++k)
    CHECK(std::abs(denormals.value(k) - static_cast<double>(row[k])) < 1.2e-38);
}

TEST_CASE("the largest floats have digits") {
  constexpr float largest = std::numeric_limits<float>::max();
  const split_row split({largest, -largest, largest / 3}, layouts[0]);
  CHECK(split.value(0) == doctest::Approx(static_cast<double>(largest)).epsilon(1e-6));
  CHECK(split.value(1) == doctest::Approx(-static_cast<double>(largest)).epsilon(1e-6));
  CHECK(split.value(2) == doctest::Approx(static_cast<double>(largest) / 3).epsilon(1e-6));
}

TEST_SUITE_END();
