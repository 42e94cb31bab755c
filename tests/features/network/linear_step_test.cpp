#include "features/network/compute/linear_step.hpp"

#include "differences.hpp"
#include "random_values.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace simrun;

namespace {

constexpr std::size_t gap = 3; ///< between rows on both sides
constexpr float untouched = 12345;

struct step_case {
  std::size_t in, out, rows;
  bool bias, relu;
};

linear_layer random_layer(const step_case& c, std::uint64_t seed) {
  return {c.in, c.out, random_values(c.in * c.out, seed, "weight"),
          c.bias ? random_values(c.out, seed, "bias") : std::vector<float>()};
}

/// What a plain loop makes of a row, and the sum of its terms' magnitudes.
struct exact_sum {
  double value, magnitude;
};

exact_sum sum_of(const linear_layer& layer, const float* row, std::size_t output, bool relu) {
  double sum = layer.bias.empty() ? 0 : static_cast<double>(layer.bias[output]), magnitude = std::abs(sum);
  for (std::size_t k = 0; k < layer.in; ++k) {
    const double term =
        static_cast<double>(layer.weight[output * layer.in + k]) * static_cast<double>(row[k]);
    sum += term;
    magnitude += std::abs(term);
  }
  return {relu ? std::max(sum, 0.0) : sum, magnitude};
}

/// The largest error of a step relative to the sum of |a| |b|.
double largest_error(const step_case& c, model_precision precision, std::uint64_t seed) {
  const auto layer = random_layer(c, seed);
  const auto source_stride = c.in + gap, stride = c.out + gap;
  // The step is made for the first rows and run on the second ones as well.
  auto source = random_values(2 * c.rows * source_stride, seed, "source");
  std::vector<float> found(c.rows * stride, untouched);
  compute_context context(std::make_shared<packed_weights>(), precision);
  linear_step step(context, layer, matrix_view::rows(source.data(), c.rows, c.in, source_stride),
                   matrix_view::rows(found.data(), c.rows, c.out, stride),
                   c.relu ? activation::relu : activation::none);
  context.allocate_shared();

  double largest = 0;
  for (const auto* begin : {source.data(), source.data() + c.rows * source_stride}) {
    begin == source.data() ? step.run(context) : step.run_from(context, begin);
    for (std::size_t row = 0; row < c.rows; ++row)
      for (std::size_t column = 0; column < stride; ++column) {
        const auto value = found[row * stride + column];
        if (column >= c.out) {
          CHECK(value == untouched);
          continue;
        }
        const auto expected = sum_of(layer, begin + row * source_stride, column, c.relu);
        const double error = std::abs(static_cast<double>(value) - expected.value) / expected.magnitude;
        keep_larger(largest, error);
      }
  }
  return largest;
}

/// Calls `check` for layers and row counts around the edges of tiles and vectors.
template <class Check>
void for_steps(const Check& check) {
  for (const std::size_t in : {1, 3, 15, 16, 17, 63, 64, 65, 131})
    for (const std::size_t out : {1, 5, 16, 31, 33, 70})
      for (const std::size_t rows : {1, 2, 5, 16, 17, 33}) {
        const step_case c{in, out, rows, (in + rows) % 2 == 0, (in + out) % 3 == 0};
        CAPTURE(in);
        CAPTURE(out);
        CAPTURE(rows);
        check(c, in * 10000 + out * 100 + rows);
      }
}

} // namespace

TEST_SUITE_BEGIN("features/network/linear_step");

TEST_CASE("a step in f32 computes its layer, whatever its sizes") {
  double largest = 0;
  for_steps([&](const step_case& c, std::uint64_t seed) {
    const double error = largest_error(c, model_precision::f32, seed);
    // Fixed-point rows have the precision of their largest value, which in a sum of a few small products
    // may meet a small one.
    CHECK(error < (c.in < 15 ? 1e-5 : 1e-6));
    keep_larger(largest, error);
  });
  MESSAGE("largest error, of the sum of |a| |b|: " << largest);
}

TEST_CASE("a step in bf16 is within the rounding of both factors") {
  if (!has_bf16()) {
    MESSAGE("no bf16 here: skipped");
    return;
  }
  double largest = 0;
  for_steps([&](const step_case& c, std::uint64_t seed) {
    const double error = largest_error(c, model_precision::bf16, seed);
    // Each factor is off by at most 2^-8 / 2 of itself, twice.
    CHECK(error < std::ldexp(1.0, -7) * 1.01);
    keep_larger(largest, error);
  });
  MESSAGE("largest error, of the sum of |a| |b|: " << largest);
}

TEST_CASE("steps of one context share its memory for left factors") {
  const auto wide = random_layer({131, 5, 17, true, false}, 1),
             narrow = random_layer({5, 70, 17, true, false}, 2);
  auto source = random_values(17 * 131, 1, "source");
  std::vector<float> between(17 * 5), found(17 * 70);
  compute_context context(std::make_shared<packed_weights>(), model_precision::f32);
  linear_step first(context, wide, matrix_view::rows(source.data(), 17, 131),
                    matrix_view::rows(between.data(), 17, 5));
  linear_step second(context, narrow, matrix_view::rows(between.data(), 17, 5),
                     matrix_view::rows(found.data(), 17, 70));
  context.allocate_shared();
  for (int repeat = 0; repeat < 2; ++repeat) {
    first.run(context);
    second.run(context);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto expected = sum_of(narrow, between.data() + i / 70 * 5, i % 70, false);
      CHECK(std::abs(static_cast<double>(found[i]) - expected.value) < 1e-6 * expected.magnitude);
    }
  }
}

TEST_SUITE_END();
