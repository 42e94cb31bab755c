#pragma once

#include "scenario/config_value.hpp"
#include "scenario/scenario_field.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace simrun {

/// Puts a value where its key belongs, or says in one sentence why it can't stand there. `name` is the
/// key's full name, `folder` the scenario's.
std::optional<std::string> read_field(const field_type& type, std::string_view name,
                                      const config_value& value, const std::filesystem::path& folder,
                                      scenario& into);

} // namespace simrun
