#include "run_layers.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <unistd.h>

using namespace simrun;

namespace {

/// The vectors, or none and a message where they are not installed.
std::vector<onnx_vector> installed(std::string_view name_begin) {
  auto vectors = onnx_vectors(name_begin);
  if (vectors.empty())
    MESSAGE("libonnx-testdata is not installed: skipped");
  return vectors;
}

} // namespace

TEST_SUITE_BEGIN("features/network/onnx_vectors");

TEST_CASE("all Conv1d vectors hold for the unfolded product") {
  const auto vectors = installed("test_Conv1d");
  CHECK((vectors.empty() || vectors.size() == 8));
  for (const auto& vector : vectors) {
    CAPTURE(vector.name);
    CHECK(vector.operation == "Conv");
    const auto found = as_same_convolution(vector);
    REQUIRE(found);
    const auto& c = *found;
    CHECK(vector.output(0)->shape == std::vector{c.batch, c.filters, c.steps});
    CHECK(c.bias.size() == c.filters);
    REQUIRE(c.first + (c.steps - 1) * c.stride < c.length);
    const auto sums = run_convolution(c);
    for (std::size_t i = 0; i < c.expected.size(); ++i) {
      const auto window = i / c.steps / c.filters, filter = i / c.steps % c.filters;
      const auto step = c.first + i % c.steps * c.stride;
      CHECK(sums[(window * c.length + step) * c.filters + filter] ==
            doctest::Approx(static_cast<double>(c.expected[i])).epsilon(1e-5));
    }
  }
}

TEST_CASE("all lstm vectors hold for the recurrence, but that with peepholes, which it has not") {
  const auto vectors = installed("test_lstm_");
  CHECK((vectors.empty() || vectors.size() == 4));
  for (const auto& vector : vectors) {
    CAPTURE(vector.name);
    CHECK(vector.operation == "LSTM");
    const auto found = as_plain_lstm(vector);
    REQUIRE(found.has_value() == (vector.name != "test_lstm_with_peepholes"));
    if (!found)
      continue;
    const auto& l = *found;
    CHECK(l.hidden == static_cast<std::size_t>(vector.attribute("hidden_size", 0)));
    CHECK(l.weight_ih.size() == 4 * l.hidden * l.in);
    CHECK(l.weight_hh.size() == 4 * l.hidden * l.hidden);
    CHECK(l.length == 1);
    REQUIRE(l.last_state.size() == l.batch * l.hidden);
    const auto states = run_lstm(l);
    for (std::size_t i = 0; i < l.last_state.size(); ++i)
      CHECK(states[i] == doctest::Approx(static_cast<double>(l.last_state[i])).epsilon(1e-5));
  }
}

TEST_CASE("a vector that is cut short is refused with its name") {
  const auto vectors = installed("test_Conv1d_pad1");
  if (vectors.empty())
    return;
  const auto folder =
      std::filesystem::temp_directory_path() / ("simrun_onnx_vectors_test." + std::to_string(::getpid()));
  std::filesystem::create_directories(folder / "test_short");
  std::ofstream(folder / "test_short/model.onnx", std::ios::binary) << "\x3a\x7f\x0a";
  try {
    onnx_vectors("test_short", folder);
    FAIL("a cut file was read");
  } catch (const std::runtime_error& problem) {
    CHECK(std::string(problem.what()).ends_with("test_short: a protobuf field ends early"));
  }
  std::filesystem::remove_all(folder);
}

TEST_SUITE_END();
