#pragma once

#include "features/network/weights/safetensors.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace simrun {

/// Reads sizes out of a weights file and keeps the first problem; after one, sizes are 1.
class size_reader {
public:
  explicit size_reader(const tensor_file& file) : file_(file) {}

  const std::optional<error>& problem() const noexcept { return problem_; }
  /// Keeps "FILE: WHAT", unless there was a problem before.
  void complain(std::string_view what);

  /// Size `axis` of a tensor that must have `rank` of them.
  std::size_t of_tensor(const std::string& name, std::size_t rank, std::size_t axis);
  /// A whole number of the metadata, or `otherwise` where it is silent.
  std::size_t of_metadata(const std::string& key, std::size_t otherwise);
  /// How many of a numbered list of tensors there are, `{}` in `pattern` standing for the number. Where
  /// the metadata says another count, that is a problem.
  std::size_t count(const char* pattern, const std::string& key);

  /// Complains that the metadata's `key` leaves no room for a tensor that is there.
  void complain_of_leftover(const std::string& key, const std::string& tensor);

private:
  const tensor_file& file_;
  std::optional<error> problem_;
};

/// A whole number from 1 to a million, or nothing.
std::optional<std::size_t> parse_size(std::string_view text);

} // namespace simrun
