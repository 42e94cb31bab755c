#include "onnx_tensor.hpp"

#include "protobuf_fields.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fmt/format.h>
#include <functional>
#include <iterator>
#include <numeric>
#include <stdexcept>

namespace simrun {

namespace {

template <class Element>
std::vector<float> floats_of(std::string_view raw) {
  std::vector<Element> elements(raw.size() / sizeof(Element));
  std::memcpy(elements.data(), raw.data(), elements.size() * sizeof(Element));
  std::vector<float> values;
  std::ranges::transform(elements, std::back_inserter(values),
                         [](Element e) { return static_cast<float>(e); });
  return values;
}

} // namespace

/// TensorProto: dims 1, data_type 2, name 8, raw_data 9. The suite keeps all values raw.
std::pair<std::string, onnx_tensor> parse_onnx_tensor(std::string_view message) {
  constexpr std::uint64_t f32 = 1, i32 = 6, i64 = 7;
  std::string name;
  onnx_tensor tensor;
  std::uint64_t type = 0;
  std::string_view raw;
  for_each_field(message, [&](const wire_field& field) {
    if (field.number == 1)
      append(tensor.shape, field);
    else if (field.number == 2)
      type = field.value;
    else if (field.number == 8)
      name = field.bytes;
    else if (field.number == 9)
      raw = field.bytes;
  });
  if (type != f32 && type != i32 && type != i64)
    throw std::runtime_error(fmt::format("tensor '{}' has data type {}", name, type));
  tensor.values = type == f32   ? floats_of<float>(raw)
                  : type == i32 ? floats_of<std::int32_t>(raw)
                                : floats_of<std::int64_t>(raw);
  const auto count =
      std::accumulate(tensor.shape.begin(), tensor.shape.end(), std::size_t{1}, std::multiplies<>());
  if (count != tensor.values.size())
    throw std::runtime_error(
        fmt::format("tensor '{}' has {} values for {} places", name, tensor.values.size(), count));
  return {std::move(name), std::move(tensor)};
}

} // namespace simrun
