#include "features/network/kernels/bf16_kernels.hpp"

// Highway compiles what follows once per instruction set and picks one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "features/network/kernels/bf16_kernels.cpp"
#include <hwy/foreach_target.h>

#include "features/network/kernels/vector_math-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace simrun::kernels::HWY_NAMESPACE {

/// The nearest float whose lower 16 bits are zero. Not by the bits of a NaN: adding to them could make it a
/// zero, and cutting them an infinity.
template <class Tag, class Vector>
HWY_INLINE Vector rounded(Tag tag, Vector x) {
  const hn::RebindToUnsigned<Tag> bits;
  const auto up = hn::Add(hn::BitCast(bits, x), hn::Set(bits, 0x8000U));
  const auto nearest = hn::BitCast(tag, hn::And(up, hn::Set(bits, 0xFFFF0000U)));
  return hn::IfThenElse(hn::IsNaN(x), hn::NaN(tag), nearest);
}

template <class Tag, class Vector>
HWY_INLINE void store_upper_half(Tag, Vector x, std::uint16_t* to) {
  const hn::RebindToUnsigned<Tag> wide;
  const hn::Rebind<std::int32_t, Tag> wide_signed;
  const hn::Rebind<std::uint16_t, Tag> narrow;
  const auto upper = hn::ShiftRight<16>(hn::BitCast(wide, x));
  hn::StoreU(hn::DemoteTo(narrow, hn::BitCast(wide_signed, upper)), narrow, to);
}

void to_nearest_bf16(const float* values, std::size_t width, std::uint16_t* to) {
  for_each_vector(width, [=](auto tag, std::size_t i) HWY_ATTR {
    store_upper_half(tag, rounded(tag, hn::LoadU(tag, values + i)), to + i);
  });
}

} // namespace simrun::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace simrun::kernels {

HWY_EXPORT(to_nearest_bf16);

void to_nearest_bf16(const float* values, std::size_t width, std::uint16_t* to) {
  HWY_DYNAMIC_DISPATCH(to_nearest_bf16)(values, width, to);
}

} // namespace simrun::kernels
#endif
