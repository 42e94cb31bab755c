#include "features/network/weights/safetensors_layout.hpp"

#include "features/network/weights/safetensors.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace simrun {

namespace {

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
std::optional<std::string> check_order(std::vector<const tensor_entry*> entries, std::uint64_t data_bytes) {
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

} // namespace

std::optional<std::string> check_layout(std::span<const tensor_entry> tensors, std::uint64_t data_bytes) {
  std::vector<const tensor_entry*> entries;
  for (const auto& entry : tensors) {
    if (auto problem = check_entry(entry, data_bytes))
      return problem;
    entries.push_back(&entry);
  }
  return check_order(std::move(entries), data_bytes);
}

} // namespace simrun
