#include "features/cnn_lstm_extractor.hpp"

#include "features/network/network_input.hpp"
#include "features/window_check.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

/// Networks kept ready for different window lengths; the one least recently used goes first.
constexpr std::size_t networks_max = 4;

/// Windows in one call, to have room for; with more it is made when they come.
constexpr std::size_t windows_expected = 64;

bool all_finite(std::span<const float> values) {
  return std::ranges::all_of(values, [](float x) { return std::isfinite(x); });
}

void assign(std::vector<float>& to, std::span<const float> batch, std::size_t row, std::size_t width) {
  const auto values = batch.subspan(row * width, width);
  to.assign(values.begin(), values.end());
}

} // namespace

result<std::unique_ptr<cnn_lstm_extractor>>
cnn_lstm_extractor::make(std::shared_ptr<const model_weights> weights, const cnn_lstm_options& options) {
  std::unique_ptr<cnn_lstm_extractor> extractor(new cnn_lstm_extractor(std::move(weights), options));
  const auto length =
      options.window_length ? options.window_length : extractor->weights_->shape.sequence_length;
  if (length < extractor->window_length_min() || length > network_length_max)
    return fail(error_code::bad_input,
                fmt::format("a window has {} to {} bars, not {}", extractor->window_length_min(),
                            network_length_max, length));
  extractor->order_.reserve(windows_expected);
  extractor->input_.reserve(batch_max_for(length) * extractor->weights_->shape.channels * length);
  return extractor->network_for(length).and_then([](network* ready) { return ready->prepare(); }).map([&] {
    return std::move(extractor);
  });
}

void cnn_lstm_extractor::extract(std::span<const window_view> windows, std::span<extraction> results,
                                 std::stop_token stop) {
  order_.clear();
  for (std::size_t i = 0; i < windows.size(); ++i) {
    results[i].problem = check(windows[i]);
    if (!results[i].problem)
      order_.push_back(i);
  }
  const auto length = [&](std::size_t i) { return windows[i].length; };
  std::ranges::sort(order_, {}, [&](std::size_t i) { return std::pair(length(i), i); });

  const auto end = order_.end();
  for (auto first = order_.begin(); first != end;) {
    const auto room =
        std::min<std::ptrdiff_t>(end - first, static_cast<std::ptrdiff_t>(batch_max_for(length(*first))));
    const auto last =
        std::find_if(first, first + room, [&](std::size_t i) { return length(i) != length(*first); });
    extract_group({first, last}, windows, results, stop);
    first = last;
  }
}

std::optional<error> cnn_lstm_extractor::check(const window_view& window) const {
  if (window.length > network_length_max)
    return error{error_code::bad_input, fmt::format("a window of {} bars is too long: at most {}",
                                                    window.length, network_length_max)};
  return check_window(window, weights_->shape.channels, window_length_min());
}

void cnn_lstm_extractor::extract_group(std::span<const std::size_t> group,
                                       std::span<const window_view> windows, std::span<extraction> results,
                                       const std::stop_token& stop) {
  const auto length = windows[group.front()].length, values = weights_->shape.channels * length;
  const auto stages = [&]() -> result<stage_outputs> {
    if (stop.stop_requested())
      return fail(error_code::cancelled, "told to stop before an extraction");
    input_.resize(group.size() * values);
    for (std::size_t row = 0; row < group.size(); ++row)
      fill_network_input(windows[group[row]], options_.standardise,
                         std::span(input_).subspan(row * values, values));
    return network_for(length).and_then([&](network* ready) { return ready->run(input_, stop); });
  }();
  for (std::size_t row = 0; row < group.size(); ++row)
    if (stages)
      deliver(*stages, row, results[group[row]]);
    else
      results[group[row]].problem = stages.error();
}

result<network*> cnn_lstm_extractor::network_for(std::size_t length) {
  const auto found = std::ranges::find(networks_, length, &network::length);
  if (found != networks_.end()) {
    std::rotate(found, found + 1, networks_.end());
    return &networks_.back();
  }
  auto made =
      network::make(weights_, batch_max_for(length), length, options_.dropout_seed, options_.precision);
  if (!made)
    return failure(made.error());
  if (networks_.size() == networks_max)
    networks_.erase(networks_.begin());
  return &networks_.emplace_back(std::move(*made));
}

void cnn_lstm_extractor::deliver(const stage_outputs& stages, std::size_t row, extraction& to) const {
  const auto& s = weights_->shape;
  auto& features = to.features;
  assign(features.values, stages.fused_features, row, s.fusion);
  assign(features.class_probabilities, stages.classification_probs, row, s.classes);
  assign(features.regression_mean, stages.regression_mean, row, s.targets);
  assign(features.regression_uncertainty, stages.regression_uncertainty, row, s.targets);
  features.ensemble_weights.assign(stages.ensemble_weights.begin(), stages.ensemble_weights.end());
  features.confidence = std::ranges::max(features.class_probabilities);
  features.source = feature_source::model;
  for (const auto* values : {&features.values, &features.class_probabilities, &features.regression_mean,
                             &features.regression_uncertainty})
    if (!all_finite(*values))
      to.problem = error{error_code::bad_input,
                         "the network's output for this window is not finite; its values may be too large"};
}

} // namespace simrun
