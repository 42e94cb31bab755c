#include "features/network/kernels/digit_kernels.hpp"

#include <algorithm>
#include <limits>
#include <type_traits>

// Highway compiles what follows once per instruction set and picks one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "features/network/kernels/digit_kernels.cpp"
#include <hwy/foreach_target.h>

#include "features/network/kernels/vector_math-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace simrun::kernels::HWY_NAMESPACE {

/// The digit 127, with zeros after it.
constexpr float largest_number = 127.0F * 65536.0F;

/// The largest distance from zero; NaN where a value is no finite number.
HWY_INLINE float largest_distance(const float* row, std::size_t width) {
  const hn::ScalableTag<float> whole;
  auto maxima = hn::Zero(whole);
  // A zero for each finite value.
  auto broken = hn::Zero(whole);
  float largest = 0, rest_broken = 0;
  for_each_vector(width, [&](auto tag, std::size_t i) HWY_ATTR {
    const auto x = hn::LoadU(tag, row + i);
    if constexpr (std::is_same_v<decltype(tag), hn::ScalableTag<float>>) {
      maxima = hn::Max(maxima, hn::Abs(x));
      broken = hn::Add(broken, hn::Sub(x, x));
    } else {
      largest = std::max(largest, hn::GetLane(hn::MaxOfLanes(tag, hn::Abs(x))));
      rest_broken += hn::GetLane(hn::SumOfLanes(tag, hn::Sub(x, x)));
    }
  });
  return std::max(largest, hn::GetLane(hn::MaxOfLanes(whole, maxima))) +
         (rest_broken + hn::GetLane(hn::SumOfLanes(whole, broken)));
}

/// Puts out the lowest digit of each number and takes it off.
template <class Tag, class Vector>
HWY_INLINE Vector take_digit(Tag, Vector number, std::int8_t* to) {
  const hn::Rebind<std::int8_t, Tag> bytes;
  const auto digit = hn::ShiftRight<24>(hn::ShiftLeft<24>(number));
  hn::StoreU(hn::DemoteTo(bytes, digit), bytes, to);
  return hn::ShiftRight<8>(hn::Sub(number, digit));
}

float split_digits(const float* row, std::size_t width, const digit_layout& layout, std::int8_t* to) {
  const float largest = largest_distance(row, width);
  // Below some 1e-32 the factor would be no float: such rows get fewer digits.
  const float factor = std::min(largest_number / largest, std::numeric_limits<float>::max());
  for_each_vector(width, [=](auto tag, std::size_t i) HWY_ATTR {
    const hn::RebindToSigned<decltype(tag)> integers;
    auto* place = to + i / layout.run * layout.run_stride + i % layout.run;
    auto number = hn::NearestInt(hn::Mul(hn::LoadU(tag, row + i), hn::Set(tag, factor)));
    number = take_digit(integers, number, place + 2 * layout.digit_stride);
    number = take_digit(integers, number, place + layout.digit_stride);
    take_digit(integers, number, place);
  });
  // From the rounded factor, not from the largest value: that way the factor's rounding cancels out.
  return 65536.0F / factor;
}

} // namespace simrun::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace simrun::kernels {

HWY_EXPORT(split_digits);

float split_digits(const float* row, std::size_t width, const digit_layout& layout, std::int8_t* to) {
  return HWY_DYNAMIC_DISPATCH(split_digits)(row, width, layout, to);
}

} // namespace simrun::kernels
#endif
