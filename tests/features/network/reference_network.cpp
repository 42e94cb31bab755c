#include "features/network/reference_network.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>

namespace simrun {

namespace {

using row = std::vector<double>;
using matrix = std::vector<row>; ///< [time][feature]

struct reference {
  const tensor_file& file;
  const model_shape& shape;

  const std::vector<float>& values(const std::string& name) const { return file.find(name)->values; }
  double value(const std::string& name, std::size_t i) const { return static_cast<double>(values(name)[i]); }

  row linear(const std::string& name, const row& x) const {
    const auto& weight = values(name + ".weight");
    row y(weight.size() / x.size());
    for (std::size_t o = 0; o < y.size(); ++o) {
      y[o] = file.find(name + ".bias") ? value(name + ".bias", o) : 0;
      for (std::size_t i = 0; i < x.size(); ++i)
        y[o] += static_cast<double>(weight[o * x.size() + i]) * x[i];
    }
    return y;
  }

  matrix linear(const std::string& name, const matrix& x) const {
    matrix y;
    for (const auto& step : x)
      y.push_back(linear(name, step));
    return y;
  }

  row layer_norm(const std::string& name, const row& x) const {
    const auto n = static_cast<double>(x.size());
    double mean = 0, variance = 0;
    for (const double v : x)
      mean += v / n;
    for (const double v : x)
      variance += (v - mean) * (v - mean) / n;
    row y(x.size());
    for (std::size_t i = 0; i < x.size(); ++i)
      y[i] =
          (x[i] - mean) / std::sqrt(variance + 1e-5) * value(name + ".weight", i) + value(name + ".bias", i);
    return y;
  }

  static row relu(row x) {
    for (auto& v : x)
      v = std::max(v, 0.0);
    return x;
  }

  static row softmax(row x) {
    const double top = std::ranges::max(x);
    double sum = 0;
    for (auto& v : x)
      sum += v = std::exp(v - top);
    for (auto& v : x)
      v /= sum;
    return x;
  }

  matrix attention(const std::string& name, const matrix& from, const matrix& to, std::size_t heads) const {
    const auto query = linear(name + ".w_q", from), key = linear(name + ".w_k", to),
               val = linear(name + ".w_v", to);
    const auto width = query[0].size() / heads;
    matrix attended(from.size(), row(query[0].size()));
    for (std::size_t head = 0; head < heads; ++head)
      for (std::size_t t = 0; t < from.size(); ++t) {
        row scores(to.size());
        for (std::size_t u = 0; u < to.size(); ++u)
          for (std::size_t i = head * width; i < (head + 1) * width; ++i)
            scores[u] += query[t][i] * key[u][i] / std::sqrt(static_cast<double>(width));
        scores = softmax(scores);
        for (std::size_t u = 0; u < to.size(); ++u)
          for (std::size_t i = head * width; i < (head + 1) * width; ++i)
            attended[t][i] += scores[u] * val[u][i];
      }
    return linear(name + ".w_o", attended);
  }

  void convolve(std::size_t number, const matrix& x, matrix& y) const {
    const auto kernel = shape.filter_sizes[number], before = (kernel - 1) / 2;
    const auto norm = fmt::format("cnn_extractor.batch_norms.{}", number);
    const auto& weight = values(fmt::format("cnn_extractor.conv_layers.{}.weight", number));
    for (std::size_t t = 0; t < x.size(); ++t)
      for (std::size_t f = 0; f < shape.filters; ++f) {
        double sum = 0;
        for (std::size_t c = 0; c < shape.channels; ++c)
          for (std::size_t k = 0; k < kernel; ++k)
            if (t + k >= before && t + k - before < x.size())
              sum +=
                  static_cast<double>(weight[(f * shape.channels + c) * kernel + k]) * x[t + k - before][c];
        const double normal =
            (sum - value(norm + ".running_mean", f)) / std::sqrt(value(norm + ".running_var", f) + 1e-5);
        y[t].push_back(std::max(0.0, normal * value(norm + ".weight", f) + value(norm + ".bias", f)));
      }
  }

  matrix cnn(const matrix& x) const {
    matrix convolved(x.size());
    for (std::size_t i = 0; i < shape.filter_sizes.size(); ++i)
      convolve(i, x, convolved);
    auto sum = attention("cnn_extractor.attention", convolved, convolved, shape.cnn_heads);
    const auto residual = linear("cnn_extractor.residual_projection", x);
    for (std::size_t t = 0; t < x.size(); ++t)
      std::ranges::transform(sum[t], residual[t], sum[t].begin(), std::plus<>());
    return linear("cnn_extractor.feature_projection", sum);
  }

