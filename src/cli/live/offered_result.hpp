#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace simrun {

/// The result of the last run that is over, between the one who made it and those who fetch it. Any thread
/// may call anything.
class offered_result {
public:
  struct offer {
    std::uint64_t number = 0; ///< counts results; 0: there is none yet
    std::shared_ptr<const std::string> json;
    std::string verdict;
    std::uint64_t run = 0; ///< of the feed
  };

  void put(std::string json, std::string verdict, std::uint64_t run) {
    const std::scoped_lock lock(mutex_);
    offer_ = {offer_.number + 1, std::make_shared<const std::string>(std::move(json)), std::move(verdict),
              run};
  }
  offer get() const {
    const std::scoped_lock lock(mutex_);
    return offer_;
  }

private:
  mutable std::mutex mutex_;
  offer offer_;
};

} // namespace simrun
