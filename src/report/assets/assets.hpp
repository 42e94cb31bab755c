#pragma once

#include <string_view>

namespace simrun {

// Files that pages need and that are part of the program, so that a page works with no network. Each is made
// by build-aux/embed.py from the file that meson.build names.

/// Chart.js 3.9 (Debian's libjs-chart.js), minified, a classic script that defines `Chart`. It holds no
/// "</script", so that it may stand in a page as it is.
std::string_view chart_js() noexcept;

/// The page of a run that goes on, in three files.
std::string_view live_page_html() noexcept;
std::string_view live_page_css() noexcept;
std::string_view live_page_js() noexcept;

} // namespace simrun
