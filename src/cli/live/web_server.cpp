#include "cli/live/web_server.hpp"

#include "cli/live/connection_threads.hpp"
#include "cli/live/request_stream.hpp"

#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace simrun {

namespace {

constexpr auto plain_text = "text/plain; charset=utf-8";

/// "[::1]:8080" -> "::1", "localhost:8080" -> "localhost"
std::string without_port(const std::string& header) {
  if (header.starts_with('['))
    return header.substr(1, header.find(']') - 1);
  return header.substr(0, header.find(':'));
}

bool is_address(const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return ::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

std::string name_of_machine() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : "";
}

std::string lower(std::string text) {
  for (auto& c : text)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

void answer(httplib::Response& response, int status, const std::string& sentence) {
  response.status = status;
  response.set_content(sentence + "\n", plain_text);
}

httplib::Server::HandlerResponse turn_away(const httplib::Request& request, httplib::Response& response,
                                           const std::string& served) {
  if (request.method != "GET") {
    response.set_header("Allow", "GET");
    answer(response, 405, "Only GET is allowed here.");
  } else if (!is_own_host(request.get_header_value("Host"), served)) {
    answer(response, 421,
           "This server does not answer to that name: use its address, localhost, or the name it was given.");
  } else {
    return httplib::Server::HandlerResponse::Unhandled;
  }
  return httplib::Server::HandlerResponse::Handled;
}

const httplib::Headers safe_headers{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
     "img-src 'self' data:; base-uri 'none'; form-action 'none'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cache-Control", "no-store"}};

} // namespace

bool is_own_host(const std::string& host_header, const std::string& served) {
  const auto host = lower(without_port(host_header));
  return is_address(host) || host == "localhost" || host == lower(served) || host == lower(name_of_machine());
}

web_server::web_server(std::string host) : host_(std::move(host)) {
  new_task_queue = [] { return new connection_threads; };
  set_payload_max_length(0);
  set_default_headers(safe_headers);
  set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
    return turn_away(request, response, host_);
  });
  set_error_handler([](const httplib::Request&, httplib::Response& response) {
    if (response.body.empty() && response.status == 404)
      answer(response, 404, "There is nothing here. See /, /events, /metrics, /healthz and /result.json.");
  });
  set_exception_handler([](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
    answer(response, 500, "Something went wrong here.");
  });
}

bool web_server::process_and_close_socket(socket_t socket) {
  request_stream stream(socket);
  bool closed = false;
  // From version 0.17 on the library wants to know the addresses.
  const auto serve = [&](auto& server) {
    if constexpr (requires { server.process_request(stream, true, closed, nullptr); })
      return server.process_request(stream, true, closed, nullptr);
    else
      return server.process_request(stream, std::string(), 0, std::string(), 0, true, closed, nullptr);
  };
  return serve(*this);
}

} // namespace simrun
