#include "cli/live/request_stream.hpp"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace simrun {

namespace {

bool wait_for(int socket, short events, std::chrono::milliseconds patience) {
  pollfd waiting{socket, events, 0};
  int ready = 0;
  do
    ready = ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(patience.count(), 0)));
  while (ready < 0 && errno == EINTR);
  return ready > 0 && (waiting.revents & (POLLERR | POLLNVAL)) == 0;
}

bool other_side_is_gone(int socket) {
  char byte = 0;
  return ::recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

} // namespace

request_stream::request_stream(int socket)
    : socket_(socket), read_until_(std::chrono::steady_clock::now() + request_time_max) {}

request_stream::~request_stream() {
  ::shutdown(socket_, SHUT_RDWR);
  ::close(socket_);
}

bool request_stream::is_readable() const {
  const auto left = read_until_ - std::chrono::steady_clock::now();
  return wait_for(socket_, POLLIN, std::chrono::duration_cast<std::chrono::milliseconds>(left));
}

bool request_stream::is_writable() const {
  return !other_side_is_gone(socket_) && wait_for(socket_, POLLOUT, write_time_max);
}

ssize_t request_stream::read(char* to, std::size_t size) {
  if (bytes_read_ >= request_bytes_max || !is_readable())
    return -1;
  const auto got = ::recv(socket_, to, std::min(size, request_bytes_max - bytes_read_), 0);
  bytes_read_ += got > 0 ? static_cast<std::size_t>(got) : 0;
  return got;
}

ssize_t request_stream::write(const char* from, std::size_t size) {
  if (!wait_for(socket_, POLLOUT, write_time_max))
    return -1;
  return ::send(socket_, from, size, MSG_NOSIGNAL);
}

// Nobody here asks who is on the other side.
void request_stream::get_remote_ip_and_port(std::string&, int&) const {}
void request_stream::get_local_ip_and_port(std::string&, int&) const {}

} // namespace simrun
