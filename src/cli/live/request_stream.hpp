#pragma once

#include <chrono>
#include <cstddef>
#include <httplib.h>
#include <string>

namespace simrun {

/// One connection with a web server, held to limits: a request must come whole within a time and a size, and
/// an answer must be taken. Closes its socket.
class request_stream final : public httplib::Stream {
public:
  static constexpr std::size_t request_bytes_max = 16 * 1024;
  static constexpr std::chrono::seconds request_time_max{5};
  /// Of a reader that takes nothing.
  static constexpr std::chrono::seconds write_time_max{5};

  explicit request_stream(int socket);
  ~request_stream() override;
  request_stream(const request_stream&) = delete;
  request_stream& operator=(const request_stream&) = delete;

  bool is_readable() const override;
  /// False once the other side is gone, too.
  bool is_writable() const override;
  ssize_t read(char* to, std::size_t size) override;
  ssize_t write(const char* from, std::size_t size) override;
  using httplib::Stream::write;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }

private:
  int socket_;
  std::chrono::steady_clock::time_point read_until_;
  std::size_t bytes_read_ = 0;
};

} // namespace simrun
