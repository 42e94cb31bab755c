#pragma once

#include <string>
#include <string_view>

namespace simrun::html {

/// A chart's place in the page. The script finds it by its id, draws it, and adds legend and table.
struct figure {
  std::string_view id;    ///< one of those that page/charts.js knows
  std::string_view title; ///< what is shown
  std::string unit;       ///< and in what: "ms, log scale"
  std::string says;       ///< what somebody who does not see it should know of it
  std::string note{};     ///< how to read it
};

std::string html_of(const figure& f);

} // namespace simrun::html
