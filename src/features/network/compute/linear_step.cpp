#include "features/network/compute/linear_step.hpp"

#include "features/network/compute/onednn.hpp"
#include "features/network/kernels/bf16_kernels.hpp"

#include <algorithm>

namespace simrun {

namespace {

/// Rows that are split and multiplied before the next: their digits stay in the cache.
constexpr std::size_t rows_at_once = 64;

} // namespace

using memory = dnnl::memory;

linear_step::linear_step(compute_context& context, const linear_layer& layer, const matrix_view& source,
                         const matrix_view& destination, activation after)
    : format_(fastest_format(context.precision(), layer.in)),
      after_(after),
      rows_(static_cast<std::size_t>(source.dims[0])),
      width_(layer.in),
      stride_(static_cast<std::size_t>(source.strides[0])),
      source_(source.data) {
  if (format_ == number_format::s8x6)
    prepare_tiles(context, layer, destination);
  else
    prepare_call(context, layer, source, destination);
}

void linear_step::prepare_call(compute_context& context, const linear_layer& layer, const matrix_view& source,
                               const matrix_view& destination) {
  const auto in = static_cast<memory::dim>(layer.in), out = static_cast<memory::dim>(layer.out);
  const bool narrow = format_ == number_format::bf16;
  const auto type = narrow ? memory::data_type::bf16 : memory::data_type::f32;
  const auto left = narrow ? memory::desc({source.dims[0], in}, type, memory::dims{in, 1}) : source.desc();
  const auto bias = layer.bias.empty() ? memory::desc()
                                       : memory::desc({1, out}, memory::data_type::f32, memory::dims{out, 1});
  const auto described = onednn::describe_matmul(
      context.engine(), left, memory::desc({in, out}, type, memory::format_tag::any), bias,
      destination.desc(), onednn::matmul_attributes(after_ == activation::relu));
  if (narrow)
    left_ = context.left_factor(left);
  call_ = matmul_call(described);
  call_.bind(DNNL_ARG_SRC, narrow ? left_ : memory(left, context.engine(), source.data));
  call_.bind(DNNL_ARG_WEIGHTS, context.weights().get(layer, described.weights_desc()));
  if (!layer.bias.empty())
    call_.bind(DNNL_ARG_BIAS, memory(bias, context.engine(), const_cast<float*>(layer.bias.data())));
  call_.bind(DNNL_ARG_DST, memory(destination.desc(), context.engine(), destination.data));
  call_.bind(DNNL_ARG_SCRATCHPAD, context.scratchpad(described.scratchpad_desc()));
}

void linear_step::prepare_tiles(compute_context& context, const linear_layer& layer,
                                const matrix_view& destination) {
  using namespace kernels;
  const auto& right = context.weights().tiled(layer);
  const auto depth = tiles_for(layer.in, tile_depth);
  tiles_ = {rows_,
            layer.out,
            depth,
            nullptr,
            nullptr,
            right.right.data(),
            right.units.data(),
            right.bias.data(),
            after_ == activation::relu,
            destination.data,
            static_cast<std::size_t>(destination.strides[0])};
  // The digits of some rows, then their units.
  const auto bytes = left_row(rows_at_once, depth) + rows_at_once * sizeof(float);
  left_ = context.left_factor(
      memory::desc({static_cast<memory::dim>(bytes)}, memory::data_type::s8, memory::format_tag::a));
}

void linear_step::run_from(const compute_context& context, const float* source) {
  if (format_ == number_format::s8x6)
    run_tiles(source);
  else
    run_call(context, source);
}

void linear_step::run_call(const compute_context& context, const float* source) {
  if (format_ == number_format::f32) {
    // The library only reads there; its interface has no const memory.
    call_.move(DNNL_ARG_SRC, const_cast<float*>(source));
  } else {
    auto* narrow = static_cast<std::uint16_t*>(left_.get_data_handle());
    for (std::size_t row = 0; row < rows_; ++row)
      kernels::to_nearest_bf16(source + row * stride_, width_, narrow + row * width_);
  }
  call_.run(context.stream());
}

void linear_step::run_tiles(const float* source) {
  using namespace kernels;
  auto* left = static_cast<std::int8_t*>(left_.get_data_handle());
  auto* units = reinterpret_cast<float*>(left + left_row(rows_at_once, tiles_.depth));
  auto part = tiles_;
  part.left = left;
  part.left_units = units;
  for (std::size_t first = 0; first < rows_; first += rows_at_once) {
    part.rows = std::min(rows_at_once, rows_ - first);
    part.sums = tiles_.sums + first * tiles_.sums_stride;
    // What stands past a row's width is of other products and meets zeros.
    for (std::size_t row = 0; row < part.rows; ++row)
      units[row] = split_digits(source + (first + row) * stride_, width_, left_layout,
                                left + left_row(row, tiles_.depth));
    multiply(part);
  }
}

} // namespace simrun
