#include "cli/live/connection_threads.hpp"

#include "cli/live/low_priority.hpp"

#include <system_error>
#include <thread>

namespace simrun {

connection_threads::accepted connection_threads::enqueue(std::function<void()> serve) {
  {
    std::unique_lock lock(mutex_);
    left_.wait(lock, [this] { return active_ < connections_max; });
    ++active_;
  }
  try {
    std::thread([this, serve] {
      give_way_to_the_run();
      serve();
      leave();
    }).detach();
  } catch (const std::system_error&) {
    // No thread to be had: this one serves it, and then the next.
    serve();
    leave();
  }
  return static_cast<accepted>(true);
}

void connection_threads::shutdown() {
  std::unique_lock lock(mutex_);
  left_.wait(lock, [this] { return active_ == 0; });
}

void connection_threads::leave() {
  // Told under the lock: whoever waits for the last one may then destroy this.
  const std::scoped_lock lock(mutex_);
  --active_;
  left_.notify_all();
}

} // namespace simrun