  /// One direction over steps in the order given; the output stands at the steps' own places.
  matrix lstm_direction(const std::string& name, const std::string& suffix, const matrix& x,
                        bool reverse) const {
    const auto n = shape.hidden;
    const auto &w_in = values(name + ".weight_ih_l0" + suffix),
               &w_state = values(name + ".weight_hh_l0" + suffix);
    row state(n), cell(n);
    matrix output(x.size());
    for (std::size_t step = 0; step < x.size(); ++step) {
      const auto t = reverse ? x.size() - 1 - step : step;
      row gates(4 * n);
      for (std::size_t g = 0; g < 4 * n; ++g) {
        gates[g] = value(name + ".bias_ih_l0" + suffix, g) + value(name + ".bias_hh_l0" + suffix, g);
        for (std::size_t i = 0; i < x[t].size(); ++i)
          gates[g] += static_cast<double>(w_in[g * x[t].size() + i]) * x[t][i];
        for (std::size_t i = 0; i < n; ++i)
          gates[g] += static_cast<double>(w_state[g * n + i]) * state[i];
      }
      const auto sigmoid = [](double v) { return 1 / (1 + std::exp(-v)); };
      for (std::size_t i = 0; i < n; ++i) {
        cell[i] = sigmoid(gates[n + i]) * cell[i] + sigmoid(gates[i]) * std::tanh(gates[2 * n + i]);
        state[i] = sigmoid(gates[3 * n + i]) * std::tanh(cell[i]);
      }
      output[t] = state;
    }
    return output;
  }

  matrix lstm(const matrix& x) const {
    auto features = linear("lstm_processor.input_projection", x);
    for (std::size_t layer = 0; layer < shape.layers; ++layer) {
      const auto name = fmt::format("lstm_processor.lstm_layers.{}", layer);
      auto output = lstm_direction(name, "", features, false);
      if (shape.bidirectional) {
        const auto backward = lstm_direction(name, "_reverse", features, true);
        for (std::size_t t = 0; t < output.size(); ++t)
          output[t].insert(output[t].end(), backward[t].begin(), backward[t].end());
      }
      for (std::size_t t = 0; t < output.size(); ++t) {
        output[t] = layer_norm(fmt::format("lstm_processor.layer_norms.{}", layer), output[t]);
        if (layer > 0)
          std::ranges::transform(output[t], features[t], output[t].begin(), std::plus<>());
      }
      features = std::move(output);
    }
    return features;
  }

  row context(const matrix& x) const {
    row scores;
    for (auto step : linear("lstm_processor.attention.attention_linear", x)) {
      for (auto& v : step)
        v = std::tanh(v);
      scores.push_back(linear("lstm_processor.attention.context_vector", step)[0]);
    }
    scores = softmax(scores);
    row sum(x[0].size());
    for (std::size_t t = 0; t < x.size(); ++t)
      for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] += scores[t] * x[t][i];
    return sum;
  }

  row fuse(const matrix& cnn_steps, const matrix& lstm_steps) const {
    const auto cnn_side = linear("feature_fusion.cnn_projection", cnn_steps);
    const auto lstm_side = linear("feature_fusion.lstm_projection", lstm_steps);
    const std::string cross = "feature_fusion.cross_attention";
    auto both = attention(cross, cnn_side, lstm_side, shape.fusion_heads).back();
    const auto other = attention(cross, lstm_side, cnn_side, shape.fusion_heads).back();
    both.insert(both.end(), other.begin(), other.end());
    const std::string layers = "feature_fusion.fusion_layers.";
    const auto first = relu(layer_norm(layers + "1", linear(layers + "0", both)));
    return relu(layer_norm(layers + "5", linear(layers + "4", first)));
  }

  void heads(const row& fused, reference_stages& stages) const {
    const auto hidden = relu(layer_norm("classification_head.1", linear("classification_head.0", fused)));
    stages["classification_probs"] = softmax(linear("classification_head.4", hidden));

    const std::string layers = "regression_head.layers.";
    const auto first = relu(linear(layers + "0", fused));
    stages["regression_mean"] = linear(layers + "6", relu(linear(layers + "3", first)));

    row shares;
    for (const float v : values("ensemble_weights"))
      shares.push_back(static_cast<double>(v));
    shares = softmax(shares);
    row mean(shape.ensemble_outputs());
    for (std::size_t i = 0; i < shape.ensemble; ++i) {
      const auto member = fmt::format("ensemble_models.{}", i);
      const auto answer = linear(member + ".3", relu(linear(member + ".0", fused)));
      for (std::size_t k = 0; k < mean.size(); ++k)
        mean[k] += shares[i] * answer[k];
    }
    const auto classes_end = mean.begin() + static_cast<std::ptrdiff_t>(shape.classes);
    stages["ensemble_classification"] = softmax({mean.begin(), classes_end});
    stages["ensemble_regression"] = {classes_end, mean.end()};
    stages["ensemble_weights"] = shares;
  }
};

row flat(const matrix& steps) {
  row all;
  for (const auto& step : steps)
    all.insert(all.end(), step.begin(), step.end());
  return all;
}

} // namespace

reference_stages reference_network(const tensor_file& file, const model_shape& shape,
                                   const std::vector<float>& input, std::size_t length) {
  matrix x(length, row(shape.channels));
  for (std::size_t t = 0; t < length; ++t)
    for (std::size_t c = 0; c < shape.channels; ++c)
      x[t][c] = static_cast<double>(input[c * length + t]);

  const reference model{file, shape};
  const auto cnn = model.cnn(x), lstm = model.lstm(cnn);
  const auto fused = model.fuse(cnn, lstm);
  reference_stages stages{{"cnn_features", flat(cnn)},
                          {"lstm_features", flat(lstm)},
                          {"lstm_context", model.context(lstm)},
                          {"fused_features", fused}};
  model.heads(fused, stages);
  return stages;
}

} // namespace simrun
