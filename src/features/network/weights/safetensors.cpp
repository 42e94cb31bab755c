#include "features/network/weights/safetensors.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>

namespace simrun {

namespace {

/// Written so that a compiler can look at many values at a time.
bool all_finite(const std::vector<float>& values) {
  constexpr std::uint32_t exponent = 0x7F800000;
  std::uint32_t broken = 0;
  for (const float value : values)
    broken |= static_cast<std::uint32_t>((std::bit_cast<std::uint32_t>(value) & exponent) == exponent);
  return broken == 0;
}

} // namespace

std::string shape_text(std::span<const std::size_t> shape) {
  std::string text = "[";
  for (const auto size : shape)
    text += (text.size() > 1 ? ", " : "") + std::to_string(size);
  return text + "]";
}

const named_tensor* tensor_file::find(std::string_view name) const noexcept {
  const auto found = std::ranges::find(tensors, name, &named_tensor::name);
  return found == tensors.end() ? nullptr : &*found;
}

result<const named_tensor*> tensor_file::require(std::string_view name) const {
  const auto* tensor = find(name);
  if (!tensor)
    return fail(error_code::bad_input, fmt::format("{}: tensor '{}' is missing", source, name));
  if (tensor->dtype != "F32")
    return fail(error_code::bad_input,
                fmt::format("{}: tensor '{}' has dtype {}, expected F32", source, name, tensor->dtype));
  if (!all_finite(tensor->values)) {
    const auto bad = std::ranges::find_if_not(tensor->values, [](float x) { return std::isfinite(x); });
    return fail(error_code::bad_input,
                fmt::format("{}: tensor '{}' holds {} at index {}, expected finite numbers", source, name,
                            *bad, bad - tensor->values.begin()));
  }
  return tensor;
}

} // namespace simrun
