#pragma once

#include <oneapi/dnnl/dnnl.hpp>
#include <vector>

namespace simrun {

/// A primitive of the compute library with all its memory bound, ready to run any number of times.
class matmul_call {
public:
  matmul_call() = default;
  explicit matmul_call(const dnnl::matmul::primitive_desc& described) : primitive_(described) {}

  void bind(int argument, dnnl::memory memory);
  /// Moves a bound argument to another place.
  void move(int argument, float* to);
  void run(const dnnl::stream& stream) const;

private:
  dnnl::matmul primitive_;
  std::vector<dnnl::memory> memories_; ///< owns what `arguments_` points to
  std::vector<dnnl_exec_arg_t> arguments_;
};

} // namespace simrun
