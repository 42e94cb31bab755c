#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace simrun {

/// A field of a protobuf message: a number, or the bytes of a string, a packed list or a message within.
struct wire_field {
  std::uint64_t number = 0;
  std::uint64_t value = 0;
  std::string_view bytes;
  bool is_bytes = false;
};

/// Reads a number of seven bits a byte and takes it off. Throws std::runtime_error where `rest` ends before.
std::uint64_t take_varint(std::string_view& rest);

/// Calls `visit` with each field in turn; those of 4 and 8 bytes come without their value, which nothing here
/// needs. Throws std::runtime_error when the message is not one.
void for_each_field(std::string_view message, const std::function<void(const wire_field&)>& visit);

/// A repeated integer comes one a field, or packed.
template <class Integer>
void append(std::vector<Integer>& numbers, const wire_field& field) {
  if (!field.is_bytes)
    return numbers.push_back(static_cast<Integer>(field.value));
  for (auto rest = field.bytes; !rest.empty();)
    numbers.push_back(static_cast<Integer>(take_varint(rest)));
}

} // namespace simrun
