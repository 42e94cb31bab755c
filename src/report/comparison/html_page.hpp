#pragma once

#include <string>
#include <string_view>

namespace simrun {

/// A complete page that needs no other file: light or dark as the reader's system is, from 390 px on, and in
/// print. `body` is HTML.
std::string html_page(std::string_view title, std::string_view body);

} // namespace simrun
