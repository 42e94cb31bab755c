#include "monitor/metric_change.hpp"

#include <algorithm>
#include <array>

namespace simrun {

std::string_view name_of(change_verdict v) noexcept {
  constexpr std::array<std::string_view, 5> names{"better", "worse", "no difference", "can't tell",
                                                  "not judged"};
  return names[static_cast<std::size_t>(v)];
}

bool baseline_record::regressed() const noexcept {
  return std::ranges::find(changes, change_verdict::worse, &metric_change::verdict) != changes.end();
}

} // namespace simrun
