#pragma once

#include <string>
#include <string_view>

namespace simrun::html {

/// The page of a run holds more than this: a page of the same look, of any content, that needs no other file
/// and loads none. `content` and `scripts` are HTML.
std::string plain_page(std::string_view title, const std::string& content, const std::string& scripts = "");

} // namespace simrun::html
