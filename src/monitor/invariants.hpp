#pragma once

#include "monitor/audit_counts.hpp"
#include "monitor/run_result.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace simrun {

/// What a scenario promises, as far as a checker must know it.
struct run_bounds {
  duration timeout{};
  duration tick{};      ///< what may come in between on a real machine; 0 on the virtual clock
  duration aftermath{}; ///< after a fault has healed, requests may still fail of it for so long
  duration cache_ttl{};
  duration cache_skew{};           ///< the most by which faults set the cache's clock wrong, added up
  bool windows_may_be_bad = false; ///< the market has values that are not finite: requests fail of them
  std::uint64_t queue_max = 0;
  std::uint64_t in_hands_max = 0; ///< requests that all workers together may be given
  std::uint64_t batch_max = 0;
  std::uint64_t open_max = 0;     ///< no more can be open at the issuer
  std::uint64_t messages_max = 0; ///< no more can wait anywhere
};

/// A run that is over, and all that its checker needs.
struct checked_run {
  const run_result& result;
  const audit_counts& audit;
  run_bounds bounds;
};

/// Something that holds of every run, whatever breaks in it.
struct invariant {
  std::string_view name;
  std::string_view explanation; ///< one sentence
  /// What is wrong, as a sentence; nothing where it holds.
  std::optional<std::string> (*violated)(const checked_run&);
};

std::span<const invariant> all_invariants() noexcept;

struct violation {
  std::string invariant; ///< its name
  std::string what;

  friend bool operator==(const violation&, const violation&) = default;
};

/// In the order of the list.
std::vector<violation> check_invariants(const checked_run& run);

} // namespace simrun
