#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <thread>
#include <vector>

namespace simrun {

/// What faults take of the machine itself: cores kept busy, memory held. Real clock only.
class host_burden {
public:
  /// Keeps so many cores busy, each by a thread; of a fraction, the last thread that share of its time.
  void burn(std::size_t firing, double cores);
  /// Takes memory and writes to every page of it. Throws std::bad_alloc where there is not so much.
  void hog(std::size_t firing, std::size_t megabytes);
  void end(std::size_t firing);

private:
  std::multimap<std::size_t, std::jthread> burning_;
  std::map<std::size_t, std::vector<std::unique_ptr<std::byte[]>>> hogged_;
};

} // namespace simrun
