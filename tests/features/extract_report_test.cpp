#include "features/extract_report.hpp"

#include "network/small_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

using namespace simrun;

namespace {

const std::filesystem::path source_root = SIMRUN_SOURCE_ROOT;

/// Runs a model on its golden input and compares every stage.
void check_golden(const std::filesystem::path& folder, const std::string& name) {
  const auto weights = load_weights(folder / (name + ".weights.safetensors"));
  const auto golden = read_safetensors(folder / (name + ".io.safetensors"));
  REQUIRE(weights);
  REQUIRE(golden);
  const auto stages = extract_stages(*weights, *golden);
  REQUIRE(stages);
  const auto differences = compare_stages(*stages, *golden);
  REQUIRE(differences);
  CHECK(differences->size() == 9);
  for (const auto& stage : *differences) {
    CAPTURE(stage.name);
    CHECK(stage.largest < 1e-4);
  }
}

tensor_file input_file(std::vector<std::size_t> shape, std::vector<float> values) {
  return {"x", {}, {{"input", std::move(shape), std::move(values)}}};
}

} // namespace

TEST_SUITE_BEGIN("features/extract_report");

TEST_CASE("every stage of the small model equals PyTorch's") {
  check_golden(source_root / "tests/fixtures/model", "small");
}

TEST_CASE("every stage of the full model equals PyTorch's") {
  const auto folder = source_root / "../shared/golden/model";
  if (std::filesystem::exists(folder / "full.weights.safetensors"))
    check_golden(folder, "full");
  else
    MESSAGE("skipped: the full model is not at " << folder.string());
}

TEST_CASE("any number of windows is computed, each as if it were alone") {
  const auto shape = small_shape();
  const auto weights = random_weights(1, shape);
  constexpr std::size_t batch = 37, length = 10;
  const auto input = random_input(shape, batch, length);
  const auto all = extract_stages(weights, input_file({batch, shape.channels, length}, input));
  REQUIRE(all);
  const auto window = shape.channels * length;
  const std::vector<float> last(input.end() - static_cast<std::ptrdiff_t>(window), input.end());
  const auto one = extract_stages(weights, input_file({1, shape.channels, length}, last));
  REQUIRE(one);
  for (std::size_t i = 0; i < one->size(); ++i) {
    const auto &single = (*one)[i], &many = (*all)[i];
    CAPTURE(single.name);
    CHECK(many.values.size() == (single.name == "ensemble_weights" ? 1 : batch) * single.values.size());
    for (std::size_t k = 1; k <= single.values.size(); ++k)
      CHECK(many.values[many.values.size() - k] ==
            doctest::Approx(single.values[single.values.size() - k]).epsilon(1e-5));
  }
}

TEST_CASE("an input that does not fit the model says how it should look") {
  const auto shape = small_shape();
  const auto weights = random_weights(1, shape);
  const auto message = [&](const tensor_file& file) { return extract_stages(weights, file).error().message; };
  const std::string expected = ", expected [batch, 4, time], with 10 to 4096 steps of time";

  CHECK(message({"x", {}, {}}) == "x: tensor 'input' is missing");
  CHECK(message(input_file({4, 10}, std::vector<float>(40))) ==
        "x: tensor 'input' has shape [4, 10]" + expected);
  CHECK(message(input_file({1, 5, 10}, std::vector<float>(50))) ==
        "x: tensor 'input' has shape [1, 5, 10]" + expected);
  CHECK(message(input_file({1, 4, 9}, std::vector<float>(36))) ==
        "x: tensor 'input' has shape [1, 4, 9]" + expected);
  CHECK(message(input_file({0, 4, 10}, {})) == "x: tensor 'input' has shape [0, 4, 10]" + expected);
  CHECK(message(input_file({1, 4, 5000}, std::vector<float>(20000))) ==
        "x: tensor 'input' has shape [1, 4, 5000]" + expected);

  std::vector<float> broken(40);
  broken[9] = std::numeric_limits<float>::quiet_NaN();
  CHECK(message(input_file({1, 4, 10}, broken)) ==
        "x: tensor 'input' holds nan at index 9, expected finite numbers");
  CHECK(message(input_file({1, 4, 10}, std::vector<float>(40, 3e38F))) ==
        "x: the network's cnn_features are not finite for this input");
}

TEST_CASE("a comparison takes the last step of fused features that hold all") {
  const std::vector<named_tensor> stages{{"lstm_context", {2, 1}, {1, 2}},
                                         {"fused_features", {2, 2}, {1, 2, 3, 4}},
                                         {"regression_uncertainty", {2, 1}, {5, 6}}};
  tensor_file expected{"x",
                       {},
                       {{"fused_features", {2, 3, 2}, {0, 0, 0, 0, 1, 2.5, 0, 0, 0, 0, 3, 4}},
                        {"regression_uncertainty", {2, 1}, {0, 0}}}};
  const auto differences = compare_stages(stages, expected);
  REQUIRE(differences);
  REQUIRE(differences->size() == 1);
  CHECK(differences->front().name == "fused_features");
  CHECK(differences->front().largest == 0.5);
}

TEST_CASE("a comparison that can't be made says why") {
  const std::vector<named_tensor> stages{{"lstm_context", {2, 1}, {1, 2}}};
  CHECK(compare_stages(stages, {"x", {}, {{"lstm_context", {1, 2}, {1, 2}}}}).error().message ==
        "x: tensor 'lstm_context' has shape [1, 2], the network delivers [2, 1]");
  CHECK(compare_stages(stages, {"x", {}, {{"lstm_context", {2, 1}, {}, "F64"}}}).error().message ==
        "x: tensor 'lstm_context' has dtype F64, expected F32");
  CHECK(compare_stages(stages, {"x", {}, {}}).error().message ==
        "x: nothing to compare with: it holds no stage such as fused_features");
}

TEST_SUITE_END();
