#include "cli/live/live_arguments.hpp"

#include <charconv>

namespace simrun {

namespace {

std::optional<int> parse_port(std::string_view text) {
  int port = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (wrong != std::errc{} || end != text.data() + text.size() || port < 0 || port > 65535)
    return std::nullopt;
  return port;
}

} // namespace

result<serve_address> parse_serve_address(std::string_view text) {
  serve_address address{.given = true};
  auto port_text = text;
  if (const auto colon = text.rfind(':'); colon != std::string_view::npos) {
    auto host = text.substr(0, colon);
    port_text = text.substr(colon + 1);
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    // "::1:8080" could be read in two ways.
    if (host.empty() || (!bracketed && host.find_first_of(":[]") != std::string_view::npos))
      return fail(error_code::bad_input, "'" + std::string(text) +
                                             "' is no address to serve on: write HOST:PORT, such as "
                                             "127.0.0.1:8080 or [::1]:8080");
    address.host = bracketed ? host.substr(1, host.size() - 2) : host;
  }
  const auto port = parse_port(port_text);
  if (!port)
    return fail(error_code::bad_input,
                "'" + std::string(text) +
                    "' is no address to serve on: write HOST:PORT with a port of 0 to 65535, such as "
                    "127.0.0.1:8080");
  address.port = *port;
  return address;
}

std::string url_of(const std::string& host, int port) {
  const bool six = host.find(':') != std::string::npos;
  return "http://" + (six ? "[" + host + "]" : host) + ":" + std::to_string(port) + "/";
}

} // namespace simrun
