#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace simrun {

/// How the system did while a fault was active: over the requests that were due from when it fired until it
/// healed. What none of them tells is left out.
struct degradation {
  std::uint64_t requests = 0;
  std::uint64_t requests_lost = 0; ///< issued, and no outcome: 0, or conservation is broken
  std::optional<double> success_rate;
  std::optional<double> fallback_usage_rate;
  double throughput_rps = 0; ///< of successes
  std::optional<double> latency_p95_ms;
  std::optional<double> latency_p95_ms_peak; ///< of the worst slice of a tenth of a second

  friend bool operator==(const degradation&, const degradation&) = default;
};

/// What became of one planned fault: the evidence that it fired, what it hit and that it was healed.
struct fault_record {
  std::string text;   ///< as the scenario says it: "kill extractor at 5s for 2s"
  std::string kind;   ///< "kill"
  std::string target; ///< "extractor", "extractor[1]"
  time_point planned_at;
  std::optional<time_point> planned_heal_at; ///< none where the supervisor's restart policy decides
  std::optional<time_point> fired_at;        ///< when the last of its targets was seen to be down
  std::optional<time_point> healed_at;       ///< when the last of them was seen to be up again
  std::vector<std::string> hit;              ///< each target with the incarnation that died: "extractor[0]#1"
  std::uint64_t requests_affected = 0;       ///< requests that were in the hands of what died
  std::uint64_t messages_affected =
      0;                ///< messages that were dropped, held, copied or delayed; live updates late or lost
  bool endured = false; ///< a target stays down, for nobody restarts it any more: it need not heal

  std::optional<simrun::degradation> degradation{}; ///< none where it was active for no time
  std::optional<duration> recovery{};               ///< from its healing on; none where that was not seen
};

} // namespace simrun
