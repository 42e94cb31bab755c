#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace simrun {

/// How many requests failed for which reason. The table is bounded: reasons beyond the first few different
/// ones are counted together.
class failure_reasons {
public:
  static constexpr std::size_t reasons_max = 16;
  static constexpr std::string_view unnamed = "no reason was given";
  static constexpr std::string_view others = "other reasons";

  void count(std::string_view reason, std::uint64_t failures = 1);

  failure_reasons& operator+=(const failure_reasons& other);
  /// `earlier` must be a copy of these as they once were.
  failure_reasons& operator-=(const failure_reasons& earlier);

  /// In the order in which they first came.
  const std::vector<std::pair<std::string, std::uint64_t>>& counts() const noexcept { return counts_; }

private:
  std::vector<std::pair<std::string, std::uint64_t>> counts_;
};

/// The part of an error's message that other requests may share: what stands before the first colon, without
/// the numbers of this one window. "window of 5 bars is too short: it needs 10" is "window of N bars is too
/// short". At most 80 characters.
std::string reason_in(std::string_view message);

} // namespace simrun
