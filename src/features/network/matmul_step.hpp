#pragma once

#include "features/network/compute_context.hpp"
#include "features/network/matmul_call.hpp"
#include "features/network/matrix_view.hpp"

namespace simrun {

/// A product of two matrices that are computed, for each of a batch of them, in 32-bit floats.
class matmul_step {
public:
  matmul_step() = default;
  /// destination = left x right
  matmul_step(compute_context& context, const matrix_view& left, const matrix_view& right,
              const matrix_view& destination);

  void run(const compute_context& context) const { call_.run(context.stream()); }

  /// Runs with the three matrices shifted by so many floats from where they were given.
  void run_at(const compute_context& context, std::size_t left, std::size_t right, std::size_t destination);

private:
  matmul_call call_;
  float* left_ = nullptr;
  float* right_ = nullptr;
  float* destination_ = nullptr;
};

} // namespace simrun
