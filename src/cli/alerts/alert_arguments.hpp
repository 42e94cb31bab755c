#pragma once

#include "core/result.hpp"
#include "scenario/scenario.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace simrun {

/// Where a webhook is.
struct webhook_address {
  std::string url; ///< as somebody wrote it
  std::string host;
  int port = 80;
  std::string path = "/";
};

/// Who is told of alerts besides stderr and the result.
struct alert_arguments {
  std::optional<std::string> command; ///< for /bin/sh; gets JSON on its standard input
  std::optional<webhook_address> webhook;
};

/// "http://127.0.0.1:9000/hook", "http://[::1]:9000". Nothing but plain http.
result<webhook_address> parse_webhook(std::string_view url);

/// Only this machine, or a host that the scenario names. The error says how to allow it.
result<void> check_webhook(const webhook_address& webhook, const scenario& s);

} // namespace simrun
