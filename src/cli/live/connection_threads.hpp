#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <httplib.h>
#include <mutex>
#include <utility>

namespace simrun {

/// A thread for each connection, and only so many at once: the next waits until one has ended, and those
/// after it in the kernel's short queue.
class connection_threads final : public httplib::TaskQueue {
public:
  static constexpr std::size_t connections_max = 16;

  /// void in the library's older versions, bool in newer ones.
  using accepted = decltype(std::declval<httplib::TaskQueue&>().enqueue(std::function<void()>()));

  accepted enqueue(std::function<void()> serve) override;
  void shutdown() override;

private:
  void leave();

  std::mutex mutex_;
  std::condition_variable left_;
  std::size_t active_ = 0;
};

} // namespace simrun
