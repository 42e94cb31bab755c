#include "features/network/compute/compute_context.hpp"

#include <algorithm>

namespace simrun {

dnnl::memory compute_context::shared_block::share(const dnnl::engine& engine,
                                                  const dnnl::memory::desc& desc) {
  return users.emplace_back(dnnl::memory(desc, engine, DNNL_MEMORY_NONE));
}

void compute_context::shared_block::allocate() {
  std::size_t needed = 0;
  for (const auto& user : users)
    needed = std::max(needed, user.get_desc().get_size());
  if (needed > bytes) {
    values = aligned_floats((needed + sizeof(float) - 1) / sizeof(float));
    bytes = needed;
  }
  for (auto& user : users)
    user.set_data_handle(values.data());
}

void compute_context::allocate_shared() {
  scratchpad_.allocate();
  left_factor_.allocate();
}

} // namespace simrun
