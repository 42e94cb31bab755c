#include "features/network/weights/size_reader.hpp"

#include <charconv>
#include <fmt/format.h>

namespace simrun {

namespace {

/// Past this no size is meant: it keeps products of sizes far from overflow.
constexpr std::size_t size_max = 1'000'000;

} // namespace

std::optional<std::size_t> parse_size(std::string_view text) {
  std::size_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size() || value == 0 || value > size_max)
    return std::nullopt;
  return value;
}

void size_reader::complain(std::string_view what) {
  if (!problem_)
    problem_ = error{error_code::bad_input, fmt::format("{}: {}", file_.source, what)};
}

std::size_t size_reader::of_tensor(const std::string& name, std::size_t rank, std::size_t axis) {
  const auto tensor = file_.require(name);
  if (!tensor) {
    if (!problem_)
      problem_ = tensor.error();
    return 1;
  }
  const auto& shape = (*tensor)->shape;
  if (shape.size() != rank)
    complain(fmt::format("tensor '{}' has shape {}, expected {} dimensions", name, shape_text(shape), rank));
  else if (shape[axis] == 0 || shape[axis] > size_max)
    complain(fmt::format("tensor '{}' has shape {}, expected sizes from 1 to {}", name, shape_text(shape),
                         size_max));
  return problem_ ? 1 : shape[axis];
}

std::size_t size_reader::of_metadata(const std::string& key, std::size_t otherwise) {
  const auto found = file_.metadata.find(key);
  if (found == file_.metadata.end())
    return otherwise;
  const auto size = parse_size(found->second);
  if (!size)
    complain(fmt::format("metadata '{}' must be a whole number from 1 to {}, got '{}'", key, size_max,
                         found->second));
  return size.value_or(1);
}

std::size_t size_reader::count(const char* pattern, const std::string& key) {
  const auto numbered = [&](std::size_t i) { return fmt::format(fmt::runtime(pattern), i); };
  std::size_t found = 0;
  while (file_.find(numbered(found)))
    ++found;
  const auto declared = of_metadata(key, std::max<std::size_t>(found, 1));
  if (declared > found)
    complain(fmt::format("tensor '{}' is missing", numbered(found)));
  if (declared < found)
    complain_of_leftover(key, numbered(declared));
  return declared;
}

void size_reader::complain_of_leftover(const std::string& key, const std::string& tensor) {
  complain(
      fmt::format("metadata '{}' is '{}', but there is a tensor '{}'", key, file_.metadata.at(key), tensor));
}

} // namespace simrun
