#pragma once

#include "scenario/keys_seen.hpp"
#include "scenario/scenario.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace simrun {

/// The keys of one load, by their names within its table, whether that is [load] or a [[load.group]].
class load_keys {
public:
  /// `index` says which of load_groups(s).
  load_keys(const scenario& s, std::size_t index, const keys_seen& seen)
      : seen_(seen),
        table_(s.groups.empty() ? "load" : "load.group"),
        noted_(s.groups.empty() ? "load" : fmt::format("load.group[{}]", index)) {}

  bool of_a_group() const { return table_ == "load.group"; }

  std::optional<position> place_of(std::string_view key) const { return seen_.place_of(noted(key)); }
  bool sound(std::string_view key) const { return seen_.sound(noted(key)); }
  bool all_sound(std::initializer_list<std::string> keys) const {
    return std::ranges::all_of(keys, [this](std::string_view key) { return sound(key); });
  }

  /// As people are told of it: 'load.rps' or 'load.group.rps'. Which group it is, the place says.
  std::string quoted(std::string_view key) const { return fmt::format("'{}.{}'", table_, key); }

private:
  std::string noted(std::string_view key) const { return fmt::format("{}.{}", noted_, key); }

  const keys_seen& seen_;
  std::string_view table_;
  std::string noted_; ///< what the reader wrote before each of its keys
};

/// "stage[2].rps"
inline std::string item_key(std::string_view list, std::size_t index, std::string_view key) {
  return fmt::format("{}[{}].{}", list, index, key);
}

} // namespace simrun
