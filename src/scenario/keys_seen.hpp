#pragma once

#include "scenario/config_value.hpp"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace simrun {

/// Which keys were given, where, and whether their values could be used. What several keys must satisfy
/// together is only worth a word where each of them is sound.
class keys_seen {
public:
  void note(std::string name, position value_at, bool sound) { keys_[std::move(name)] = {value_at, sound}; }

  /// Where the value stands, or nothing where the default holds.
  std::optional<position> place_of(std::string_view name) const {
    const auto found = keys_.find(name);
    return found == keys_.end() ? std::nullopt : std::optional(found->second.at);
  }

  /// True unless the key was given a value it can't have.
  bool sound(std::string_view name) const {
    const auto found = keys_.find(name);
    return found == keys_.end() || found->second.sound;
  }

  bool all_sound(std::initializer_list<std::string_view> names) const {
    return std::ranges::all_of(names, [&](std::string_view name) { return sound(name); });
  }

private:
  struct state {
    position at;
    bool sound = true;
  };

  std::map<std::string, state, std::less<>> keys_;
};

} // namespace simrun
