#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace simrun {

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
  std::uint64_t messages_affected = 0;       ///< messages that were dropped, held, copied or delayed
};

} // namespace simrun
