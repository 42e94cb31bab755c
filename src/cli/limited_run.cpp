#include "cli/limited_run.hpp"

#include "cli/exit_code.hpp"
#include "monitor/process_limits.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

namespace simrun {

namespace {

/// Threads of a run besides those of its extractors: message handlers, clock, load generator, fallback.
constexpr std::uint32_t harness_threads = 5;

result<void> limit_memory_of(const scenario& s) {
  return limit_memory(s.limits.memory_limit_mb).and_then([&] {
    // Half a run is started neither: what misses a thread may wait for it for ever.
    return check_room_for_threads(s.extractor.workers + harness_threads).map_error([&](const error& e) {
      return error{e.code, fmt::format("{} MB of memory are too little: {}; raise 'limits.memory_limit_mb'",
                                       s.limits.memory_limit_mb, e.message)};
    });
  });
}

result<void> apply(const scenario& s) {
  if (s.limits.memory_limit_mb > 0)
    if (auto limited = limit_memory_of(s); !limited)
      return limited;
  return s.limits.descriptors_max > 0 ? limit_descriptors(s.limits.descriptors_max) : result<void>{};
}

bool limits_cpu(const scenario& s) {
  return s.limits.cpu_limit_cores > 0;
}

int refuse(const scenario& s, const error& problem) {
  fmt::print(stderr, "{}: {}\n", s.name, problem.message);
  return exit_code::broken;
}

int run_in_child(const scenario& s, const std::function<int()>& run) {
  if (const auto limited = is_limited(s) ? apply(s) : result<void>{}; !limited)
    return refuse(s, limited.error());
  try {
    return run();
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s: the run broke: %s\n", s.name.c_str(), e.what());
    return exit_code::broken;
  }
}

int fork_and_wait(const scenario& s, const std::function<int()>& run) {
  // What is buffered would be printed twice.
  std::fflush(nullptr);
  const auto child = fork();
  if (child < 0)
    return refuse(
        s, {error_code::resource, fmt::format("can't start a process for it: {}", std::strerror(errno))});
  if (child == 0) {
    const int code = run_in_child(s, run);
    std::fflush(nullptr);
    _exit(code);
  }
  int status = 0;
  // Ctrl-C reaches the child too: it ends its run, and we wait for that.
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status))
    return WEXITSTATUS(status);
  fmt::print(stderr, "{}: the run died ({}){}\n", s.name, strsignal(WTERMSIG(status)),
             s.limits.memory_limit_mb > 0 ? ", most likely of its limits; raise 'limits.memory_limit_mb'"
                                          : "");
  return exit_code::broken;
}

} // namespace

bool is_limited(const scenario& s) {
  return s.clock == clock_kind::real &&
         (s.limits.memory_limit_mb > 0 || s.limits.descriptors_max > 0 || limits_cpu(s));
}

int run_limited(const scenario& s, const std::function<int(const cpu_limiter*)>& run) {
  if (!limits_cpu(s))
    return fork_and_wait(s, [&] { return run(nullptr); });
  // Its control group is removed here, however the child ends.
  const auto limiter = cpu_limiter::make(s.limits);
  return limiter ? fork_and_wait(s, [&] { return run(&*limiter); }) : refuse(s, limiter.error());
}

} // namespace simrun
