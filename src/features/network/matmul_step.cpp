#include "features/network/matmul_step.hpp"

#include "features/network/onednn.hpp"

namespace simrun {

namespace {

using memory = dnnl::memory;

memory::dims to_dims(std::initializer_list<std::size_t> sizes) {
  return {sizes.begin(), sizes.end()};
}

void check(dnnl_status_t status) {
  dnnl::error::wrap_c_api(status, "matrix product failed");
}

} // namespace

matrix_view::matrix_view(float* values, std::initializer_list<std::size_t> sizes,
                         std::initializer_list<std::size_t> steps)
    : data(values), dims(to_dims(sizes)), strides(to_dims(steps)) {}

matrix_view matrix_view::rows(float* values, std::size_t rows, std::size_t columns, std::size_t stride) {
  return {values, {rows, columns}, {stride, 1}};
}

matrix_view matrix_view::rows(float* values, std::size_t rows, std::size_t columns) {
  return matrix_view::rows(values, rows, columns, columns);
}

memory::desc matrix_view::desc() const {
  return {dims, memory::data_type::f32, strides};
}

matmul_step::matmul_step(compute_context& context, const linear_layer& layer, const matrix_view& source,
                         const matrix_view& destination, activation after) {
  const auto in = static_cast<memory::dim>(layer.in), out = static_cast<memory::dim>(layer.out);
  const memory::desc any({in, out}, memory::data_type::f32, memory::format_tag::any);
  const auto bias = layer.bias.empty() ? memory::desc()
                                       : memory::desc({1, out}, memory::data_type::f32, memory::dims{out, 1});
  const auto described =
      onednn::describe_matmul(context.engine(), source.desc(), any, bias, destination.desc(),
                              onednn::matmul_attributes(after == activation::relu));
  bind_views(context, described, source, destination);
  bind(DNNL_ARG_WEIGHTS, context.weights().get(layer, described.weights_desc()));
  if (!layer.bias.empty())
    bind(DNNL_ARG_BIAS, memory(bias, context.engine(), const_cast<float*>(layer.bias.data())));
}

matmul_step::matmul_step(compute_context& context, const matrix_view& left, const matrix_view& right,
                         const matrix_view& destination) {
  const auto described = onednn::describe_matmul(context.engine(), left.desc(), right.desc(), memory::desc(),
                                                 destination.desc(), onednn::matmul_attributes(false));
  bind_views(context, described, left, destination);
  bind(DNNL_ARG_WEIGHTS, memory(right.desc(), context.engine(), right.data));
  right_ = right.data;
}

void matmul_step::bind(int argument, memory memory) {
  arguments_.push_back({argument, memory.get()});
  memories_.push_back(std::move(memory));
}

void matmul_step::bind_views(compute_context& context, const dnnl::matmul::primitive_desc& described,
                             const matrix_view& left, const matrix_view& destination) {
  primitive_ = dnnl::matmul(described);
  left_ = left.data;
  destination_ = destination.data;
  bind(DNNL_ARG_SRC, memory(left.desc(), context.engine(), left.data));
  bind(DNNL_ARG_DST, memory(destination.desc(), context.engine(), destination.data));
  bind(DNNL_ARG_SCRATCHPAD, context.scratchpad(described.scratchpad_desc()));
}

void matmul_step::run(const compute_context& context) const {
  // The C interface: the C++ one builds a map and a vector at each call.
  check(dnnl_primitive_execute(primitive_.get(), context.stream().get(), static_cast<int>(arguments_.size()),
                               arguments_.data()));
}

void matmul_step::run_at(const compute_context& context, std::size_t left, std::size_t right,
                         std::size_t destination) {
  for (const auto& argument : arguments_) {
    if (argument.arg == DNNL_ARG_SRC)
      check(dnnl_memory_set_data_handle(argument.memory, left_ + left));
    if (argument.arg == DNNL_ARG_WEIGHTS)
      check(dnnl_memory_set_data_handle(argument.memory, right_ + right));
    if (argument.arg == DNNL_ARG_DST)
      check(dnnl_memory_set_data_handle(argument.memory, destination_ + destination));
  }
  run(context);
}

} // namespace simrun
