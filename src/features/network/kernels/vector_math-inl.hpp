// Included once per instruction set by files that Highway compiles so; hence no ordinary include guard.
#if defined(SIMRUN_VECTOR_MATH_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SIMRUN_VECTOR_MATH_INL
#undef SIMRUN_VECTOR_MATH_INL
#else
#define SIMRUN_VECTOR_MATH_INL
#endif

#include <cstddef>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace simrun::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Calls `step(tag, first)` for whole vectors, then for what is left, in fours and one by one.
template <class Step>
HWY_INLINE void for_each_vector(std::size_t width, const Step& step) {
  const hn::ScalableTag<float> whole;
  const hn::CappedTag<float, 4> four;
  const hn::CappedTag<float, 1> single;
  std::size_t i = 0;
  for (; i + hn::Lanes(whole) <= width; i += hn::Lanes(whole))
    step(whole, i);
  for (; i + hn::Lanes(four) <= width; i += hn::Lanes(four))
    step(four, i);
  for (; i < width; ++i)
    step(single, i);
}

/// exp for arguments up to 88, to some 2e-7 of it; below -87 as at -87. exp(x) = 2^n 2^f with f within 1/2 of
/// zero, where a polynomial (2^f interpolated at Chebyshev's points) takes its place. A NaN goes through: Max
/// takes its second argument where one is a NaN.
template <class Tag, class Vector>
HWY_INLINE Vector exponential(Tag tag, Vector x) {
  const hn::RebindToSigned<Tag> integers;
  // Past 2^23 floats are whole numbers: adding this rounds, and leaves n in the lowest bits.
  const auto rounding = hn::Set(tag, 12582912.0F);
  const auto bounded = hn::Max(hn::Set(tag, -87.0F), x);
  const auto shifted = hn::MulAdd(bounded, hn::Set(tag, 1.44269504F), rounding);
  const auto n = hn::Sub(shifted, rounding);
  const auto f =
      hn::MulAdd(bounded, hn::Set(tag, 1.92596299e-8F), hn::MulSub(bounded, hn::Set(tag, 1.44269504F), n));
  auto power = hn::Set(tag, 0.00015461444F);
  power = hn::MulAdd(power, f, hn::Set(tag, 0.0013400428F));
  power = hn::MulAdd(power, f, hn::Set(tag, 0.0096180569F));
  power = hn::MulAdd(power, f, hn::Set(tag, 0.055503272F));
  power = hn::MulAdd(power, f, hn::Set(tag, 0.24022651F));
  power = hn::MulAdd(power, f, hn::Set(tag, 0.69314718F));
  power = hn::MulAdd(power, f, hn::Set(tag, 1.0F));
  // 2^n: n in the exponent, above that of 1. The bits of `rounding` are shifted out.
  const auto scale =
      hn::Add(hn::ShiftLeft<23>(hn::BitCast(integers, shifted)), hn::Set(integers, 0x3F800000));
  return hn::Mul(power, hn::BitCast(tag, scale));
}

/// exp(-x), at most e^40, so that a product of two is a float. Max takes its second argument where one is a
/// NaN.
template <class Tag, class Vector>
HWY_INLINE Vector decay(Tag tag, Vector x) {
  return exponential(tag, hn::Neg(hn::Max(hn::Set(tag, -40.0F), x)));
}

/// 1 / x to the last bit or two: x86 has an estimate of 12 bits or more, and one step of Newton's method
/// on it is faster than a division.
template <class Tag, class Vector>
HWY_INLINE Vector reciprocal(Tag tag, Vector x) {
#if HWY_ARCH_X86
  const auto estimate = hn::ApproximateReciprocal(x);
  return hn::Mul(estimate, hn::NegMulAdd(x, estimate, hn::Set(tag, 2.0F)));
#else
  return hn::Div(hn::Set(tag, 1.0F), x);
#endif
}

/// (1 - exp(-2x)) / (1 + exp(-2x)): its absolute error of some 1e-7 is what f32 sums have anyway.
template <class Tag, class Vector>
HWY_INLINE Vector hyperbolic_tangent(Tag tag, Vector x) {
  const auto one = hn::Set(tag, 1.0F);
  const auto e = decay(tag, hn::Add(x, x));
  return hn::Mul(hn::Sub(one, e), reciprocal(tag, hn::Add(one, e)));
}

/// An LSTM cell's new value and what it puts out.
template <class Vector>
struct cell_and_output {
  Vector cell;
  Vector output;
};

/// cell' = sigmoid(f) cell + sigmoid(i) tanh(g), output = sigmoid(o) tanh(cell'), with the quotients of each
/// sum taken together.
template <class Tag, class Vector>
HWY_INLINE cell_and_output<Vector> lstm_cell(Tag tag, Vector i, Vector f, Vector g, Vector o, Vector cell) {
  const auto one = hn::Set(tag, 1.0F);
  const auto candidate = decay(tag, hn::Add(g, g));
  const auto admitted =
      hn::Mul(hn::Sub(one, candidate),
              reciprocal(tag, hn::Mul(hn::Add(one, decay(tag, i)), hn::Add(one, candidate))));
  const auto next = hn::MulAdd(cell, reciprocal(tag, hn::Add(one, decay(tag, f))), admitted);
  const auto squashed = decay(tag, hn::Add(next, next));
  return {next, hn::Mul(hn::Sub(one, squashed),
                        reciprocal(tag, hn::Mul(hn::Add(one, decay(tag, o)), hn::Add(one, squashed))))};
}

} // namespace simrun::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
