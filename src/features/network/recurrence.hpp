#pragma once

#include "features/network/activations.hpp"
#include "features/network/compute/linear_step.hpp"
#include "features/network/kernels/lstm_kernels.hpp"
#include "features/network/weights/model_weights.hpp"

#include <cstdint>
#include <optional>

namespace simrun {

/// One direction of one LSTM layer. Its input's part of the gates stands in `gates`; each step adds what the
/// last state makes of them and puts the new state out to `lstm_output`, where the next step finds it.
///
/// For a window or two a kernel of ours does a whole step in one pass over the weights, at the speed at
/// which the second-level cache delivers them (in f32 whatever the precision: taking bfloat16 apart costs
/// more than it saves); for more, a product of its own is faster.
class recurrence {
public:
  recurrence(compute_context& context, const model_shape& shape, const linear_layer& recurrent,
             activations& memory, std::size_t direction, std::size_t batch, std::size_t length);

  /// Steps are done in this direction's order; the first one is 0.
  void step(const compute_context& context, std::size_t number);

private:
  kernels::lstm_step at(std::size_t number) const;

  activations& memory_;
  std::size_t direction_;
  std::size_t batch_;
  std::size_t length_;
  std::size_t hidden_;
  std::size_t width_;        ///< of a row of `lstm_output`: all directions
  std::size_t gates_stride_; ///< from step to step in `gates`
  const float* fused_ = nullptr;
  std::optional<linear_step> product_; ///< where it is not fused
};

} // namespace simrun
