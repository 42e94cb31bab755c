#include "load/request_mix.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace simrun {

request_mix::request_mix(std::vector<std::uint32_t> windows_per_symbol, std::uint32_t length,
                         double repeat_ratio, random_stream random)
    : windows_per_symbol_(std::move(windows_per_symbol)),
      length_(length),
      repeat_ratio_(repeat_ratio),
      random_(random) {
  assert(!windows_per_symbol_.empty());
  assert(std::ranges::find(windows_per_symbol_, 0U) == windows_per_symbol_.end());
  recent_.reserve(recent_max);
}

window_id request_mix::next() {
  if (repeat_ratio_ == 0)
    return fresh();
  // The very first has nothing to repeat.
  if (random_.uniform() < repeat_ratio_ && !recent_.empty())
    return recent_[random_.below(recent_.size())];
  const auto window = fresh();
  remember(window);
  return window;
}

window_id request_mix::fresh() noexcept {
  const auto symbols = windows_per_symbol_.size();
  const auto symbol = fresh_count_ % symbols;
  const auto step = fresh_count_ / symbols % windows_per_symbol_[symbol];
  ++fresh_count_;
  return {static_cast<std::uint32_t>(symbol), length_ + static_cast<std::uint32_t>(step), length_};
}

void request_mix::remember(const window_id& window) {
  // A history shorter than the ring comes round before the ring does.
  if (std::ranges::find(recent_, window) != recent_.end())
    return;
  if (recent_.size() < recent_max) {
    recent_.push_back(window);
    return;
  }
  recent_[oldest_] = window;
  oldest_ = (oldest_ + 1) % recent_max;
}

} // namespace simrun
