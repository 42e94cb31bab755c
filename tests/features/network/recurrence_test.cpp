#include "features/network/compute/number_format.hpp"

#include "differences.hpp"
#include "random_values.hpp"
#include "run_layers.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace simrun;

namespace {

plain_lstm random_lstm(std::size_t batch, std::size_t length, std::size_t hidden, std::size_t directions) {
  const auto seed = batch * 1000 + length * 100 + hidden;
  plain_lstm l{batch, length, 7, hidden, directions, {}, {}, {}, {}, {}};
  l.input = random_values(batch * length * l.in, seed, "input");
  l.weight_ih = random_values(directions * 4 * hidden * l.in, seed, "weight_ih", 0.5);
  l.weight_hh = random_values(directions * 4 * hidden * hidden, seed, "weight_hh",
                              1 / std::sqrt(static_cast<double>(hidden)));
  l.bias = random_values(directions * 4 * hidden, seed, "bias", 0.3);
  return l;
}

double dot(const float* weights, const auto* values, std::size_t count) {
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i)
    sum += static_cast<double>(weights[i]) * static_cast<double>(values[i]);
  return sum;
}

double sigmoid(double x) {
  return 1 / (1 + std::exp(-x));
}

/// One direction of one window by the equations, into its places of [length, directions, hidden].
void run_direction(const plain_lstm& l, std::size_t window, std::size_t direction, double* states) {
  std::vector<double> state(l.hidden), cell(l.hidden), gates(4 * l.hidden);
  for (std::size_t step = 0; step < l.length; ++step) {
    const auto t = direction == 0 ? step : l.length - 1 - step;
    for (std::size_t g = 0; g < gates.size(); ++g) {
      const auto row = direction * gates.size() + g;
      gates[g] = static_cast<double>(l.bias[row]) +
                 dot(&l.weight_ih[row * l.in], &l.input[(window * l.length + t) * l.in], l.in) +
                 dot(&l.weight_hh[row * l.hidden], state.data(), l.hidden);
    }
    for (std::size_t i = 0; i < l.hidden; ++i) {
      cell[i] =
          sigmoid(gates[l.hidden + i]) * cell[i] + sigmoid(gates[i]) * std::tanh(gates[2 * l.hidden + i]);
      state[i] = sigmoid(gates[3 * l.hidden + i]) * std::tanh(cell[i]);
      states[(t * l.directions + direction) * l.hidden + i] = state[i];
    }
  }
}

std::vector<double> states_of(const plain_lstm& l) {
  const auto window_size = l.length * l.directions * l.hidden;
  std::vector<double> states(l.batch * window_size);
  for (std::size_t window = 0; window < l.batch; ++window)
    for (std::size_t direction = 0; direction < l.directions; ++direction)
      run_direction(l, window, direction, states.data() + window * window_size);
  return states;
}

template <class Check>
void for_layers(const Check& check) {
  for (const std::size_t batch : {1, 2, 3, 16})
    for (const std::size_t length : {1, 2, 5, 20})
      for (const std::size_t hidden : {1, 5, 16, 17, 33, 64})
        for (const std::size_t directions : {1, 2}) {
          CAPTURE(batch);
          CAPTURE(length);
          CAPTURE(hidden);
          CAPTURE(directions);
          check(random_lstm(batch, length, hidden, directions));
        }
}

} // namespace

TEST_SUITE_BEGIN("features/network/recurrence");

TEST_CASE("an LSTM of any size computes its equations at every step") {
  double largest = 0;
  for_layers([&](const plain_lstm& l) {
    const double error = largest_difference(run_lstm(l), states_of(l));
    CHECK(error < 3e-6);
    keep_larger(largest, error);
  });
  MESSAGE("largest error: " << largest);
}

TEST_CASE("in bf16 it stays within the rounding of its factors, step after step") {
  if (!has_bf16()) {
    MESSAGE("no bf16 here: skipped");
    return;
  }
  double largest = 0;
  for_layers([&](const plain_lstm& l) {
    const double error = largest_difference(run_lstm(l, model_precision::bf16), states_of(l));
    CHECK(error < 0.04);
    keep_larger(largest, error);
  });
  MESSAGE("largest error: " << largest);
}

TEST_SUITE_END();
