#include "features/network/safetensors.hpp"

#include "features/network/safetensors_layout.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <fstream>

namespace simrun {

// The format is little-endian, and so is what this reader copies it into.
static_assert(std::endian::native == std::endian::little);

namespace {

constexpr std::size_t length_bytes = 8;
/// The limit of the format's own implementation.
constexpr std::uint64_t header_bytes_max = 100'000'000;

named_tensor copy_tensor(const tensor_entry& entry, std::span<const std::byte> data) {
  named_tensor tensor{entry.name, {entry.shape.begin(), entry.shape.end()}, {}, entry.dtype};
  if (entry.dtype != "F32")
    return tensor;
  const auto bytes = static_cast<std::size_t>(entry.data_offsets[1] - entry.data_offsets[0]);
  tensor.values.resize(bytes / sizeof(float));
  if (bytes != 0)
    std::memcpy(tensor.values.data(), data.data() + entry.data_offsets[0], bytes);
  return tensor;
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
  const auto bad = std::ranges::find_if_not(tensor->values, [](float x) { return std::isfinite(x); });
  if (bad != tensor->values.end())
    return fail(error_code::bad_input,
                fmt::format("{}: tensor '{}' holds {} at index {}, expected finite numbers", source, name,
                            *bad, bad - tensor->values.begin()));
  return tensor;
}

result<tensor_file> parse_safetensors(std::string source, std::span<const std::byte> bytes) {
  const auto malformed = [&](std::string_view why) {
    return fail(error_code::bad_input, fmt::format("{}: {}", source, why));
  };
  if (bytes.size() < length_bytes)
    return malformed(fmt::format(
        "{} bytes are no safetensors file: it starts with the 8 of its header's length", bytes.size()));
  std::uint64_t header_bytes = 0;
  std::memcpy(&header_bytes, bytes.data(), length_bytes);
  const auto rest = bytes.subspan(length_bytes);
  if (header_bytes > rest.size() || header_bytes > header_bytes_max)
    return malformed(
        fmt::format("the header's length is given as {} bytes, but {} follow", header_bytes, rest.size()));

  const auto length = static_cast<std::size_t>(header_bytes);
  auto header = parse_safetensors_header({reinterpret_cast<const char*>(rest.data()), length});
  if (!header)
    return malformed(header.error().message);
  const auto data = rest.subspan(length);

  if (const auto problem = check_layout(header->tensors, data.size()))
    return malformed(*problem);

  tensor_file file{std::move(source), std::move(header->metadata), {}};
  for (const auto& entry : header->tensors)
    file.tensors.push_back(copy_tensor(entry, data));
  return file;
}

result<tensor_file> read_safetensors(const std::filesystem::path& path) {
  std::error_code code;
  if (!std::filesystem::is_regular_file(path, code))
    return fail(error_code::io, fmt::format("{}: there is no such file", path.string()));
  const auto size = std::filesystem::file_size(path, code);
  std::ifstream in(path, std::ios::binary);
  if (code || !in)
    return fail(error_code::io, fmt::format("{}: can't be read", path.string()));
  try {
    std::vector<std::byte> bytes(size);
    in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    if (static_cast<std::uintmax_t>(in.gcount()) != size)
      return fail(error_code::io,
                  fmt::format("{}: ends after {} of {} bytes", path.string(), in.gcount(), size));
    return parse_safetensors(path.string(), bytes);
  } catch (const std::bad_alloc&) {
    return fail(error_code::resource, fmt::format("{}: no memory for its {} bytes", path.string(), size));
  }
}

} // namespace simrun
