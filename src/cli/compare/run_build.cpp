#include "cli/compare/run_build.hpp"

#include "cli/exit_code.hpp"
#include "report/result/read_result.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char** environ;

namespace simrun {

namespace {

std::vector<std::string> command_line(const std::string& program, const build_order& order) {
  std::vector<std::string> words{program, order.file,  "--quiet", "--seed", std::to_string(order.seed),
                                 "--out", order.folder};
  for (const auto& set : order.overrides.set)
    words.insert(words.end(), {"--set", set});
  for (const auto& fault : order.overrides.faults)
    words.insert(words.end(), {"--fault", fault});
  if (order.overrides.duration)
    words.insert(words.end(), {"--duration", *order.overrides.duration});
  if (order.overrides.clock)
    words.insert(words.end(), {"--clock", *order.overrides.clock});
  return words;
}

/// A process's status as wait gives it.
result<int> start_and_wait(std::vector<std::string> words) {
  std::vector<char*> pointers;
  for (auto& word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  pid_t child = 0;
  if (const int failed = posix_spawnp(&child, pointers[0], nullptr, nullptr, pointers.data(), environ))
    return fail(error_code::bad_input, fmt::format("can't start {}: {}", words[0], std::strerror(failed)));
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      return fail(error_code::io, fmt::format("lost sight of {}: {}", words[0], std::strerror(errno)));
  return status;
}

} // namespace

result<run_result> run_build(const std::string& program, const build_order& order) {
  // What an earlier run left in the folder must not pass for this one's.
  const auto left_at = (std::filesystem::path(order.folder) / "result.json").string();
  std::error_code ignored;
  std::filesystem::remove(left_at, ignored);
  const auto status = start_and_wait(command_line(program, order));
  if (!status)
    return tl::unexpected(status.error());
  if (!WIFEXITED(*status))
    return fail(error_code::unavailable,
                fmt::format("{} was ended by signal {}", program, WTERMSIG(*status)));
  switch (const int code = WEXITSTATUS(*status)) {
  case exit_code::passed:
  case exit_code::requirement_failed:
  case exit_code::invalid:
    return read_result_file(left_at);
  case exit_code::bad_usage:
    return fail(error_code::bad_input, fmt::format("{} refused the scenario (see above)", program));
  default:
    return fail(error_code::unavailable, fmt::format("the run of {} broke (exit code {})", program, code));
  }
}

} // namespace simrun
