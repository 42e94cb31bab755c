#pragma once

#include <string>

namespace simrun {

/// Whether only this machine answers to this name or address: "localhost", ::1 or an IPv4 address of 127/8
/// (RFC 1122, 3.2.1.3). A name that only looks like one, such as 127.example.com, may be anybody's.
bool is_loopback(const std::string& host) noexcept;

} // namespace simrun
