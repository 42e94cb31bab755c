#include "features/calibration/calibration.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

/// `batch` is from 1 to the largest size measured.
duration draw_measured(const window_calibration& w, std::size_t batch, random_stream& random) noexcept {
  const double q = random.uniform();
  const auto above = std::ranges::find_if(w.extraction, [&](const auto& b) { return b.batch >= batch; });
  if (above->batch == batch)
    return above->times.at(q);
  const auto below = above - 1;
  return between(below->times.at(q), above->times.at(q),
                 static_cast<double>(batch - below->batch) / (above->batch - below->batch));
}

} // namespace

const window_calibration* find_window(const calibration& c, std::uint32_t window) noexcept {
  const auto found = std::ranges::find(c.windows, window, &window_calibration::window);
  return found == c.windows.end() ? nullptr : &*found;
}

std::string windows_in(const calibration& c) {
  std::string list;
  for (std::size_t i = 0; i < c.windows.size(); ++i)
    list += fmt::format("{}{}",
                        i == 0                      ? ""
                        : i + 1 == c.windows.size() ? " and "
                                                    : ", ",
                        c.windows[i].window);
  return list;
}

duration draw_batch(const window_calibration& w, std::size_t batch, bool after_pause,
                    random_stream& random) noexcept {
  // A worker that had a pause had no queue: nearly always it gets a single window. A larger batch is slowed
  // down by less, and was not measured so.
  if (after_pause && batch == 1)
    return w.after_pause.draw(random);
  duration total{};
  const std::size_t largest = w.extraction.back().batch;
  for (; batch > largest; batch -= largest)
    total += draw_measured(w, largest, random);
  return batch == 0 ? total : total + draw_measured(w, batch, random);
}

} // namespace simrun
