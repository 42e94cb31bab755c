#include "planning/in_parallel.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace simrun {

namespace {

/// What the threads share: which job is next, and how many are done.
class job_counter {
public:
  explicit job_counter(std::size_t count) : count_(count) {}

  /// Runs jobs until none is left or one has failed.
  void work(const std::function<void(std::size_t)>& job) {
    for (auto i = take(); i < count_; i = take()) {
      std::exception_ptr thrown;
      try {
        job(i);
      } catch (...) {
        thrown = std::current_exception();
      }
      finish(thrown);
    }
  }

  void wait(const parallel_watch& watch) {
    std::unique_lock lock(mutex_);
    while (!changed_.wait_for(lock, watch.every, [this] { return is_over(); }))
      if (watch.progress) {
        const auto done = done_;
        lock.unlock();
        watch.progress(done);
        lock.lock();
      }
    if (thrown_)
      std::rethrow_exception(thrown_);
  }

private:
  std::size_t take() {
    const std::scoped_lock lock(mutex_);
    return thrown_ || next_ == count_ ? count_ : next_++;
  }

  void finish(const std::exception_ptr& thrown) {
    const std::scoped_lock lock(mutex_);
    ++done_;
    if (thrown && !thrown_)
      thrown_ = thrown;
    changed_.notify_one();
  }

  /// After a failure, those that were begun still have to end.
  bool is_over() const { return thrown_ ? done_ == next_ : done_ == count_; }

  const std::size_t count_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t next_ = 0;
  std::size_t done_ = 0;
  std::exception_ptr thrown_;
};

} // namespace

void in_parallel(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& job,
                 const parallel_watch& watch) {
  job_counter jobs(count);
  // Declared after what they use: they end first.
  std::vector<std::jthread> workers;
  const auto wanted = std::min<std::size_t>(count, std::max(1U, threads));
  for (std::size_t i = 0; i < wanted; ++i)
    workers.emplace_back([&] { jobs.work(job); });
  jobs.wait(watch);
}

} // namespace simrun
