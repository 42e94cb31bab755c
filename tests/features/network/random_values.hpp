#pragma once

#include "core/random.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace simrun {

/// Normal values around 0. The name keeps several arrays of one seed apart.
inline std::vector<float> random_values(std::size_t count, std::uint64_t seed, std::string_view name,
                                        double deviation = 1) {
  random_stream random(seed, name);
  std::vector<float> values(count);
  for (auto& value : values)
    value = static_cast<float>(deviation * random.normal());
  return values;
}

} // namespace simrun
