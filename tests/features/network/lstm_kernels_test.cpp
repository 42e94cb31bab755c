#include "features/network/kernels/lstm_kernels.hpp"

#include "differences.hpp"
#include "instruction_sets.hpp"
#include "random_values.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <limits>

using namespace simrun;

namespace {

/// One step of a few windows with gates as the equations have them, [i, f, g, o][hidden].
struct plain_step {
  plain_step(std::size_t units, std::size_t windows, std::uint64_t seed, double deviation = 1)
      : hidden(units),
        rows(windows),
        gates(random_values(rows * 4 * hidden, seed, "gates", deviation)),
        weights(random_values(4 * hidden * hidden, seed, "weights", 0.3)),
        state(random_values(rows * hidden, seed, "state")),
        cell(random_values(rows * hidden, seed, "cell")) {}

  std::size_t hidden, rows;
  std::vector<float> gates;   ///< [rows, 4, hidden]
  std::vector<float> weights; ///< [4, hidden, hidden]
  std::vector<float> state;   ///< [rows, hidden]
  std::vector<float> cell;    ///< [rows, hidden]
  bool first = false;         ///< whether there is no state yet

  double recurrent(std::size_t row, std::size_t gate, std::size_t unit) const {
    double sum = 0;
    for (std::size_t k = 0; k < hidden && !first; ++k)
      sum += static_cast<double>(weights[(gate * hidden + unit) * hidden + k]) *
             static_cast<double>(state[row * hidden + k]);
    return sum;
  }
};

double sigmoid(double x) {
  return 1 / (1 + std::exp(-x));
}

struct cell_and_state {
  double cell, state;
};

cell_and_state expected_of(const plain_step& s, std::size_t row, std::size_t unit) {
  const auto gate = [&](std::size_t number) {
    return static_cast<double>(s.gates[(row * 4 + number) * s.hidden + unit]) +
           s.recurrent(row, number, unit);
  };
  const double cell = sigmoid(gate(1)) * static_cast<double>(s.cell[row * s.hidden + unit]) +
                      sigmoid(gate(0)) * std::tanh(gate(2));
  return {cell, sigmoid(gate(3)) * std::tanh(cell)};
}

constexpr std::size_t gap = 5; ///< between the rows of all that has a stride
constexpr float untouched = 12345;

/// Where gate `gate` of a unit stands among the gates of a row.
std::size_t in_block(std::size_t gate, std::size_t unit) {
  return (unit / lstm_block * 4 + gate) * lstm_block + unit % lstm_block;
}

/// The step's numbers as the kernels take them, and its results.
struct packed_step {
  explicit packed_step(const plain_step& s)
      : padded(padded_units(s.hidden)),
        gates(s.rows * (4 * padded + gap)),
        recurrent(s.rows * 4 * padded),
        weights(4 * padded * s.hidden),
        state(s.rows * (s.hidden + gap)),
        cell(s.rows * padded),
        output(s.rows * (s.hidden + gap), untouched) {
    for (std::size_t row = 0; row < s.rows; ++row)
      for (std::size_t unit = 0; unit < s.hidden; ++unit) {
        state[row * (s.hidden + gap) + unit] = s.state[row * s.hidden + unit];
        cell[row * padded + unit] = s.cell[row * s.hidden + unit];
        for (std::size_t gate = 0; gate < 4; ++gate) {
          gates[row * (4 * padded + gap) + in_block(gate, unit)] =
              s.gates[(row * 4 + gate) * s.hidden + unit];
          recurrent[row * 4 * padded + in_block(gate, unit)] =
              static_cast<float>(s.recurrent(row, gate, unit));
        }
      }
    // [units / 16][hidden][4 gates][16]
    for (std::size_t unit = 0; unit < s.hidden; ++unit)
      for (std::size_t gate = 0; gate < 4; ++gate)
        for (std::size_t k = 0; k < s.hidden; ++k)
          weights[((unit / lstm_block * s.hidden + k) * 4 + gate) * lstm_block + unit % lstm_block] =
              s.weights[(gate * s.hidden + unit) * s.hidden + k];
    step = {s.hidden,       gates.data(), 4 * padded + gap, s.first ? nullptr : state.data(),
            s.hidden + gap, cell.data(),  output.data(),    s.hidden + gap};
  }

