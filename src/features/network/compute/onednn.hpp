#pragma once

#include <oneapi/dnnl/dnnl.hpp>

/// The one place for what differs between oneDNN 2.6 (Debian 12) and 3.x (Debian 13): 3.x makes primitives
/// without operation descriptors, and its element-wise post-operations have lost their scale.
namespace simrun::onednn {

/// Memory for intermediate results comes from the caller: the library's own is bound to a thread and
/// breaks when a primitive is used from another one.
inline dnnl::primitive_attr matmul_attributes(bool relu) {
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  if (relu) {
    dnnl::post_ops after;
#if DNNL_VERSION_MAJOR >= 3
    after.append_eltwise(dnnl::algorithm::eltwise_relu, 0.0F, 0.0F);
#else
    after.append_eltwise(1.0F, dnnl::algorithm::eltwise_relu, 0.0F, 0.0F);
#endif
    attributes.set_post_ops(after);
  }
  return attributes;
}

/// Whether the library would use these instructions here. Users can forbid it some (ONEDNN_MAX_CPU_ISA).
inline bool has_isa(dnnl::cpu_isa isa) {
  const auto wanted = static_cast<unsigned>(isa);
  return (static_cast<unsigned>(dnnl::get_effective_cpu_isa()) & wanted) == wanted;
}

/// `bias` may be an empty descriptor for none.
inline dnnl::matmul::primitive_desc
describe_matmul(const dnnl::engine& engine, const dnnl::memory::desc& source,
                const dnnl::memory::desc& weights, const dnnl::memory::desc& bias,
                const dnnl::memory::desc& destination, const dnnl::primitive_attr& attributes) {
#if DNNL_VERSION_MAJOR >= 3
  return {engine, source, weights, bias, destination, attributes};
#else
  return {dnnl::matmul::desc(source, weights, bias, destination), attributes, engine};
#endif
}

} // namespace simrun::onednn
