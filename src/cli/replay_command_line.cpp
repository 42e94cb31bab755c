#include "cli/replay_command_line.hpp"

#include <algorithm>
#include <cctype>

namespace simrun {

namespace {

bool is_plain(unsigned char c) {
  return std::isalnum(c) ||
         std::string_view("%+,-./:=@_").find(static_cast<char>(c)) != std::string_view::npos;
}

/// A word of a POSIX shell.
std::string quoted(const std::string& word) {
  if (!word.empty() && std::ranges::all_of(word, is_plain))
    return word;
  std::string out = "'";
  for (const char c : word)
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

} // namespace

std::string replay_command_line(const std::string& file, const scenario_overrides& overrides,
                                std::uint64_t seed) {
  // What looks like an option, or like a command, is a file all the same.
  const bool mistakable = file.starts_with('-') || file.find_first_of("./") == file.npos;
  std::string line = "simrun " + quoted(mistakable ? "./" + file : file);
  const auto add = [&](const std::string& option, const std::string& value) {
    line += " " + option + (value.starts_with('-') ? "=" : " ") + quoted(value);
  };
  for (const auto& x : overrides.set)
    add("--set", x);
  if (overrides.duration)
    add("--duration", *overrides.duration);
  add("--seed", std::to_string(seed));
  if (overrides.clock)
    add("--clock", *overrides.clock);
  for (const auto& x : overrides.faults)
    add("--fault", x);
  if (overrides.chaos)
    add("--chaos", std::to_string(*overrides.chaos));
  return line;
}

} // namespace simrun
