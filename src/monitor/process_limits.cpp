#include "monitor/process_limits.hpp"

#include <cerrno>
#include <fmt/format.h>
#include <sys/resource.h>
#include <system_error>

namespace simrun {

namespace {

constexpr rlim_t bytes_per_mb = 1'000'000;

result<void> limit(decltype(RLIMIT_DATA) resource, rlim_t most, std::string_view what) {
  rlimit now{};
  if (getrlimit(resource, &now) != 0)
    return fail(error_code::resource,
                fmt::format("{} can't be limited: {}", what, std::generic_category().message(errno)));
  // The hard limit stays: it is not ours to raise, and lowering it can't be undone.
  if (now.rlim_max != RLIM_INFINITY && most > now.rlim_max)
    return fail(error_code::resource,
                fmt::format("{} can't be limited to {}: the system allows {}", what, most, now.rlim_max));
  now.rlim_cur = most;
  if (setrlimit(resource, &now) != 0)
    return fail(error_code::resource, fmt::format("{} can't be limited to {}: {}", what, most,
                                                  std::generic_category().message(errno)));
  return {};
}

} // namespace

result<void> limit_memory(std::uint32_t megabytes) {
  return limit(RLIMIT_DATA, megabytes * bytes_per_mb, "memory in bytes");
}

result<void> limit_descriptors(std::uint32_t count) {
  return limit(RLIMIT_NOFILE, count, "open files");
}

} // namespace simrun
