#pragma once

#include "scenario/config_value.hpp"
#include "scenario/keys_seen.hpp"
#include "scenario/problem_log.hpp"
#include "scenario/scenario.hpp"

#include <filesystem>

namespace simrun {

/// Fills a scenario from a parsed file, key by key: unknown keys and tables, values that can't stand where
/// they stand, keys that are missing or out of place. `folder` is where relative paths start.
keys_seen read_document(const config_table& root, const std::filesystem::path& folder, scenario& into,
                        problem_log& log);

} // namespace simrun
