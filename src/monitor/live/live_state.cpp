#include "monitor/live/live_state.hpp"

#include <algorithm>

namespace simrun {

std::string_view name_of(live_phase phase) noexcept {
  constexpr std::array<std::string_view, 6> names{"starting", "warm-up", "measuring",
                                                  "draining", "healing", "done"};
  return names[static_cast<std::size_t>(phase)];
}

std::string_view name_of(live_standing standing) noexcept {
  constexpr std::array<std::string_view, 3> names{"undecided", "holds", "violated"};
  return names[static_cast<std::size_t>(standing)];
}

double throughput_so_far(const live_state& s) noexcept {
  const auto length = std::min(s.now - run_start, s.measured);
  return length > duration(0) ? static_cast<double>(s.outcomes.successful()) / in_seconds(length) : 0;
}

} // namespace simrun
