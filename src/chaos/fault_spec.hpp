#pragma once

#include "chaos/fault_kind.hpp"
#include "chaos/fault_target.hpp"
#include "core/result.hpp"
#include "core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace simrun {

/// One sentence of the fault grammar (docs/faults.md). What a kind has no use for keeps its default.
struct fault_spec {
  std::string text; ///< the sentence
  fault_kind what = fault_kind::kill;
  fault_target target;    ///< what is hit; of drop, duplicate, delay and reorder the receiver
  fault_target from{};    ///< of those: the sender
  double probability = 1; ///< of each message (those) or request (error, corrupt), above 0 and at most 1
  double factor = 1;      ///< slow by a factor
  duration extra{};       ///< slow by an addition, delay, skew; only skew's may be negative
  duration jitter{};      ///< of slow and delay: uniform in [-jitter, +jitter], the sum never below 0
  double rate = 0;        ///< throttle: requests per second, of each instance
  double amount = 0;      ///< burn: share of the machine's cores; hog: MB
  std::string reason{};   ///< error: "unavailable", "resource" or "bad_input"; corrupt: "nan" or "size"

  time_point at{}; ///< of the first firing; with random times none is earlier
  std::optional<duration>
      lasts{}; ///< of each firing; none: the restart policy decides, or it is over at once
  std::optional<duration> every{};   ///< from one firing to the next; with random times on average
  bool random_times = false;         ///< pauses are drawn
  std::optional<time_point> until{}; ///< no firing is later; none: as long as one can heal within the run
  bool drawn = false;                ///< by a seed, not written by somebody: it may meet nothing to act on

  friend bool operator==(const fault_spec&, const fault_spec&) = default;
};

/// Reads one sentence. The error names the word that is wrong and what may stand there, with a
/// did-you-mean; it does not know how many instances there are or how long the run is.
result<fault_spec> parse_fault(std::string_view text);

} // namespace simrun
