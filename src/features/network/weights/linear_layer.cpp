#include "features/network/weights/linear_layer.hpp"

#include "features/network/kernels/product_kernels.hpp"

#include <cassert>

namespace simrun {

namespace {

void add_to(std::vector<float>& sum, const std::vector<float>& terms) {
  if (sum.empty())
    sum.resize(terms.size());
  for (std::size_t i = 0; i < terms.size(); ++i)
    sum[i] += terms[i];
}

} // namespace

linear_layer compose(const linear_layer& outer, const linear_layer& inner) {
  assert(outer.in == inner.out);
  linear_layer both{inner.in, outer.out, std::vector<float>(outer.out * inner.in),
                    std::vector<float>(outer.out)};
  kernels::multiply({outer.out, inner.in, outer.in, outer.weight.data(), outer.in, 1, inner.weight.data(),
                     inner.in, both.weight.data(), inner.in});
  add_to(both.bias, outer.bias);
  if (!inner.bias.empty())
    add_to(both.bias, product(outer, inner.bias));
  return both;
}

linear_layer stack(linear_layer above, const linear_layer& below) {
  assert(above.in == below.in && above.bias.empty() == below.bias.empty());
  above.out += below.out;
  above.weight.insert(above.weight.end(), below.weight.begin(), below.weight.end());
  above.bias.insert(above.bias.end(), below.bias.begin(), below.bias.end());
  return above;
}

linear_layer side_by_side(const linear_layer& left, const linear_layer& right) {
  assert(left.out == right.out);
  linear_layer both{left.in + right.in, left.out, {}, left.bias};
  add_to(both.bias, right.bias);
  both.weight.reserve(both.in * both.out);
  for (std::size_t row = 0; row < both.out; ++row)
    for (const auto* side : {&left, &right}) {
      const auto* weights = side->weight.data() + row * side->in;
      both.weight.insert(both.weight.end(), weights, weights + side->in);
    }
  return both;
}

linear_layer input_slice(const linear_layer& layer, std::size_t first, std::size_t count) {
  linear_layer slice{count, layer.out, {}, {}};
  slice.weight.reserve(count * layer.out);
  for (std::size_t row = 0; row < layer.out; ++row) {
    const auto* weights = layer.weight.data() + row * layer.in + first;
    slice.weight.insert(slice.weight.end(), weights, weights + count);
  }
  return slice;
}

linear_layer scaled(linear_layer layer, float factor) {
  for (auto* values : {&layer.weight, &layer.bias})
    for (auto& value : *values)
      value *= factor;
  return layer;
}

std::vector<float> product(const linear_layer& layer, const std::vector<float>& input) {
  std::vector<float> output(layer.out);
  for (std::size_t row = 0; row < layer.out; ++row) {
    double sum = 0;
    for (std::size_t i = 0; i < layer.in; ++i)
      sum += static_cast<double>(layer.weight[row * layer.in + i]) * static_cast<double>(input[i]);
    output[row] = static_cast<float>(sum);
  }
  return output;
}

} // namespace simrun
