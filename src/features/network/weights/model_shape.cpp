#include "features/network/weights/model_shape.hpp"

#include "features/network/weights/size_reader.hpp"

#include <fmt/format.h>
#include <ranges>
#include <string_view>

namespace simrun {

namespace {

constexpr const char* conv_pattern = "cnn_extractor.conv_layers.{}.weight";

std::vector<std::size_t> filter_sizes_of(const tensor_file& file, size_reader& read) {
  std::vector<std::size_t> sizes;
  const auto declared = file.metadata.find("cnn_filter_sizes");
  if (declared == file.metadata.end()) {
    do
      sizes.push_back(read.of_tensor(fmt::format(fmt::runtime(conv_pattern), sizes.size()), 3, 2));
    while (file.find(fmt::format(fmt::runtime(conv_pattern), sizes.size())));
    return sizes;
  }
  for (const auto part : std::views::split(declared->second, ',')) {
    const auto size = parse_size(std::string_view(part.begin(), part.end()));
    if (!size)
      read.complain(fmt::format("metadata 'cnn_filter_sizes' must be sizes such as '3,5,7', got '{}'",
                                declared->second));
    sizes.push_back(size.value_or(1));
  }
  if (const auto next = fmt::format(fmt::runtime(conv_pattern), sizes.size()); file.find(next))
    read.complain_of_leftover("cnn_filter_sizes", next);
  return sizes;
}

bool bidirectional_of(const tensor_file& file, size_reader& read) {
  const std::string reverse = "lstm_processor.lstm_layers.0.weight_ih_l0_reverse";
  const auto declared = file.metadata.find("lstm_bidirectional");
  if (declared == file.metadata.end())
    return file.find(reverse) != nullptr;
  if (declared->second != "true" && declared->second != "false")
    read.complain(
        fmt::format("metadata 'lstm_bidirectional' must be 'true' or 'false', got '{}'", declared->second));
  if (declared->second == "false" && file.find(reverse))
    read.complain_of_leftover("lstm_bidirectional", reverse);
  return declared->second == "true";
}

void check_heads(size_reader& read, std::string_view key, std::size_t heads, std::size_t width) {
  if (width % heads != 0)
    read.complain(fmt::format("{} attention heads don't divide {} features; give '{}' in the metadata", heads,
                              width, key));
}

model_shape read_sizes(const tensor_file& file, size_reader& read) {
  const std::string conv = fmt::format(fmt::runtime(conv_pattern), 0);
  model_shape s;
  s.channels = read.of_metadata("input_channels", read.of_tensor(conv, 3, 1));
  s.sequence_length = read.of_metadata("sequence_length", s.sequence_length);
  s.filter_sizes = filter_sizes_of(file, read);
  s.filters = read.of_metadata("cnn_num_filters", read.of_tensor(conv, 3, 0));
  s.cnn_heads = read.of_metadata("cnn_attention_heads", s.cnn_heads);
  s.hidden =
      read.of_metadata("lstm_hidden_dim", read.of_tensor("lstm_processor.input_projection.weight", 2, 0));
  s.layers = read.count("lstm_processor.lstm_layers.{}.weight_ih_l0", "lstm_num_layers");
  s.bidirectional = bidirectional_of(file, read);
  s.lstm_attention = read.of_tensor("lstm_processor.attention.attention_linear.weight", 2, 0);
  s.fusion =
      read.of_metadata("feature_fusion_dim", read.of_tensor("feature_fusion.cnn_projection.weight", 2, 0));
  s.fusion_heads = read.of_metadata("fusion_attention_heads", s.fusion_heads);
  s.classes = read.of_metadata("num_classes", read.of_tensor("classification_head.4.weight", 2, 0));
  s.targets = read.of_metadata("regression_targets", read.of_tensor("regression_head.layers.6.weight", 2, 0));
  s.classification_hidden = read.of_tensor("classification_head.0.weight", 2, 0);
  s.regression_hidden = {read.of_tensor("regression_head.layers.0.weight", 2, 0),
                         read.of_tensor("regression_head.layers.3.weight", 2, 0)};
  s.ensemble = read.count("ensemble_models.{}.0.weight", "num_ensemble_models");
  s.ensemble_hidden = read.of_tensor("ensemble_models.0.0.weight", 2, 0);
  if (s.fusion < 2)
    read.complain("a feature_fusion_dim of 1 leaves no CNN features: they are half as many");
  check_heads(read, "cnn_attention_heads", s.cnn_heads, s.cnn_width());
  check_heads(read, "fusion_attention_heads", s.fusion_heads, s.fusion);
  return s;
}

} // namespace

result<model_shape> read_model_shape(const tensor_file& file) {
  size_reader read(file);
  if (const auto kind = file.metadata.find("architecture");
      kind != file.metadata.end() && kind->second != "cnn_lstm_hybrid")
    read.complain(fmt::format("metadata 'architecture' must be 'cnn_lstm_hybrid', got '{}'", kind->second));
  auto shape = read_sizes(file, read);
  if (read.problem())
    return failure(*read.problem());

  for (const auto& spec : tensors_of(shape)) {
    const auto tensor = file.require(spec.name);
    if (!tensor)
      return failure(tensor.error());
    if ((*tensor)->shape != spec.shape)
      return fail(error_code::bad_input,
                  fmt::format("{}: tensor '{}' has shape {}, expected {}", file.source, spec.name,
                              shape_text((*tensor)->shape), shape_text(spec.shape)));
  }
  return shape;
}

} // namespace simrun
