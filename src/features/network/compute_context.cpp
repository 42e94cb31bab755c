#include "features/network/compute_context.hpp"

#include <algorithm>

namespace simrun {

dnnl::memory compute_context::scratchpad(const dnnl::memory::desc& desc) {
  return scratchpads_.emplace_back(dnnl::memory(desc, engine(), DNNL_MEMORY_NONE));
}

void compute_context::allocate_scratchpad() {
  std::size_t needed = 0;
  for (const auto& memory : scratchpads_)
    needed = std::max(needed, memory.get_desc().get_size());
  if (needed > scratchpad_bytes_) {
    scratchpad_ = aligned_floats((needed + sizeof(float) - 1) / sizeof(float));
    scratchpad_bytes_ = needed;
  }
  for (auto& memory : scratchpads_)
    memory.set_data_handle(scratchpad_.data());
}

} // namespace simrun
