#pragma once

#include <httplib.h>
#include <string>

namespace simrun {

/// The library's server within limits: one request a connection, none too long or too slow, nothing but GET,
/// and only for who asked for this host. Answers forbid a page to load anything from elsewhere.
class web_server final : public httplib::Server {
public:
  /// `host` is the one it will listen on.
  explicit web_server(std::string host);

private:
  bool process_and_close_socket(socket_t socket) override;

  std::string host_;
};

/// Whether a Host header names this server by an address, as "localhost", or by the name it was given or the
/// machine has. A page from elsewhere whose name was made to point here (DNS rebinding) sends that name.
bool is_own_host(const std::string& host_header, const std::string& served);

} // namespace simrun
