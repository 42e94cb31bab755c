#include "cli/loopback.hpp"

#include <arpa/inet.h>
#include <cstring>
#include <netinet/in.h>

namespace simrun {

bool is_loopback(const std::string& host) noexcept {
  in_addr four{};
  if (::inet_pton(AF_INET, host.c_str(), &four) == 1)
    return ntohl(four.s_addr) >> 24 == IN_LOOPBACKNET;
  in6_addr six{};
  if (::inet_pton(AF_INET6, host.c_str(), &six) == 1)
    return std::memcmp(&six, &in6addr_loopback, sizeof six) == 0;
  return host == "localhost";
}

} // namespace simrun
