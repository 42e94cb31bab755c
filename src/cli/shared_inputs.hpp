#pragma once

#include "actors/run_inputs.hpp"

#include <deque>
#include <memory>
#include <mutex>
#include <string>

namespace simrun {

/// Inputs of scenarios that differ in other things than their market, loaded once and shared: a market takes
/// longer to make than many a run on the virtual clock. Keeps the last few. May be used by several threads at
/// a time, of which others wait while one loads.
class shared_inputs {
public:
  /// For the virtual clock only: a run on the real one has inputs of its own.
  result<std::shared_ptr<const run_inputs>> of(const scenario& s);

  /// Whether they can be loaded. A synthetic market can be made for every scenario that is sound, and is not
  /// made to find that out: a sweep over thousands of seeds has thousands of them.
  result<void> check(const scenario& s);

private:
  struct entry {
    std::string market;
    std::shared_ptr<const run_inputs> inputs;
  };

  std::mutex mutex_;
  std::deque<entry> latest_first_;
};

} // namespace simrun
