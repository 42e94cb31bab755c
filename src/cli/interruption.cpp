#include "cli/interruption.hpp"

#include <csignal>

namespace simrun {

namespace {

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

extern "C" void on_signal(int number) {
  interrupted = true;
  std::signal(number, SIG_DFL);
}

} // namespace

const std::atomic<bool>& watch_for_interruption() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  return interrupted;
}

} // namespace simrun
