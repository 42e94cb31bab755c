#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace simrun {

/// Whether a text is meant as "A..B:STEP".
bool is_number_range(std::string_view text) noexcept;

/// The numbers A, A + STEP, ... up to B, with as many decimals as A and STEP were written with, so that
/// 0.1..0.3:0.1 gives 0.3 and not 0.30000000000000004. The error says what is wrong, or that there are more
/// than `count_max`.
result<std::vector<std::string>> expand_number_range(std::string_view text, std::size_t count_max);

} // namespace simrun
