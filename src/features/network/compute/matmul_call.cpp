#include "features/network/compute/matmul_call.hpp"

namespace simrun {

namespace {

void check(dnnl_status_t status) {
  dnnl::error::wrap_c_api(status, "matrix product failed");
}

} // namespace

void matmul_call::bind(int argument, dnnl::memory memory) {
  arguments_.push_back({argument, memory.get()});
  memories_.push_back(std::move(memory));
}

void matmul_call::move(int argument, float* to) {
  for (const auto& bound : arguments_)
    if (bound.arg == argument)
      check(dnnl_memory_set_data_handle(bound.memory, to));
}

void matmul_call::run(const dnnl::stream& stream) const {
  // The C interface: the C++ one builds a map and a vector at each call.
  check(dnnl_primitive_execute(primitive_.get(), stream.get(), static_cast<int>(arguments_.size()),
                               arguments_.data()));
}

} // namespace simrun
