#include "features/network/kernels/kernels.hpp"

#include <algorithm>
#include <type_traits>

// Highway compiles what follows once per instruction set and picks one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "features/network/kernels/kernels.cpp"
#include <hwy/foreach_target.h>

#include "features/network/kernels/vector_math-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace simrun::kernels::HWY_NAMESPACE {

/// The sum over all values of what `term(tag, first)` yields for a vector of them.
template <class Term>
HWY_INLINE float sum_of(std::size_t width, const Term& term) {
  float sum = 0;
  auto sums = hn::Zero(hn::ScalableTag<float>());
  for_each_vector(width, [&](auto tag, std::size_t i) HWY_ATTR {
    if constexpr (std::is_same_v<decltype(tag), hn::ScalableTag<float>>)
      sums = hn::Add(sums, term(tag, i));
    else
      sum += hn::GetLane(hn::SumOfLanes(tag, term(tag, i)));
  });
  return sum + hn::GetLane(hn::SumOfLanes(hn::ScalableTag<float>(), sums));
}

HWY_INLINE float largest_of(const float* values, std::size_t width) {
  float largest = values[0];
  auto maxima = hn::Set(hn::ScalableTag<float>(), largest);
  for_each_vector(width, [&](auto tag, std::size_t i) HWY_ATTR {
    if constexpr (std::is_same_v<decltype(tag), hn::ScalableTag<float>>)
      maxima = hn::Max(maxima, hn::LoadU(tag, values + i));
    else
      largest = std::max(largest, hn::GetLane(hn::MaxOfLanes(tag, hn::LoadU(tag, values + i))));
  });
  return std::max(largest, hn::GetLane(hn::MaxOfLanes(hn::ScalableTag<float>(), maxima)));
}

void softmax(float* row, std::size_t width) {
  const float top = largest_of(row, width);
  const float sum = sum_of(width, [=](auto tag, std::size_t i) HWY_ATTR {
    const auto power = exponential(tag, hn::Sub(hn::LoadU(tag, row + i), hn::Set(tag, top)));
    hn::StoreU(power, tag, row + i);
    return power;
  });
  const float share = 1.0F / sum;
  for_each_vector(width, [=](auto tag, std::size_t i) HWY_ATTR {
    hn::StoreU(hn::Mul(hn::LoadU(tag, row + i), hn::Set(tag, share)), tag, row + i);
  });
}

void layer_norm(const float* input, const float* scale, const float* shift, float* output,
                std::size_t width) {
  const auto count = static_cast<float>(width);
  const float mean =
      sum_of(width, [=](auto tag, std::size_t i) HWY_ATTR { return hn::LoadU(tag, input + i); }) / count;
  const float squares = sum_of(width, [=](auto tag, std::size_t i) HWY_ATTR {
    const auto distance = hn::Sub(hn::LoadU(tag, input + i), hn::Set(tag, mean));
    return hn::Mul(distance, distance);
  });
  const hn::CappedTag<float, 1> single;
  const float root = hn::GetLane(hn::Sqrt(hn::Set(single, squares / count + 1e-5F)));
  const float factor = 1.0F / root;
  for_each_vector(width, [=](auto tag, std::size_t i) HWY_ATTR {
    const auto normal = hn::Mul(hn::Sub(hn::LoadU(tag, input + i), hn::Set(tag, mean)), hn::Set(tag, factor));
    hn::StoreU(hn::MulAdd(normal, hn::LoadU(tag, scale + i), hn::LoadU(tag, shift + i)), tag, output + i);
  });
}

void add(const float* terms, float* sum, std::size_t width) {
  for_each_vector(width, [=](auto tag, std::size_t i) HWY_ATTR {
    hn::StoreU(hn::Add(hn::LoadU(tag, sum + i), hn::LoadU(tag, terms + i)), tag, sum + i);
  });
}

void relu(float* values, std::size_t width) {
  for_each_vector(width, [=](auto tag, std::size_t i) HWY_ATTR {
    hn::StoreU(hn::Max(hn::Zero(tag), hn::LoadU(tag, values + i)), tag, values + i);
  });
}

void multiply(const float* values, const float* factors, float* product, std::size_t width) {
  for_each_vector(width, [=](auto tag, std::size_t i) HWY_ATTR {
    hn::StoreU(hn::Mul(hn::LoadU(tag, values + i), hn::LoadU(tag, factors + i)), tag, product + i);
  });
}

float tanh_score(const float* values, const float* weights, std::size_t width) {
  return sum_of(width, [=](auto tag, std::size_t i) HWY_ATTR {
    return hn::Mul(hyperbolic_tangent(tag, hn::LoadU(tag, values + i)), hn::LoadU(tag, weights + i));
  });
}

} // namespace simrun::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace simrun::kernels {

HWY_EXPORT(softmax);
HWY_EXPORT(layer_norm);
HWY_EXPORT(add);
HWY_EXPORT(relu);
HWY_EXPORT(multiply);
HWY_EXPORT(tanh_score);

void softmax(float* row, std::size_t width) {
  HWY_DYNAMIC_DISPATCH(softmax)(row, width);
}

void layer_norm(const float* input, const float* scale, const float* shift, float* output,
                std::size_t width) {
  HWY_DYNAMIC_DISPATCH(layer_norm)(input, scale, shift, output, width);
}

void add(const float* terms, float* sum, std::size_t width) {
  HWY_DYNAMIC_DISPATCH(add)(terms, sum, width);
}

void relu(float* values, std::size_t width) {
  HWY_DYNAMIC_DISPATCH(relu)(values, width);
}

void multiply(const float* values, const float* factors, float* product, std::size_t width) {
  HWY_DYNAMIC_DISPATCH(multiply)(values, factors, product, width);
}

float tanh_score(const float* values, const float* weights, std::size_t width) {
  return HWY_DYNAMIC_DISPATCH(tanh_score)(values, weights, width);
}

} // namespace simrun::kernels
#endif
