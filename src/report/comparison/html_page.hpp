#pragma once

#include <string>
#include <string_view>

namespace simrun {

/// Text as it may stand in an element or in an attribute.
std::string html_text(std::string_view text);

/// A complete page that needs no other file: light or dark as the reader's system is, from 390 px on, and in
/// print. `body` is HTML.
std::string html_page(std::string_view title, std::string_view body);

} // namespace simrun
