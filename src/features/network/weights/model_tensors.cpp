#include "features/network/weights/model_shape.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

/// Collects specs under the names PyTorch gives the parameters of its modules.
class tensor_list {
public:
  void add(std::string name, std::vector<std::size_t> shape) {
    specs_.push_back({std::move(name), std::move(shape)});
  }

  void linear(const std::string& name, std::size_t out, std::size_t in) {
    add(name + ".weight", {out, in});
    add(name + ".bias", {out});
  }
  void norm(const std::string& name, std::size_t width) {
    add(name + ".weight", {width});
    add(name + ".bias", {width});
  }
  void batch_norm(const std::string& name, std::size_t width) {
    norm(name, width);
    add(name + ".running_mean", {width});
    add(name + ".running_var", {width});
  }
  void attention(const std::string& name, std::size_t width) {
    for (const char* part : {".w_q", ".w_k", ".w_v", ".w_o"})
      linear(name + part, width, width);
  }
  void lstm(const std::string& name, std::size_t in, std::size_t hidden, bool bidirectional) {
    for (const char* direction : {"", "_reverse"}) {
      if (*direction && !bidirectional)
        break;
      add(fmt::format("{}.weight_ih_l0{}", name, direction), {4 * hidden, in});
      add(fmt::format("{}.weight_hh_l0{}", name, direction), {4 * hidden, hidden});
      add(fmt::format("{}.bias_ih_l0{}", name, direction), {4 * hidden});
      add(fmt::format("{}.bias_hh_l0{}", name, direction), {4 * hidden});
    }
  }

  std::vector<tensor_spec> take() { return std::move(specs_); }

private:
  std::vector<tensor_spec> specs_;
};

void add_cnn(tensor_list& list, const model_shape& s) {
  for (std::size_t i = 0; i < s.filter_sizes.size(); ++i) {
    list.add(fmt::format("cnn_extractor.conv_layers.{}.weight", i),
             {s.filters, s.channels, s.filter_sizes[i]});
    list.batch_norm(fmt::format("cnn_extractor.batch_norms.{}", i), s.filters);
  }
  list.attention("cnn_extractor.attention", s.cnn_width());
  list.linear("cnn_extractor.residual_projection", s.cnn_width(), s.channels);
  list.linear("cnn_extractor.feature_projection", s.cnn_features(), s.cnn_width());
}

void add_lstm(tensor_list& list, const model_shape& s) {
  list.linear("lstm_processor.input_projection", s.hidden, s.cnn_features());
  for (std::size_t i = 0; i < s.layers; ++i) {
    list.lstm(fmt::format("lstm_processor.lstm_layers.{}", i), i == 0 ? s.hidden : s.lstm_features(),
              s.hidden, s.bidirectional);
    list.norm(fmt::format("lstm_processor.layer_norms.{}", i), s.lstm_features());
  }
  list.linear("lstm_processor.attention.attention_linear", s.lstm_attention, s.lstm_features());
  list.add("lstm_processor.attention.context_vector.weight", {1, s.lstm_attention});
}

void add_fusion(tensor_list& list, const model_shape& s) {
  list.linear("feature_fusion.cnn_projection", s.fusion, s.cnn_features());
  list.linear("feature_fusion.lstm_projection", s.fusion, s.lstm_features());
  list.attention("feature_fusion.cross_attention", s.fusion);
  list.linear("feature_fusion.fusion_layers.0", s.fusion, 2 * s.fusion);
  list.norm("feature_fusion.fusion_layers.1", s.fusion);
  list.linear("feature_fusion.fusion_layers.4", s.fusion, s.fusion);
  list.norm("feature_fusion.fusion_layers.5", s.fusion);
}

void add_heads(tensor_list& list, const model_shape& s) {
  list.linear("classification_head.0", s.classification_hidden, s.fusion);
  list.norm("classification_head.1", s.classification_hidden);
  list.linear("classification_head.4", s.classes, s.classification_hidden);
  list.linear("regression_head.layers.0", s.regression_hidden[0], s.fusion);
  list.linear("regression_head.layers.3", s.regression_hidden[1], s.regression_hidden[0]);
  list.linear("regression_head.layers.6", s.targets, s.regression_hidden[1]);
  list.add("ensemble_weights", {s.ensemble});
  for (std::size_t i = 0; i < s.ensemble; ++i) {
    list.linear(fmt::format("ensemble_models.{}.0", i), s.ensemble_hidden, s.fusion);
    list.linear(fmt::format("ensemble_models.{}.3", i), s.ensemble_outputs(), s.ensemble_hidden);
  }
}

} // namespace

std::vector<tensor_spec> tensors_of(const model_shape& shape) {
  tensor_list list;
  add_cnn(list, shape);
  add_lstm(list, shape);
  add_fusion(list, shape);
  add_heads(list, shape);
  return list.take();
}

} // namespace simrun
