#include "features/network/compute/number_format.hpp"

#include "features/network/compute/onednn.hpp"
#include "features/network/kernels/tile_kernels.hpp"

namespace simrun {

number_format fastest_format(model_precision precision, std::size_t width) {
  if (precision == model_precision::bf16)
    return number_format::bf16;
  static const bool matrix_unit = onednn::has_isa(dnnl::cpu_isa::avx512_core_amx) && kernels::permit_tiles();
  return matrix_unit && width <= kernels::depth_max ? number_format::s8x6 : number_format::f32;
}

bool has_bf16() {
  return onednn::has_isa(dnnl::cpu_isa::avx512_core);
}

} // namespace simrun
