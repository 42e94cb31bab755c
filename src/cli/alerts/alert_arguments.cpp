#include "cli/alerts/alert_arguments.hpp"

#include "cli/loopback.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace simrun {

namespace {

constexpr std::string_view scheme = "http://";

failure bad_url(std::string_view url, std::string_view why) {
  return fail(error_code::bad_input,
              fmt::format("--alert-webhook '{}': {}; write it like http://127.0.0.1:9000/alerts", url, why));
}

} // namespace

result<webhook_address> parse_webhook(std::string_view url) {
  if (!url.starts_with(scheme))
    return bad_url(url, url.starts_with("https://") ? "https is not spoken, only http"
                                                    : "it is no http:// address");
  webhook_address a{.url = std::string(url)};
  const auto rest = url.substr(scheme.size());
  const auto slash = rest.find('/');
  auto place = rest.substr(0, slash);
  if (slash != rest.npos)
    a.path = rest.substr(slash);
  if (std::ranges::any_of(url, [](char c) { return c <= ' ' || c == '@' || c == '\x7f'; }))
    return bad_url(url, "blanks, control characters and user names are not allowed");
  const auto bracket = place.starts_with('[') ? place.find(']') : place.npos;
  const auto colon = place.find(':', bracket == place.npos ? 0 : bracket);
  a.host = bracket == place.npos ? place.substr(0, colon) : place.substr(1, bracket - 1);
  if (a.host.empty())
    return bad_url(url, "it names no host");
  if (colon == place.npos)
    return a;
  const auto digits = place.substr(colon + 1);
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), a.port);
  if (failed != std::errc{} || end != digits.data() + digits.size() || a.port < 1 || a.port > 65535)
    return bad_url(url, fmt::format("'{}' is no port", digits));
  return a;
}

result<void> check_webhook(const webhook_address& webhook, const scenario& s) {
  const auto& hosts = s.alerting.webhook_hosts;
  if (is_loopback(webhook.host) || std::ranges::find(hosts, webhook.host) != hosts.end())
    return {};
  return fail(
      error_code::bad_input,
      fmt::format("{}: --alert-webhook {}: only this machine may be told unless the scenario says so: "
                  "[alerts] webhook_hosts = [\"{}\"]",
                  s.file, webhook.url, webhook.host));
}

} // namespace simrun
