#include "protobuf_fields.hpp"

#include <fmt/format.h>
#include <stdexcept>

namespace simrun {

namespace {

std::string_view take_bytes(std::string_view& rest, std::uint64_t count) {
  if (count > rest.size())
    throw std::runtime_error("a protobuf field ends early");
  const auto bytes = rest.substr(0, count);
  rest.remove_prefix(count);
  return bytes;
}

} // namespace

std::uint64_t take_varint(std::string_view& rest) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !rest.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(rest.front());
    rest.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80)
      return value;
  }
  throw std::runtime_error("a protobuf number ends early");
}

void for_each_field(std::string_view message, const std::function<void(const wire_field&)>& visit) {
  while (!message.empty()) {
    const auto key = take_varint(message);
    wire_field field{key >> 3, 0, {}, (key & 7) == 2};
    switch (key & 7) {
    case 0:
      field.value = take_varint(message);
      break;
    case 1:
      take_bytes(message, 8);
      break;
    case 2:
      field.bytes = take_bytes(message, take_varint(message));
      break;
    case 5:
      take_bytes(message, 4);
      break;
    default:
      throw std::runtime_error(fmt::format("protobuf wire type {} is not known", key & 7));
    }
    visit(field);
  }
}

} // namespace simrun
