#pragma once

#include <string>
#include <string_view>

namespace simrun {

/// A text (UTF-8) for an attribute in double quotes or between tags of XML 1.0. Characters that XML can't
/// have at all, such as most control characters, become U+FFFD.
std::string xml_escaped(std::string_view text);

} // namespace simrun
