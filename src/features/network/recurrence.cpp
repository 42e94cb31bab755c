#include "features/network/recurrence.hpp"

#include <algorithm>

namespace simrun {

recurrence::recurrence(compute_context& context, const model_shape& shape, const linear_layer& recurrent,
                       activations& memory, std::size_t direction, std::size_t batch, std::size_t length)
    : memory_(memory),
      direction_(direction),
      batch_(batch),
      length_(length),
      hidden_(shape.hidden),
      width_(shape.lstm_features()),
      gates_stride_(shape.directions() * recurrent.out) {
  if (batch > kernels::fused_rows_max)
    product_.emplace(context, recurrent,
                     matrix_view::rows(memory.lstm_output.data(), batch, hidden_, length * width_),
                     matrix_view::rows(memory.step_gates.data(), batch, recurrent.out));
  else
    fused_ = context.weights().fused(recurrent);
}

void recurrence::step(const compute_context& context, std::size_t number) {
  const auto step = at(number);
  if (number == 0)
    std::fill_n(step.cell, batch_ * padded_units(hidden_), 0.0F);
  if (fused_)
    return kernels::fused_step(step, batch_, fused_);
  if (step.state)
    product_->run_from(context, step.state);
  kernels::cell_step(step, batch_, step.state ? memory_.step_gates.data() : nullptr);
}

kernels::lstm_step recurrence::at(std::size_t number) const {
  const bool forward = direction_ == 0;
  const auto t = forward ? number : length_ - 1 - number;
  auto* output = memory_.lstm_output.data() + t * width_ + direction_ * hidden_;
  const auto* before = forward ? output - width_ : output + width_;
  return {hidden_,
          memory_.gates.data() + t * gates_stride_ + direction_ * lstm_gates * padded_units(hidden_),
          length_ * gates_stride_,
          number == 0 ? nullptr : before,
          length_ * width_,
          memory_.cell.data() + direction_ * batch_ * padded_units(hidden_),
          output,
          length_ * width_};
}

} // namespace simrun