  /// The largest difference from the equations in cells and outputs; a NaN counts as the largest.
  double error_of(const plain_step& s) const {
    double largest = 0;
    for (std::size_t row = 0; row < s.rows; ++row) {
      for (std::size_t unit = 0; unit < s.hidden; ++unit) {
        const auto expected = expected_of(s, row, unit);
        for (const double error :
             {static_cast<double>(cell[row * padded + unit]) - expected.cell,
              static_cast<double>(output[row * (s.hidden + gap) + unit]) - expected.state})
          keep_larger(largest, std::abs(error));
      }
      for (std::size_t i = 0; i < gap; ++i)
        CHECK(output[row * (s.hidden + gap) + s.hidden + i] == untouched);
    }
    return largest;
  }

  std::size_t padded;
  std::vector<float> gates, recurrent, weights, state, cell, output;
  kernels::lstm_step step;
};

template <class Check>
void for_steps(std::size_t rows_max, const Check& check) {
  for (std::size_t hidden = 1; hidden <= 40; ++hidden)
    for (std::size_t rows = 1; rows <= rows_max; ++rows)
      for (const bool first : {false, true}) {
        CAPTURE(hidden);
        CAPTURE(rows);
        CAPTURE(first);
        plain_step step(hidden, rows, hidden * 10 + rows);
        step.first = first;
        on_each_instruction_set([&] { check(step); });
      }
}

} // namespace

TEST_SUITE_BEGIN("features/network/lstm_kernels");

TEST_CASE("a fused step computes the equations of an LSTM cell") {
  double largest = 0;
  for_steps(kernels::fused_rows_max, [&](const plain_step& plain) {
    packed_step packed(plain);
    kernels::fused_step(packed.step, plain.rows, packed.weights.data());
    const double error = packed.error_of(plain);
    CHECK(error < 2e-6);
    keep_larger(largest, error);
  });
  MESSAGE("largest error: " << largest);
}

TEST_CASE("so does a step whose product with the state came from elsewhere") {
  for_steps(5, [&](const plain_step& plain) {
    packed_step packed(plain);
    kernels::cell_step(packed.step, plain.rows, plain.first ? nullptr : packed.recurrent.data());
    CHECK(packed.error_of(plain) < 1e-6);
  });
}

TEST_CASE("gates that are wide open or shut stay within rounding") {
  for (const double deviation : {10.0, 100.0, 1e4, 1e30})
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      CAPTURE(deviation);
      const plain_step plain(23, 2, seed, deviation);
      on_each_instruction_set([&] {
        packed_step packed(plain);
        kernels::fused_step(packed.step, plain.rows, packed.weights.data());
        CHECK(packed.error_of(plain) < 2e-6);
      });
    }
}

TEST_CASE("a NaN in a gate breaks its own unit, and one in the state all of them") {
  for (const std::size_t broken : {0, 15, 16, 22})
    for (std::size_t gate = 0; gate < 4; ++gate) {
      plain_step plain(23, 2, 1);
      plain.gates[gate * plain.hidden + broken] = std::nanf("");
      packed_step packed(plain);
      kernels::fused_step(packed.step, plain.rows, packed.weights.data());
      for (std::size_t unit = 0; unit < plain.hidden; ++unit)
        CHECK(std::isnan(packed.output[unit]) == (unit == broken));
      CHECK(std::isfinite(packed.output[plain.hidden + gap + broken]));
    }
  plain_step plain(23, 2, 1);
  plain.state[3] = std::nanf("");
  packed_step packed(plain);
  kernels::fused_step(packed.step, plain.rows, packed.weights.data());
  for (std::size_t unit = 0; unit < plain.hidden; ++unit) {
    CHECK(std::isnan(packed.output[unit]));
    CHECK(std::isfinite(packed.output[plain.hidden + gap + unit]));
  }
}

TEST_SUITE_END();
