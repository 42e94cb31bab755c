#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace simrun {

/// The path of a file that exists; a relative one starts from `folder`. The error tells where it was looked
/// for.
result<std::string> find_input_file(std::string_view path, const std::filesystem::path& folder);

/// All of a scenario's text. Where there is no such file, the error suggests one of a similar name.
result<std::string> read_text_file(const std::string& path);

} // namespace simrun
