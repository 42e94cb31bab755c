#pragma once

#include "market/window.hpp"

#include <span>

namespace simrun {

/// Writes a window as [columns, length] floats. Standardised, each column has mean 0 and population standard
/// deviation 1 over the window; one that does not move becomes 0.
void fill_network_input(const window_view& window, bool standardise, std::span<float> input);

} // namespace simrun
