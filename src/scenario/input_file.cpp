#include "scenario/input_file.hpp"

#include "core/near_miss.hpp"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <fstream>
#include <system_error>
#include <vector>

namespace simrun {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t scenario_bytes_max = 1 << 20;

/// The scenarios beside a file that does not exist, in an order that does not depend on the disk.
std::vector<std::string> scenarios_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (fs::directory_iterator file(folder.empty() ? "." : folder, ignored), end; file != end && !ignored;
       file.increment(ignored))
    if (file->path().extension() == ".toml")
      names.push_back(file->path().filename().string());
  std::ranges::sort(names);
  return names;
}

std::string no_such_file(const fs::path& path) {
  const auto names = scenarios_in(path.parent_path());
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  return "there is no such file" + did_you_mean(path.filename().string(), candidates);
}

} // namespace

result<std::string> find_input_file(std::string_view path, const fs::path& folder) {
  const auto file = (folder / path).lexically_normal();
  std::error_code failed;
  const auto status = fs::status(file, failed);
  if (fs::is_directory(status))
    return fail(error_code::io, fmt::format("'{}' is a folder, not a file", file.string()));
  if (!fs::exists(status))
    return fail(error_code::io, fmt::format("there is no file '{}'{}", file.string(),
                                            fs::path(path).is_absolute()
                                                ? ""
                                                : "; a relative path starts from the scenario's folder"));
  return file.string();
}

result<std::string> read_text_file(const std::string& path) {
  std::error_code failed;
  const auto status = fs::status(path, failed);
  if (status.type() == fs::file_type::not_found)
    return fail(error_code::io, no_such_file(path));
  if (fs::is_directory(status))
    return fail(error_code::io, "is a folder; give a scenario file");

  std::ifstream stream(path, std::ios::binary);
  if (!stream)
    return fail(error_code::io,
                "can't be read: " + std::error_code(errno, std::generic_category()).message());
  std::string text(scenario_bytes_max + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad())
    return fail(error_code::io, "can't be read to its end");
  if (stream.gcount() > static_cast<std::streamsize>(scenario_bytes_max))
    return fail(error_code::io,
                fmt::format("is longer than {} bytes; that is no scenario", scenario_bytes_max));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

} // namespace simrun
