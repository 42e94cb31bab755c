#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace simrun {

/// Where a key or value stands. Ordered as problems are shown: the file from top to bottom, then the flags.
struct position {
  std::uint32_t flag = 0; ///< 0 is the file; n is the n-th override
  std::uint32_t line = 0; ///< 0 for a flag
  std::uint32_t column = 0;

  friend auto operator<=>(const position&, const position&) = default;
};

struct config_value;
struct config_entry;
using config_list = std::vector<config_value>;
using config_table = std::vector<config_entry>; ///< in the order of the text

/// A date or a time: TOML has them, scenarios have no use for them.
struct config_date {};

/// A parsed scenario before anybody asked what it means. It knows where each part stands, and nothing of
/// the TOML library.
struct config_value {
  position at;
  std::variant<std::string, std::int64_t, double, bool, config_date, config_list, config_table> data;

  template <class T>
  const T* as() const noexcept {
    return std::get_if<T>(&data);
  }
  template <class T>
  T* as() noexcept {
    return std::get_if<T>(&data);
  }
};

struct config_entry {
  std::string key;
  position at; ///< of the key
  config_value value;
};

config_entry* find_entry(config_table& table, std::string_view key) noexcept;
const config_entry* find_entry(const config_table& table, std::string_view key) noexcept;

/// The value as an error message shows it: 30, "abc", a list, a table. Long text is cut.
std::string shown(const config_value& value);

} // namespace simrun
