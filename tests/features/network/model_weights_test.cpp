#include "features/network/weights/model_weights.hpp"

#include "small_model.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <limits>

using namespace simrun;

namespace {

const std::filesystem::path fixtures = std::filesystem::path(SIMRUN_SOURCE_ROOT) / "tests/fixtures/model";

named_tensor& tensor(tensor_file& file, const std::string& name) {
  return const_cast<named_tensor&>(*file.find(name));
}

void rename(tensor_file& file, const std::string& from, const std::string& to) {
  tensor(file, from).name = to;
}

void reshape(tensor_file& file, const std::string& name, std::vector<std::size_t> shape) {
  std::size_t count = 1;
  for (const auto size : shape)
    count *= size;
  tensor(file, name) = {name, std::move(shape), std::vector<float>(count, 0.5F)};
}

template <class Change>
std::string problem_after(Change change) {
  auto file = random_tensors(small_shape(), 1);
  file.source = "m";
  change(file);
  const auto weights = build_weights(file);
  return weights ? "none" : weights.error().message;
}

const std::string conv_1 = "cnn_extractor.conv_layers.1.weight";
const std::string layer_1 = "lstm_processor.lstm_layers.1.weight_ih_l0";

} // namespace

TEST_SUITE_BEGIN("features/model_weights");

TEST_CASE("sizes come from the metadata and agree with the tensors") {
  const auto weights = load_weights(fixtures / "small.weights.safetensors");
  REQUIRE(weights);
  const auto& shape = (*weights)->shape;
  CHECK(shape.channels == 15);
  CHECK(shape.filter_sizes == std::vector<std::size_t>{3, 5, 7, 11});
  CHECK(shape.filters == 8);
  CHECK(shape.hidden == 16);
  CHECK(shape.layers == 3);
  CHECK(shape.bidirectional);
  CHECK(shape.fusion == 32);
  CHECK(shape.lstm_attention == 128);
  CHECK(shape.regression_hidden == std::array<std::size_t, 2>{16, 8});
  CHECK(shape.ensemble == 5);
}

TEST_CASE("with no metadata all sizes but the heads come from the tensors") {
  auto shape = small_shape();
  shape.filters = 8;
  shape.cnn_heads = shape.fusion_heads = 8;
  shape.bidirectional = false;
  auto file = random_tensors(shape, 1);
  file.metadata.clear();
  shape.sequence_length = 60;
  CHECK(read_model_shape(file).value() == shape);
}

TEST_CASE("a seed makes the same model again, another seed another one") {
  const auto shape = small_shape();
  CHECK(random_weights(1, shape)->identity == random_weights(1, shape)->identity);
  CHECK(random_weights(1, shape)->identity != random_weights(2, shape)->identity);
  CHECK(random_weights(1)->shape == model_shape{});
}

TEST_CASE("what PyTorch keeps besides weights does no harm") {
  CHECK(problem_after([](tensor_file& f) {
          f.tensors.push_back({"cnn_extractor.batch_norms.0.num_batches_tracked", {}, {}, "I64"});
        }) == "none");
}

