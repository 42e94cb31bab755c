#include "features/network/matmul_step.hpp"

#include "features/network/onednn.hpp"

namespace simrun {

matmul_step::matmul_step(compute_context& context, const matrix_view& left, const matrix_view& right,
                         const matrix_view& destination)
    : left_(left.data), right_(right.data), destination_(destination.data) {
  const auto described =
      onednn::describe_matmul(context.engine(), left.desc(), right.desc(), dnnl::memory::desc(),
                              destination.desc(), onednn::matmul_attributes(false));
  call_ = matmul_call(described);
  call_.bind(DNNL_ARG_SRC, dnnl::memory(left.desc(), context.engine(), left_));
  call_.bind(DNNL_ARG_WEIGHTS, dnnl::memory(right.desc(), context.engine(), right_));
  call_.bind(DNNL_ARG_DST, dnnl::memory(destination.desc(), context.engine(), destination_));
  call_.bind(DNNL_ARG_SCRATCHPAD, context.scratchpad(described.scratchpad_desc()));
}

void matmul_step::run_at(const compute_context& context, std::size_t left, std::size_t right,
                         std::size_t destination) {
  call_.move(DNNL_ARG_SRC, left_ + left);
  call_.move(DNNL_ARG_WEIGHTS, right_ + right);
  call_.move(DNNL_ARG_DST, destination_ + destination);
  run(context);
}

} // namespace simrun
