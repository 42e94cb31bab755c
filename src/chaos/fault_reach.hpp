#pragma once

#include "chaos/fault_bounds.hpp"
#include "chaos/fault_spec.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace simrun {

/// All that a target may be: some of what there is only one of, and some of the extractors.
struct fault_reach {
  std::uint32_t singles = 0; ///< a bit for each of single_names()
  std::uint32_t first_worker = 0;
  std::uint32_t workers = 0;

  bool empty() const noexcept { return singles == 0 && workers == 0; }
  bool meets(const fault_reach& other) const noexcept;
};

/// What the fault may hit in a run with these bounds: nothing where it is not there or switched off. Of
/// "extractor[any]" and of a share that is all extractors.
fault_reach reach_of_target(const fault_spec& fault, const fault_bounds& bounds);
/// The same for the senders of messages; nothing where it is no fault of messages.
fault_reach reach_of_senders(const fault_spec& fault, const fault_bounds& bounds);

/// What it consists of, by the names that results use: "dispatcher", "extractor[0]", "cpu".
std::vector<std::string> names_in(const fault_reach& reach);

} // namespace simrun
