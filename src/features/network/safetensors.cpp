#include "features/network/safetensors.hpp"

#include "features/network/safetensors_header.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <optional>

namespace simrun {

// The format is little-endian, and so is what this reader copies it into.
static_assert(std::endian::native == std::endian::little);

namespace {

constexpr std::size_t length_bytes = 8;
/// The limit of the format's own implementation.
constexpr std::uint64_t header_bytes_max = 100'000'000;

std::optional<std::uint64_t> bytes_of_dtype(std::string_view dtype) {
  struct dtype_size {
    std::string_view name;
    std::uint64_t bytes;
  };
  constexpr std::array<dtype_size, 15> sizes{{{"F32", 4},
                                              {"F64", 8},
                                              {"F16", 2},
                                              {"BF16", 2},
                                              {"I64", 8},
                                              {"I32", 4},
                                              {"I16", 2},
                                              {"I8", 1},
                                              {"U64", 8},
                                              {"U32", 4},
                                              {"U16", 2},
                                              {"U8", 1},
                                              {"BOOL", 1},
                                              {"F8_E4M3", 1},
                                              {"F8_E5M2", 1}}};
  const auto* found = std::ranges::find(sizes, dtype, &dtype_size::name);
  return found == sizes.end() ? std::nullopt : std::optional(found->bytes);
}

/// Bytes a tensor needs, or nothing where they don't fit 64 bits.
std::optional<std::uint64_t> bytes_of_shape(std::span<const std::size_t> shape, std::uint64_t element_bytes) {
  std::uint64_t product = element_bytes;
  for (const auto size : shape)
    if (__builtin_mul_overflow(product, size, &product))
      return std::nullopt;
  return product;
}

/// What is wrong with one entry taken by itself, for a data part of `data_bytes`.
std::optional<std::string> check_entry(const tensor_entry& entry, std::uint64_t data_bytes) {
  const auto element_bytes = bytes_of_dtype(entry.dtype);
  if (!element_bytes)
    return fmt::format("tensor '{}' has the unknown dtype '{}'", entry.name, entry.dtype);
  if (entry.data_offsets.size() != 2)
    return fmt::format("tensor '{}' has {} data_offsets, expected 2", entry.name, entry.data_offsets.size());
  const auto begin = entry.data_offsets[0], end = entry.data_offsets[1];
  if (begin > end || end > data_bytes)
    return fmt::format("tensor '{}' has data_offsets [{}, {}], outside the {} bytes of data", entry.name,
                       begin, end, data_bytes);
  const auto needed = bytes_of_shape(entry.shape, *element_bytes);
  if (!needed)
    return fmt::format("tensor '{}' has shape {}, too large for any file", entry.name,
                       shape_text(entry.shape));
  if (*needed != end - begin)
    return fmt::format("tensor '{}' of shape {} and dtype {} needs {} bytes, but its data_offsets hold {}",
                       entry.name, shape_text(entry.shape), entry.dtype, *needed, end - begin);
  return std::nullopt;
}

/// Whether the entries, put in the order of their data, fill the data part exactly.
std::optional<std::string> check_layout(std::vector<const tensor_entry*> entries, std::uint64_t data_bytes) {
  std::ranges::sort(entries, {},
                    [](const tensor_entry* e) { return std::pair(e->data_offsets[0], e->data_offsets[1]); });
  std::uint64_t end = 0;
  for (const auto* entry : entries) {
    const auto begin = entry->data_offsets[0];
    if (begin < end)
      return fmt::format("tensor '{}' overlaps another: it begins at byte {} of the data, where {} are taken",
                         entry->name, begin, end);
    if (begin > end)
      return fmt::format("bytes {} to {} of the data, before tensor '{}', belong to no tensor", end, begin,
                         entry->name);
    end = entry->data_offsets[1];
  }
  if (end != data_bytes)
    return fmt::format("the last {} bytes belong to no tensor", data_bytes - end);
  return std::nullopt;
}

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

  std::vector<const tensor_entry*> entries;
  for (const auto& entry : header->tensors) {
    if (const auto problem = check_entry(entry, data.size()))
      return malformed(*problem);
    entries.push_back(&entry);
  }
  if (const auto problem = check_layout(entries, data.size()))
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
