#include "monitor/cgroup_files.hpp"

#include <functional>
#include <sstream>

namespace simrun {

namespace {

struct cgroup_mount {
  std::string root;   ///< the part of the hierarchy that is mounted
  std::string folder; ///< where
  std::string kind;   ///< "cgroup" or "cgroup2"
  std::string options;
};

bool has_word(std::string_view list, std::string_view word) {
  const auto text = "," + std::string(list) + ",";
  return text.find("," + std::string(word) + ",") != text.npos;
}

/// A line of mountinfo: ID parent device root folder options [optional]... - kind source options
std::optional<cgroup_mount> parse_mount(const std::string& line) {
  std::istringstream in(line);
  std::string skipped, source;
  cgroup_mount m;
  if (!(in >> skipped >> skipped >> skipped >> m.root >> m.folder))
    return std::nullopt;
  while (in >> skipped && skipped != "-") {
  }
  return in >> m.kind >> source >> m.options ? std::optional(m) : std::nullopt;
}

/// The third part of the first line of /proc/self/cgroup, ID:controllers:path, with such controllers.
std::optional<std::string> path_of(std::string_view cgroups,
                                   const std::function<bool(std::string_view controllers)>& is_it) {
  std::istringstream in{std::string(cgroups)};
  for (std::string line; std::getline(in, line);) {
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (second != line.npos && is_it(std::string_view(line).substr(first + 1, second - first - 1)))
      return line.substr(second + 1);
  }
  return std::nullopt;
}

std::optional<std::string> folder_in(const cgroup_mount& m, std::string path) {
  if (m.root != "/") {
    if (path != m.root && !path.starts_with(m.root + "/"))
      return std::nullopt;
    path.erase(0, m.root.size());
  }
  return path == "/" ? m.folder : m.folder + path;
}

std::optional<std::string> find_folder(const std::optional<std::string>& path, std::string_view mounts,
                                       const std::function<bool(const cgroup_mount&)>& is_it) {
  std::istringstream in{std::string(mounts)};
  for (std::string line; path && std::getline(in, line);)
    if (const auto m = parse_mount(line); m && is_it(*m))
      if (auto folder = folder_in(*m, *path))
        return folder;
  return std::nullopt;
}

} // namespace

std::optional<std::string> cgroup_v2_folder(std::string_view cgroups, std::string_view mounts) {
  return find_folder(path_of(cgroups, [](std::string_view controllers) { return controllers.empty(); }),
                     mounts, [](const cgroup_mount& m) { return m.kind == "cgroup2"; });
}

std::optional<std::string> cgroup_v1_folder(std::string_view controller, std::string_view cgroups,
                                            std::string_view mounts) {
  const auto is_of = [&](std::string_view list) { return has_word(list, controller); };
  return find_folder(path_of(cgroups, is_of), mounts,
                     [&](const cgroup_mount& m) { return m.kind == "cgroup" && is_of(m.options); });
}

cpu_throttling parse_cpu_stat(std::string_view text) {
  std::istringstream in{std::string(text)};
  cpu_throttling found;
  std::string name;
  for (std::uint64_t value = 0; in >> name >> value;) {
    if (name == "nr_throttled")
      found.times = value;
    else if (name == "throttled_usec") // version 2
      found.waited = std::chrono::microseconds(value);
    else if (name == "throttled_time") // version 1
      found.waited = std::chrono::nanoseconds(value);
  }
  return found;
}

} // namespace simrun
