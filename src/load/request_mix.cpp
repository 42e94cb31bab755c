#include "load/request_mix.hpp"

#include "load/zipf_ranks.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace simrun {

request_mix::request_mix(const window_mix& mix, std::vector<std::vector<std::uint32_t>> windows,
                         random_stream random, random_stream sizes, double feed_from)
    : mix_(mix),
      windows_(std::move(windows)),
      random_(random),
      sizes_(sizes),
      fresh_counts_(mix.sizes.size()) {
  assert(!mix_.sizes.empty() && windows_.size() == mix_.sizes.size());
  for ([[maybe_unused]] const auto& of_length : windows_)
    assert(!of_length.empty() && std::ranges::find(of_length, 0U) == of_length.end());
  for (const auto& size : mix_.sizes)
    weight_sum_ += size.weight;
  recent_.reserve(recent_max);
  for (std::size_t i = 0; i < windows_.size(); ++i)
    fresh_counts_[i] = static_cast<std::uint64_t>(feed_from * windows_[i].front()) * windows_[i].size();
}

window_id request_mix::next() {
  if (mix_.repeat_ratio == 0)
    return fresh();
  // The very first has nothing to repeat.
  if (random_.uniform() < mix_.repeat_ratio && !recent_.empty())
    return recent_[random_.below(recent_.size())];
  const auto window = fresh();
  remember(window);
  return window;
}

window_id request_mix::fresh() noexcept {
  const auto size = draw_size();
  return mix_.popularity == window_popularity::feed ? next_of_feed(size) : popular_one(size);
}

std::size_t request_mix::draw_size() noexcept {
  const auto last = mix_.sizes.size() - 1;
  if (last == 0)
    return 0;
  double left = sizes_.uniform() * weight_sum_;
  for (std::size_t i = 0; i < last; ++i) {
    left -= mix_.sizes[i].weight;
    if (left < 0)
      return i;
  }
  return last;
}

window_id request_mix::next_of_feed(std::size_t size) noexcept {
  const auto& windows = windows_[size];
  const auto length = mix_.sizes[size].bars;
  const auto symbol = fresh_counts_[size] % windows.size();
  const auto step = fresh_counts_[size] / windows.size() % windows[symbol];
  ++fresh_counts_[size];
  return {static_cast<std::uint32_t>(symbol), length + static_cast<std::uint32_t>(step), length};
}

window_id request_mix::popular_one(std::size_t size) noexcept {
  const auto& windows = windows_[size];
  const auto length = mix_.sizes[size].bars;
  const auto symbol = zipf_ranks(windows.size(), mix_.zipf_exponent).draw(random_);
  const auto age = zipf_ranks(windows[symbol], mix_.zipf_exponent).draw(random_);
  return {static_cast<std::uint32_t>(symbol), length + windows[symbol] - 1 - static_cast<std::uint32_t>(age),
          length};
}

void request_mix::remember(const window_id& window) {
  // A history shorter than the ring comes round before the ring does; a popular window comes again by itself.
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
