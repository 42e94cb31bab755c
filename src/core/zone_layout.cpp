#include "core/zone_layout.hpp"

namespace simrun {

std::vector<zone_workers> lay_out_zones(std::span<const zone_share> zones, std::uint32_t workers) {
  double total = 0;
  for (const auto& z : zones)
    total += z.share;
  std::vector<zone_workers> layout;
  double so_far = 0;
  std::uint32_t first = 0;
  for (const auto& z : zones) {
    so_far += z.share;
    const auto end =
        &z == &zones.back() ? workers : static_cast<std::uint32_t>(workers * (so_far / total) + 0.5);
    layout.push_back({z.name, first, end - first});
    first = end;
  }
  return layout;
}

} // namespace simrun
