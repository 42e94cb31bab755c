#pragma once

#include "core/result.hpp"
#include "trading/spaces.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace simrun {

struct recorded_action {
  std::uint32_t step = 0; ///< from 0, the first after the reset
  std::size_t symbol = 0;
  trading_action action;
};

/// Reads a CSV file of actions: `step,symbol,action,size` by that header, one row for each action that is not
/// to hold, ordered by step; `action` is buy, sell or hold. `symbols` are the environment's, in its order.
///
/// The first bad row is an error "file:line: what is wrong": a field that is missing or no number, a size
/// outside of the space, an unknown symbol or action, a step before the one of the row above, or a symbol
/// that already has an action in that step.
result<std::vector<recorded_action>> read_actions(const std::filesystem::path& file,
                                                  std::span<const std::string> symbols,
                                                  const trading_action_space& space);

/// The same from text; `file_name` stands in the messages.
result<std::vector<recorded_action>> parse_actions(std::string_view text, std::string_view file_name,
                                                   std::span<const std::string> symbols,
                                                   const trading_action_space& space);

} // namespace simrun
