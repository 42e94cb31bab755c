#pragma once

#include "core/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace simrun {

enum class live_when { automatic, always, never };

/// Where to listen.
struct serve_address {
  std::string host = "127.0.0.1"; ///< a name or an address, without brackets
  int port = 8080;                ///< 0: any that is free
  bool given = false;             ///< or else another port will do where this one is taken

  friend bool operator==(const serve_address&, const serve_address&) = default;
};

/// "127.0.0.1:8080", "[::1]:8080", "localhost:0", "8080" (on 127.0.0.1). An address that other machines can
/// reach is one that somebody has written out.
result<serve_address> parse_serve_address(std::string_view text);

/// "http://127.0.0.1:8080/", "http://[::1]:8080/"
std::string url_of(const std::string& host, int port);

struct live_arguments {
  live_when when = live_when::automatic;
  std::optional<serve_address> serve; ///< none: nothing is served
  bool serve_after = false;           ///< until Ctrl-C
};

} // namespace simrun
