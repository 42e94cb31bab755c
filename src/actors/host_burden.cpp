#include "actors/host_burden.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace simrun {

namespace {

using steady = std::chrono::steady_clock;
constexpr std::chrono::milliseconds turn{10};
constexpr std::size_t megabyte = 1'000'000;

void keep_busy(const std::stop_token& stop, double share) {
  while (!stop.stop_requested()) {
    const auto began = steady::now();
    while (steady::now() - began < share * turn) {
    }
    if (share < 1)
      std::this_thread::sleep_until(began + turn);
  }
}

} // namespace

void host_burden::burn(std::size_t firing, double cores) {
  for (double left = cores; left > 0; left -= 1)
    burning_.emplace(firing, std::jthread(keep_busy, std::min(left, 1.0)));
}

void host_burden::hog(std::size_t firing, std::size_t megabytes) {
  auto& blocks = hogged_[firing];
  for (std::size_t i = 0; i < megabytes; ++i) {
    // Zeroed, so that it is memory and not a promise of some.
    blocks.push_back(std::make_unique<std::byte[]>(megabyte));
    std::fill_n(blocks.back().get(), megabyte, std::byte{1});
  }
}

void host_burden::end(std::size_t firing) {
  burning_.erase(firing);
  hogged_.erase(firing);
}

} // namespace simrun
