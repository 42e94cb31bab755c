#include "monitor/process_limits.hpp"

#include <cerrno>
#include <exception>
#include <fmt/format.h>
#include <future>
#include <sys/resource.h>
#include <system_error>
#include <thread>
#include <vector>

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

result<void> check_room_for_threads(std::uint32_t count) {
  std::promise<void> all_started;
  const auto wait = all_started.get_future().share();
  std::vector<std::jthread> threads;
  threads.reserve(count);
  result<void> room;
  try {
    while (threads.size() < count)
      threads.emplace_back([wait] { wait.wait(); });
  } catch (const std::exception&) {
    room = fail(error_code::resource,
                fmt::format("there is room for {} threads, and {} are needed", threads.size(), count));
  }
  all_started.set_value();
  return room;
}

} // namespace simrun
