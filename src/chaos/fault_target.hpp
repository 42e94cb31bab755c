#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace simrun {

/// What a fault hits: every instance of a component, or some of them. At most one of the members past the
/// component is set. The component is "all" for every one that the fault may hit, and "cpu", "memory" or
/// "model" for what is no actor.
struct fault_target {
  std::string component;                ///< "extractor"
  std::optional<std::uint32_t> index{}; ///< of "extractor[1]"
  std::string zone{};                   ///< of "zone[east]": its extractors
  bool any = false;                     ///< of "extractor[any]": one of them, drawn anew for each firing
  std::optional<double> share{};        ///< 0.5 of "extractor[50%]": so many, at least one, drawn likewise

  friend bool operator==(const fault_target&, const fault_target&) = default;
};

/// As the sentence has it.
std::string to_text(const fault_target& target);

} // namespace simrun