TEST_CASE("tensors that are missing, misshapen or no numbers are named") {
  CHECK(problem_after([](tensor_file& f) { rename(f, "ensemble_weights", "x"); }) ==
        "m: tensor 'ensemble_weights' is missing");
  CHECK(problem_after([](tensor_file& f) { rename(f, "cnn_extractor.attention.w_q.bias", "x"); }) ==
        "m: tensor 'cnn_extractor.attention.w_q.bias' is missing");
  CHECK(problem_after([](tensor_file& f) { tensor(f, conv_1).dtype = "F16"; }) ==
        "m: tensor 'cnn_extractor.conv_layers.1.weight' has dtype F16, expected F32");
  CHECK(problem_after([](tensor_file& f) {
          reshape(f, conv_1, {6, 4, 7});
        }) == "m: tensor 'cnn_extractor.conv_layers.1.weight' has shape [6, 4, 7], expected [6, 4, 5]");
  CHECK(problem_after([](tensor_file& f) {
          reshape(f, "cnn_extractor.conv_layers.0.weight", {6, 4});
        }) == "m: tensor 'cnn_extractor.conv_layers.0.weight' has shape [6, 4], expected 3 dimensions");
  CHECK(problem_after([](tensor_file& f) {
          reshape(f, "lstm_processor.attention.attention_linear.weight", {0, 10});
        }) == "m: tensor 'lstm_processor.attention.attention_linear.weight' has shape [0, 10], expected "
              "sizes from 1 to 1000000");
  CHECK(problem_after([](tensor_file& f) {
          reshape(f, "feature_fusion.fusion_layers.1.bias", {8, 1});
        }) == "m: tensor 'feature_fusion.fusion_layers.1.bias' has shape [8, 1], expected [8]");
  CHECK(
      problem_after(
          [](tensor_file& f) { tensor(f, layer_1).values[2] = std::numeric_limits<float>::infinity(); }) ==
      "m: tensor 'lstm_processor.lstm_layers.1.weight_ih_l0' holds inf at index 2, expected finite numbers");
  CHECK(problem_after(
            [](tensor_file& f) { tensor(f, "cnn_extractor.batch_norms.1.running_var").values[3] = -1; }) ==
        "m: tensor 'cnn_extractor.batch_norms.1.running_var' holds -1 at index 3, expected variances from 0");
}

TEST_CASE("metadata that contradicts the tensors is an error that names one of them") {
  const auto with = [](const char* key, const char* value) {
    return problem_after([=](tensor_file& f) { f.metadata[key] = value; });
  };
  CHECK(with("input_channels", "15") ==
        "m: tensor 'cnn_extractor.conv_layers.0.weight' has shape [6, 4, 3], expected [6, 15, 3]");
  CHECK(with("lstm_hidden_dim", "6") ==
        "m: tensor 'lstm_processor.input_projection.weight' has shape [5, 4], expected [6, 4]");
  CHECK(with("lstm_num_layers", "1") == "m: metadata 'lstm_num_layers' is '1', but there is a tensor "
                                        "'lstm_processor.lstm_layers.1.weight_ih_l0'");
  CHECK(with("lstm_num_layers", "1000000") ==
        "m: tensor 'lstm_processor.lstm_layers.2.weight_ih_l0' is missing");
  CHECK(with("lstm_num_layers", "three") ==
        "m: metadata 'lstm_num_layers' must be a whole number from 1 to 1000000, got 'three'");
  CHECK(with("lstm_bidirectional", "false") ==
        "m: metadata 'lstm_bidirectional' is 'false', but there is a tensor "
        "'lstm_processor.lstm_layers.0.weight_ih_l0_reverse'");
  CHECK(with("lstm_bidirectional", "yes") ==
        "m: metadata 'lstm_bidirectional' must be 'true' or 'false', got 'yes'");
  CHECK(with("cnn_filter_sizes", "3,7") ==
        "m: tensor 'cnn_extractor.conv_layers.1.weight' has shape [6, 4, 5], expected [6, 4, 7]");
  CHECK(with("cnn_filter_sizes", "3") ==
        "m: metadata 'cnn_filter_sizes' is '3', but there is a tensor 'cnn_extractor.conv_layers.1.weight'");
  CHECK(with("cnn_filter_sizes", "3,,5") ==
        "m: metadata 'cnn_filter_sizes' must be sizes such as '3,5,7', got '3,,5'");
  CHECK(with("cnn_filter_sizes", "3,5,7") == "m: tensor 'cnn_extractor.conv_layers.2.weight' is missing");
  CHECK(with("cnn_attention_heads", "5") ==
        "m: 5 attention heads don't divide 12 features; give 'cnn_attention_heads' in the metadata");
  CHECK(with("fusion_attention_heads", "-2") ==
        "m: metadata 'fusion_attention_heads' must be a whole number from 1 to 1000000, got '-2'");
  CHECK(with("num_ensemble_models", "3") == "m: tensor 'ensemble_models.2.0.weight' is missing");
  CHECK(with("architecture", "transformer") ==
        "m: metadata 'architecture' must be 'cnn_lstm_hybrid', got 'transformer'");
}

TEST_SUITE_END();
