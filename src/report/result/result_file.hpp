#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>

namespace simrun {

/// Puts `text` into the file, whole or not at all: a reader, or a crash, finds what was there before or all
/// of it. It is on disk when this returns. The error names the path and what the system said.
result<void> write_atomically(const std::string& path, std::string_view text);

} // namespace simrun
