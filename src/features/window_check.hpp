#pragma once

#include "core/result.hpp"
#include "market/window.hpp"

#include <cstddef>
#include <optional>

namespace simrun {

/// What every extractor checks before it computes: `columns` columns, at least `length_min` bars, all of
/// them inside the history, all values finite. Nothing where the window is good; else a bad_input error
/// that names the first thing wrong. A value is named by its column and its row within the window, from 0.
std::optional<error> check_window(const window_view& window, std::size_t columns, std::size_t length_min);

} // namespace simrun
