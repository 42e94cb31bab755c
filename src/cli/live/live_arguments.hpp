#pragma once

#include "core/result.hpp"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace simrun {

enum class live_when { automatic, always, never };

/// Where to listen.
struct serve_address {
  std::string host = "127.0.0.1"; ///< a name or an address, without brackets
  int port = 8080;
  bool given = false; ///< or else the port is a suggestion
};

/// "127.0.0.1:8080", "[::1]:8080", "localhost:0" (any free port), "8080" (on 127.0.0.1). A host that is not
/// this machine alone must be written out.
result<serve_address> parse_serve_address(std::string_view text);

/// Only this machine can reach it.
bool is_loopback(std::string_view host) noexcept;

struct live_arguments {
  live_when when = live_when::automatic;
  std::optional<serve_address> serve; ///< none: nothing is served
  bool serve_after = false;           ///< until Ctrl-C
};

/// What the command line says, in its words.
struct live_options {
  std::string when = "auto";
  std::vector<std::string> serve; ///< nothing, or the address
  bool serve_after = false;
  CLI::Option* serve_option = nullptr;

  void add_to(CLI::App& app);
  /// `files`: a scenario that stands behind --serve is put there.
  result<live_arguments> arguments(std::vector<std::string>& files) const;
};

} // namespace simrun
