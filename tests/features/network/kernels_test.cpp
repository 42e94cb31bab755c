#include "features/network/kernels/kernels.hpp"

#include "differences.hpp"
#include "instruction_sets.hpp"
#include "random_values.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace simrun;

namespace {

constexpr std::size_t width_max = 70;

double at(const std::vector<float>& values, std::size_t i) {
  return static_cast<double>(values[i]);
}

/// Calls `check` for rows of every width, of small and of large values, with each instruction set.
template <class Check>
void for_rows(const Check& check) {
  for (std::size_t width = 1; width <= width_max; ++width)
    for (const double deviation : {0.01, 1.0, 30.0}) {
      CAPTURE(width);
      CAPTURE(deviation);
      const auto row = random_values(width, width, "row", deviation);
      on_each_instruction_set([&] { check(row); });
    }
}

/// The largest error of exp from 0 down to -86, relative to it.
double largest_error_of_exp() {
  double largest = 0;
  for (int i = 0; i <= 86000; ++i) {
    const auto x = static_cast<float>(i) * -1e-3F;
    // The first share over the second is exp of their difference. Whole vectors and single floats have the
    // same code; a width of 2 takes the latter.
    std::vector<float> row{0.0F, x};
    kernels::softmax(row.data(), row.size());
    const double expected = std::exp(static_cast<double>(x));
    const double ratio = at(row, 1) / at(row, 0);
    keep_larger(largest, std::abs(ratio - expected) / expected);
  }
  return largest;
}

/// The largest error of tanh.
double largest_error_of_tanh() {
  double largest = 0;
  const float one = 1;
  for (int i = -200000; i <= 200000; ++i) {
    const auto x = static_cast<float>(i) * 1e-4F;
    const auto error =
        std::abs(static_cast<double>(kernels::tanh_score(&x, &one, 1)) - std::tanh(static_cast<double>(x)));
    keep_larger(largest, error);
  }
  return largest;
}

void check_nan_goes_through(std::size_t width, std::size_t place) {
  auto row = random_values(width, 1, "row");
  row[place] = std::nanf("");
  const std::vector<float> ones(width, 1.0F);
  CHECK(std::isnan(kernels::tanh_score(row.data(), ones.data(), width)));
  auto positive = row, shares = row, normal = row;
  kernels::relu(positive.data(), width);
  CHECK(std::isnan(positive[place]));
  kernels::softmax(shares.data(), width);
  CHECK(std::ranges::all_of(shares, [](float x) { return std::isnan(x); }));
  kernels::layer_norm(row.data(), ones.data(), ones.data(), normal.data(), width);
  CHECK(std::ranges::all_of(normal, [](float x) { return std::isnan(x); }));
}

} // namespace

TEST_SUITE_BEGIN("features/network/kernels");

TEST_CASE(
    "exp is within 2e-7 of itself, or as close as a product of its argument without a fused sum allows") {
  on_each_instruction_set([](std::string_view name) {
    const double error = largest_error_of_exp();
    MESSAGE("largest relative error: " << error);
    CHECK(error < (name.starts_with("SS") ? 6e-6 : 2e-7));
  });
}

TEST_CASE("tanh is within 4e-7, and 1 at the ends") {
  on_each_instruction_set([] {
    const double error = largest_error_of_tanh();
    MESSAGE("largest error: " << error);
    CHECK(error < 4e-7);
    const float one = 1;
    for (const float x : {100.0F, 1e30F, std::numeric_limits<float>::infinity()}) {
      const float below = -x;
      CHECK(kernels::tanh_score(&x, &one, 1) == doctest::Approx(1));
      CHECK(kernels::tanh_score(&below, &one, 1) == doctest::Approx(-1));
    }
  });
}

TEST_CASE("softmax shares out 1") {
  for_rows([](const std::vector<float>& row) {
    auto found = row;
    kernels::softmax(found.data(), found.size());
    const double top = static_cast<double>(std::ranges::max(row));
    double sum = 0;
    for (const float x : row)
      sum += std::exp(static_cast<double>(x) - top);
    for (std::size_t i = 0; i < row.size(); ++i)
      CHECK(std::abs(at(found, i) - std::exp(at(row, i) - top) / sum) < 5e-7);
  });
}

TEST_CASE("a layer norm takes off the mean and divides by the deviation, in place too") {
  for_rows([](const std::vector<float>& row) {
    const auto width = row.size();
    const auto scale = random_values(width, 1, "scale"), shift = random_values(width, 1, "shift");
    auto found = row;
    kernels::layer_norm(found.data(), scale.data(), shift.data(), found.data(), width);
    double mean = 0, variance = 0;
    for (const float x : row)
      mean += static_cast<double>(x) / static_cast<double>(width);
    for (const float x : row)
      variance += std::pow(static_cast<double>(x) - mean, 2) / static_cast<double>(width);
    for (std::size_t i = 0; i < width; ++i) {
      const double expected = (at(row, i) - mean) / std::sqrt(variance + 1e-5) * at(scale, i) + at(shift, i);
      CHECK(std::abs(at(found, i) - expected) < 2e-5);
    }
  });
}

TEST_CASE("sums, products, relu and scores are those of a plain loop") {
  for_rows([](const std::vector<float>& row) {
    const auto width = row.size();
    const auto other = random_values(width, 2, "other");
    auto sum = other, positive = row;
    std::vector<float> product(width);
    kernels::add(row.data(), sum.data(), width);
    kernels::relu(positive.data(), width);
    kernels::multiply(row.data(), other.data(), product.data(), width);
    double score = 0;
    for (std::size_t i = 0; i < width; ++i) {
      CHECK(sum[i] == row[i] + other[i]);
      CHECK(positive[i] == std::max(row[i], 0.0F));
      CHECK(product[i] == row[i] * other[i]);
      score += std::tanh(at(row, i)) * at(other, i);
    }
    CHECK(std::abs(static_cast<double>(kernels::tanh_score(row.data(), other.data(), width)) - score) < 2e-5);
  });
}

TEST_CASE("a NaN goes through wherever it stands") {
  for (const std::size_t width : {1, 2, 5, 16, 21, 37})
    for (std::size_t place = 0; place < width; ++place) {
      CAPTURE(width);
      CAPTURE(place);
      on_each_instruction_set([&] { check_nan_goes_through(width, place); });
    }
}

TEST_SUITE_END();
