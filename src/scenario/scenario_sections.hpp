#pragma once

#include "scenario/scenario_field.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace simrun {

/// A table of a scenario.
struct scenario_section {
  std::string_view name; ///< "" is the top of the file; "load.stage" is a list of tables in [load]
  std::string_view what;
  std::span<const scenario_field> fields;
  void (*add)(scenario&) = nullptr; ///< of a [[section]]: makes room for one more

  bool optional = false;  ///< what it requires is required only where it is there
  std::size_t own = 1000; ///< so many of the fields, at most; the others are those of [load]

  /// Those that no other table has already.
  std::span<const scenario_field> own_fields() const noexcept {
    return fields.first(std::min(own, fields.size()));
  }
  bool repeats() const noexcept { return add != nullptr; }
};

/// Every table and every key, in the order of the documentation. The reader, the suggestions and the
/// documentation all follow this list.
std::span<const scenario_section> all_sections() noexcept;

const scenario_section* find_section(std::string_view name) noexcept;
const scenario_field* find_field(const scenario_section& section, std::string_view key) noexcept;

/// "load.rps", or "seed" for what stands at the top.
std::string full_name(std::string_view section, std::string_view key);

// The keys by table, from the files named after them.
std::span<const scenario_field> run_fields() noexcept;
std::span<const scenario_field> market_fields() noexcept;
std::span<const scenario_field> model_fields() noexcept;
std::span<const scenario_field> extractor_fields() noexcept;
std::span<const scenario_field> zone_fields() noexcept;
std::span<const scenario_field> cache_fields() noexcept;
std::span<const scenario_field> fallback_fields() noexcept;
std::span<const scenario_field> dispatcher_fields() noexcept;
std::span<const scenario_field> supervisor_fields() noexcept;
std::span<const scenario_field> limits_fields() noexcept;
std::span<const scenario_field> load_fields() noexcept;
std::span<const scenario_field> group_fields() noexcept;
std::span<const scenario_field> stage_fields() noexcept;
std::span<const scenario_field> window_fields() noexcept;
std::span<const scenario_field> environment_fields() noexcept;
std::span<const scenario_field> search_fields() noexcept;
std::span<const scenario_field> seeds_fields() noexcept;
std::span<const scenario_field> fault_fields() noexcept;
std::span<const scenario_field> chaos_fields() noexcept;
std::span<const scenario_field> require_fields() noexcept;
std::span<const scenario_field> alert_fields() noexcept;
std::span<const scenario_field> alerts_fields() noexcept;

} // namespace simrun
