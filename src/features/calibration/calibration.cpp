#include "features/calibration/calibration.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

/// `batch` is from 1 to the largest size measured.
duration time_at(const window_calibration& w, std::size_t batch, double q) noexcept {
  const auto above = std::ranges::find_if(w.extraction, [&](const auto& b) { return b.batch >= batch; });
  if (above->batch == batch)
    return above->times.at(q);
  const auto below = above - 1;
  return between(below->times.at(q), above->times.at(q),
                 static_cast<double>(batch - below->batch) / (above->batch - below->batch));
}

duration price_of_cold(const window_calibration& w, double cold, double q) noexcept {
  return between(duration(0), std::max(duration(0), w.after_pause.at(q) - w.extraction.front().times.at(q)),
                 cold);
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

duration draw_batch(const window_calibration& w, std::size_t batch, double cold,
                    random_stream& random) noexcept {
  duration total{};
  const std::size_t largest = w.extraction.back().batch;
  for (; batch > largest; batch -= largest)
    total += time_at(w, largest, random.uniform());
  const double q = random.uniform();
  return total + time_at(w, batch, q) + price_of_cold(w, cold, q);
}

} // namespace simrun
