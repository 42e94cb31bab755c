#pragma once

#include "core/result.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace simrun {

/// Runs a command by /bin/sh in a process group of its own, with `input` (a few kB) on its standard input;
/// what it prints goes to stderr. Past the limit the whole group is killed. The error says what became of it.
/// Blocks SIGPIPE in the calling thread.
result<void> run_alert_command(const std::string& command, std::string_view input,
                               std::chrono::milliseconds limit);

} // namespace simrun
