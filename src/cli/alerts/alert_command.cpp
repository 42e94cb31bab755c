#include "cli/alerts/alert_command.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <optional>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

extern char** environ;

namespace simrun {

namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

failure broken(std::string what) {
  return fail(error_code::io, std::move(what));
}

/// A pipe that no other child gets.
struct input_pipe {
  input_pipe() { made = ::pipe2(ends, O_CLOEXEC) == 0; }
  ~input_pipe() {
    close_end(0);
    close_end(1);
  }
  input_pipe(const input_pipe&) = delete;
  input_pipe& operator=(const input_pipe&) = delete;
  void close_end(int which) {
    if (ends[which] >= 0)
      ::close(std::exchange(ends[which], -1));
  }

  int ends[2] = {-1, -1};
  bool made = false;
};

/// How a child is to start: in a group of its own, with the signals as they are by default.
class spawn_settings {
public:
  explicit spawn_settings(int input) {
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
    ::posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
  }
  ~spawn_settings() {
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
  }
  spawn_settings(const spawn_settings&) = delete;
  spawn_settings& operator=(const spawn_settings&) = delete;

  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
};

void block_sigpipe() {
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
}

result<pid_t> start(const std::string& command, int input) {
  const spawn_settings settings(input);
  std::string shell = "sh";
  std::string option = "-c";
  std::string script = command;
  char* words[] = {shell.data(), option.data(), script.data(), nullptr};
  pid_t child = -1;
  if (const int failed =
          ::posix_spawn(&child, "/bin/sh", &settings.actions, &settings.attributes, words, environ))
    return broken(fmt::format("could not be started: {}", std::strerror(failed)));
  return child;
}

/// Nothing where it took too long.
std::optional<int> wait_for(pid_t child, steady_clock::time_point until) {
  int status = 0;
  for (;;) {
    const auto ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child)
      return status;
    if (ended < 0 && errno != EINTR)
      return 0;
    if (steady_clock::now() >= until)
      return std::nullopt;
    std::this_thread::sleep_for(10ms);
  }
}

} // namespace

result<void> run_alert_command(const std::string& command, std::string_view input,
                               std::chrono::milliseconds limit) {
  const auto until = steady_clock::now() + limit;
  block_sigpipe();
  input_pipe pipe;
  if (!pipe.made)
    return broken(fmt::format("has no pipe: {}", std::strerror(errno)));
  const auto child = start(command, pipe.ends[0]);
  if (!child)
    return failure(child.error());
  pipe.close_end(0);
  // A pipe holds more than that, so this does not wait. Who does not read it has not asked for it.
  [[maybe_unused]] const auto written = ::write(pipe.ends[1], input.data(), input.size());
  pipe.close_end(1);
  const auto status = wait_for(*child, until);
  if (!status) {
    ::kill(-*child, SIGKILL);
    ::waitpid(*child, nullptr, 0);
    return broken(fmt::format("took longer than {} s and was killed", limit.count() / 1000.0));
  }
  if (WIFSIGNALED(*status))
    return broken(fmt::format("was ended by signal {}", WTERMSIG(*status)));
  if (WEXITSTATUS(*status) != 0)
    return broken(fmt::format("ended with exit code {}", WEXITSTATUS(*status)));
  return {};
}

} // namespace simrun
