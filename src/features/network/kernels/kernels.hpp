#pragma once

#include <cstddef>

namespace simrun {

/// The arithmetic between the matrix products, by the widest vectors the machine has. A NaN that comes in
/// goes on to the output: nothing here turns a broken sum into a plausible number.
namespace kernels {

/// In place.
void softmax(float* row, std::size_t width);

/// (x - mean) / sqrt(variance + 1e-5) x scale + shift; `output` may be `input`.
void layer_norm(const float* input, const float* scale, const float* shift, float* output, std::size_t width);

void add(const float* terms, float* sum, std::size_t width);

/// In place.
void relu(float* values, std::size_t width);

/// values x factors
void multiply(const float* values, const float* factors, float* product, std::size_t width);

/// The sum of tanh(x) x weight: the score of one step in additive attention.
float tanh_score(const float* values, const float* weights, std::size_t width);

} // namespace kernels

} // namespace simrun
