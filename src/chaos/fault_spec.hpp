#pragma once

#include "core/result.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace simrun {

/// What a fault hits: every instance of a component, one of them, or those of a zone.
struct fault_target {
  std::string component;              ///< "extractor"
  std::optional<std::uint32_t> index; ///< of "extractor[1]"
  std::string zone{};                 ///< of "zone[east]": its extractors

  friend bool operator==(const fault_target&, const fault_target&) = default;
};

std::string to_text(const fault_target& target);

/// One sentence of the fault grammar: "kill NAME at T [for D]".
struct fault_spec {
  enum class action { kill };

  std::string text;
  action what = action::kill;
  fault_target target;
  time_point at;                 ///< from the start of the measured part
  std::optional<duration> lasts; ///< none: the restart policy decides
};

/// Reads one sentence. The error names the word that is wrong and what may stand there, with a
/// did-you-mean; it does not know how many instances there are or how long the run is.
result<fault_spec> parse_fault(std::string_view text);

} // namespace simrun
