#pragma once

#include <string_view>

namespace simrun {

// The page's own style and scripts, from page/, made part of the program by build-aux/embed.py. None holds
// "</style" or "</script".

/// The content security policy that lets the page hold these and the chart library, each after a line break,
/// and nothing else: it loads nothing from anywhere, and no script runs that is not one of them.
std::string_view page_policy() noexcept;
std::string_view page_style() noexcept;
std::string_view theme_script() noexcept;
std::string_view format_script() noexcept;
std::string_view axes_script() noexcept;
std::string_view marks_script() noexcept;
std::string_view heat_map_script() noexcept;
std::string_view series_charts_script() noexcept;
std::string_view other_charts_script() noexcept;
std::string_view figures_script() noexcept;
std::string_view history_charts_script() noexcept; ///< of another page: `simrun trend --html`

} // namespace simrun
