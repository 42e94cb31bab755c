#pragma once

#include "monitor/run_result.hpp"

#include <span>
#include <string>
#include <string_view>

namespace simrun {

/// What tables of trading environments show of each, behind its name and policy.
struct environment_column {
  std::string_view title;
  std::string_view metric; ///< of an environment_result
  std::string (*text)(double);
};

std::span<const environment_column> environment_columns() noexcept;

/// "-" where it was not measured.
std::string cell_of(const environment_result& environment, const environment_column& column);

} // namespace simrun
