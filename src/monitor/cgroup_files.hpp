#pragma once

#include "core/cpu_limit_record.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace simrun {

/// From the texts of /proc/self/cgroup and /proc/self/mountinfo (cgroups(7), proc(5)): the folder of this
/// process in the hierarchy of version 2, or in that of a controller of version 1. Nothing where that is not
/// mounted, or the process stands outside of what is.
std::optional<std::string> cgroup_v2_folder(std::string_view cgroups, std::string_view mounts);
std::optional<std::string> cgroup_v1_folder(std::string_view controller, std::string_view cgroups,
                                            std::string_view mounts);

/// From the text of a group's cpu.stat, of either version.
cpu_throttling parse_cpu_stat(std::string_view text);

} // namespace simrun
