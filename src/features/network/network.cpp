#include "features/network/network.hpp"

#include "features/network/cnn_stage.hpp"
#include "features/network/compute/number_format.hpp"
#include "features/network/fusion_stage.hpp"
#include "features/network/head_stage.hpp"
#include "features/network/lstm_stage.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <fmt/format.h>
#include <omp.h>
#include <optional>

namespace simrun {

namespace {

/// The primitives of all stages for one batch size.
struct network_pass {
  network_pass(compute_context& context, const model_weights& weights, activations& memory,
               std::shared_ptr<const dropout_masks> masks, std::size_t batch, std::size_t length)
      : cnn(context, weights, memory, batch, length),
        lstm(context, weights, memory, batch, length),
        fusion(context, weights, memory, batch, length),
        heads(context, weights, memory, std::move(masks), batch) {}

  cnn_stage cnn;
  lstm_stage lstm;
  fusion_stage fusion;
  head_stage heads;
};

/// Batch sizes are rounded up to a power of two: 1, 2, 4, 8, 16.
constexpr std::size_t batch_buckets = std::bit_width(network_batch_max);

std::size_t bucket_of(std::size_t batch) {
  return static_cast<std::size_t>(std::bit_width(batch - 1));
}

/// Runs what may throw: the compute library does, and memory may run out.
template <class Action>
result<void> guarded(Action action) {
  try {
    // The library is parallel inside; here, one worker is one thread.
    omp_set_num_threads(1);
    action();
    return {};
  } catch (const dnnl::error& problem) {
    return fail(error_code::resource, fmt::format("the compute library failed: {}", problem.what()));
  } catch (const std::bad_alloc&) {
    return fail(error_code::resource, "no memory for the network");
  }
}

} // namespace

struct network::parts {
  parts(std::shared_ptr<const model_weights> model, std::size_t batches, std::size_t steps,
        std::uint64_t seed, model_precision precision)
      : weights(std::move(model)),
        batch_max(batches),
        length(steps),
        context(weights->packed, precision),
        memory(weights->shape, std::bit_ceil(batches), steps, weights->cnn.kernel_max),
        masks(std::make_shared<dropout_masks>(weights->shape, seed)) {}

  network_pass& pass_for(std::size_t batch) {
    auto& pass = passes[bucket_of(batch)];
    if (!pass) {
      pass.emplace(context, *weights, memory, masks, std::bit_ceil(batch), length);
      context.allocate_shared();
    }
    return *pass;
  }

  stage_outputs outputs(std::size_t batch) const {
    const auto& s = weights->shape;
    const auto of = [batch](const float_array& values, std::size_t width) {
      return std::span<const float>(values.data(), batch * width);
    };
    return {of(memory.cnn_features, length * s.cnn_features()),
            of(memory.lstm_features, length * s.lstm_features()),
            of(memory.lstm_context, s.lstm_features()),
            of(memory.fused_features, s.fusion),
            of(memory.classification, s.classes),
            of(memory.regression, s.targets),
            dropout ? of(memory.uncertainty, s.targets) : std::span<const float>(),
            of(memory.ensemble_classes, s.classes),
            of(memory.ensemble_targets, s.targets),
            weights->heads.ensemble_weights};
  }

  std::shared_ptr<const model_weights> weights;
  std::size_t batch_max;
  std::size_t length;
  bool dropout = true;
  compute_context context;
  activations memory;
  std::shared_ptr<const dropout_masks> masks;
  std::array<std::optional<network_pass>, batch_buckets> passes;
};

network::network(std::unique_ptr<parts> p) noexcept : parts_(std::move(p)) {}
network::network(network&&) noexcept = default;
network& network::operator=(network&&) noexcept = default;
network::~network() = default;

std::size_t network::batch_max() const noexcept {
  return parts_->batch_max;
}

std::size_t network::length() const noexcept {
  return parts_->length;
}

result<network> network::make(std::shared_ptr<const model_weights> weights, std::size_t batch_max,
                              std::size_t length, std::uint64_t dropout_seed, model_precision precision) {
  assert(batch_max >= 1 && batch_max <= network_batch_max && length >= 1 && length <= network_length_max);
  if (precision == model_precision::bf16 && !has_bf16())
    return fail(error_code::unavailable, "bf16 needs a processor with AVX-512");
  std::unique_ptr<parts> made;
  const auto done = guarded([&] {
    made = std::make_unique<parts>(std::move(weights), batch_max, length, dropout_seed, precision);
  });
  if (!done)
    return failure(done.error());
  return network(std::move(made));
}

result<void> network::prepare() {
  return guarded([this] {
    for (std::size_t batch = 1; batch < 2 * parts_->batch_max; batch *= 2)
      parts_->pass_for(batch);
  });
}

void network::sample_dropout(bool on) noexcept {
  parts_->dropout = on;
}

result<stage_outputs> network::run(std::span<const float> input, const std::stop_token& stop) {
  const auto batch = input.size() / (parts_->weights->shape.channels * parts_->length);
  assert(batch >= 1 && batch <= parts_->batch_max);
  bool finished = false;
  const auto done = guarded([&] {
    auto& pass = parts_->pass_for(batch);
    const auto& context = parts_->context;
    pass.cnn.run(context, input);
    pass.lstm.run(context, stop);
    if (stop.stop_requested())
      return;
    pass.fusion.run(context);
    pass.heads.run(context, parts_->dropout);
    finished = true;
  });
  if (!done)
    return failure(done.error());
  if (!finished)
    return fail(error_code::cancelled, "told to stop during an extraction");
  return parts_->outputs(batch);
}

} // namespace simrun
