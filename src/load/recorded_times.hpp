#pragma once

#include "core/result.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace simrun {

/// Intended times from a file, one a line, in ascending order: seconds from the start of the measured part
/// ("1.25"), or with a unit ("250ms"). Also a CSV file whose header has a column `time`. Empty lines and
/// those that begin with '#' count for nothing.
///
/// Read as they are needed: constant memory, whatever the length of the file. A copy reads on from the same
/// place by itself.
class recorded_times {
public:
  static constexpr std::size_t line_length_max = 1000;

  explicit recorded_times(std::string file);
  recorded_times(const recorded_times& other);
  recorded_times& operator=(const recorded_times&) = delete;

  /// Nothing at the end. The error names file and line: no time, one below zero or above 10,000 hours, one
  /// that comes before its predecessor, a header without `time`.
  result<std::optional<time_point>> next();

private:
  bool read_line();
  failure bad_line(std::string_view what) const;
  result<duration> time_in(std::string_view line) const;
  bool read_header(std::string_view line);

  std::string file_;
  std::ifstream stream_;
  std::streamoff offset_ = 0; ///< of what comes next
  std::uint64_t line_number_ = 0;
  std::string line_;
  bool began_ = false;     ///< whether a time or a header was seen
  std::size_t column_ = 0; ///< that the times are in
  duration last_{};
};

/// Reads all of a file, and returns how many times it holds; at least one.
result<std::uint64_t> check_recorded_times(const std::string& file);

} // namespace simrun
