#include "features/network/weights/safetensors.hpp"

#include "features/network/weights/safetensors_layout.hpp"

#include <algorithm>
#include <bit>
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <optional>

namespace simrun {

// The format is little-endian, and so is what this reader copies it into.
static_assert(std::endian::native == std::endian::little);

namespace {

constexpr std::size_t length_bytes = 8;
/// The limit of the format's own implementation.
constexpr std::uint64_t header_bytes_max = 100'000'000;

/// Copies bytes from an offset to `to`, and returns how many of them there were.
using byte_reader = std::function<std::size_t(std::uint64_t offset, std::span<std::byte> to)>;

/// What parses a file, and copies each value once: straight into its tensor.
class parser {
public:
  parser(std::string source, std::uint64_t size, byte_reader read)
      : source_(std::move(source)), size_(size), read_(std::move(read)) {}

  result<tensor_file> parse() {
    if (size_ < length_bytes)
      return malformed(fmt::format(
          "{} bytes are no safetensors file: it starts with the 8 of its header's length", size_));
    std::uint64_t header_bytes = 0;
    const auto rest = size_ - length_bytes;
    if (!copy(0, std::span(&header_bytes, 1)))
      return failure(*problem_);
    if (header_bytes > rest || header_bytes > header_bytes_max)
      return malformed(
          fmt::format("the header's length is given as {} bytes, but {} follow", header_bytes, rest));

    std::string text(static_cast<std::size_t>(header_bytes), ' ');
    if (!copy(length_bytes, std::span(text)))
      return failure(*problem_);
    auto header = parse_safetensors_header(text);
    if (!header)
      return malformed(header.error().message);
    if (const auto problem = check_layout(header->tensors, rest - header_bytes))
      return malformed(*problem);

    tensor_file file{source_, std::move(header->metadata), {}};
    for (const auto& entry : header->tensors)
      file.tensors.push_back(tensor_of(entry, length_bytes + header_bytes));
    if (problem_)
      return failure(*problem_);
    return file;
  }

private:
  failure malformed(std::string_view why) const {
    return fail(error_code::bad_input, fmt::format("{}: {}", source_, why));
  }

  template <class Value, std::size_t Extent>
  bool copy(std::uint64_t offset, std::span<Value, Extent> to) {
    const auto bytes = std::as_writable_bytes(to);
    const auto copied = bytes.empty() ? 0 : read_(offset, bytes);
    if (copied == bytes.size())
      return true;
    problem_ =
        error{error_code::io, fmt::format("{}: ends after {} of {} bytes", source_, offset + copied, size_)};
    return false;
  }

  named_tensor tensor_of(const tensor_entry& entry, std::uint64_t data_begins) {
    named_tensor tensor{entry.name, {entry.shape.begin(), entry.shape.end()}, {}, entry.dtype};
    if (entry.dtype != "F32" || problem_)
      return tensor;
    tensor.values.resize(static_cast<std::size_t>(entry.data_offsets[1] - entry.data_offsets[0]) /
                         sizeof(float));
    copy(data_begins + entry.data_offsets[0], std::span(tensor.values));
    return tensor;
  }

  std::string source_;
  std::uint64_t size_;
  byte_reader read_;
  std::optional<error> problem_;
};

} // namespace

result<tensor_file> parse_safetensors(std::string source, std::span<const std::byte> bytes) {
  return parser(std::move(source), bytes.size(),
                [&](std::uint64_t offset, std::span<std::byte> to) {
                  std::ranges::copy(bytes.subspan(static_cast<std::size_t>(offset), to.size()), to.begin());
                  return to.size();
                })
      .parse();
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
    return parser(path.string(), size,
                  [&](std::uint64_t offset, std::span<std::byte> to) {
                    in.seekg(static_cast<std::streamoff>(offset));
                    in.read(reinterpret_cast<char*>(to.data()), static_cast<std::streamsize>(to.size()));
                    return static_cast<std::size_t>(in.gcount());
                  })
        .parse();
  } catch (const std::bad_alloc&) {
    return fail(error_code::resource, fmt::format("{}: no memory for its {} bytes", path.string(), size));
  }
}

} // namespace simrun
