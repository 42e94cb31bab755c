#include "monitor/cpu_quota.hpp"

#include "monitor/cgroup_files.hpp"

#include <cerrno>
#include <cmath>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace simrun {

/// So much processor time in each period, all processors together.
struct quota {
  std::int64_t us;
  std::int64_t period_us;
};

/// The files of a version of cgroups.
struct cgroup_version {
  std::string_view kind;
  std::string_view threads_file;
  std::optional<std::string> (*parent)(); ///< the folder of the group that this process stands in
  result<void> (*set_quota)(const std::string& parent, const std::string& folder, quota q);
};

namespace {

/// Short: a thread may be stopped where it holds a lock, and then holds others up for the rest of a period.
/// With the kernel's default, 100 ms, the load generator is among them often enough to spoil a run.
constexpr std::int64_t period_us = 10'000;
/// The kernel takes no less; for a smaller share the period is longer.
constexpr std::int64_t quota_us_min = 1000;

quota quota_of(double cores) {
  if (cores * period_us < quota_us_min)
    return {quota_us_min, std::llround(quota_us_min / cores)};
  return {std::llround(cores * period_us), period_us};
}

std::string text_of(const std::string& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator(in), {}};
}

result<void> write(const std::string& file, const std::string& text) {
  // Not to be made where there is none: a file that is missing is a controller that is missing.
  const int fd = open(file.c_str(), O_WRONLY | O_CLOEXEC);
  const bool written = fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const int problem = errno;
  if (fd >= 0)
    close(fd);
  if (!written)
    return fail(error_code::resource, fmt::format("{}: {}", file, std::generic_category().message(problem)));
  return {};
}

const cgroup_version v1{
    "cgroup v1", "tasks",
    [] { return cgroup_v1_folder("cpu", text_of("/proc/self/cgroup"), text_of("/proc/self/mountinfo")); },
    [](const std::string&, const std::string& folder, quota q) {
      return write(folder + "/cpu.cfs_period_us", std::to_string(q.period_us)).and_then([&] {
        return write(folder + "/cpu.cfs_quota_us", std::to_string(q.us));
      });
    }};

const cgroup_version v2{
    "cgroup v2", "cgroup.threads",
    [] { return cgroup_v2_folder(text_of("/proc/self/cgroup"), text_of("/proc/self/mountinfo")); },
    [](const std::string& parent, const std::string& folder, quota q) {
      // A threaded group may stand below one that has processes itself, as ours has. The controller stays
      // enabled at the end: another run may count on it.
      return write(folder + "/cgroup.type", "threaded")
          .and_then([&] { return write(parent + "/cgroup.subtree_control", "+cpu"); })
          .and_then([&] { return write(folder + "/cpu.max", fmt::format("{} {}", q.us, q.period_us)); });
    }};

/// A thread that ends at once tells whether others will be let in.
result<void> try_to_join(const cpu_quota& quota) {
  result<void> joined;
  std::thread([&] { joined = quota.join(); }).join();
  return joined;
}

} // namespace

cpu_quota::cpu_quota(const cgroup_version& version, std::string folder)
    : version_(version), folder_(std::move(folder)) {}

cpu_quota::~cpu_quota() {
  rmdir(folder_.c_str());
}

result<std::unique_ptr<cpu_quota>> cpu_quota::make(const cgroup_version& version, double cores) {
  const auto parent = version.parent();
  if (!parent)
    return fail(error_code::resource, fmt::format("no {} is mounted", version.kind));
  const auto folder = fmt::format("{}/simrun-{}", *parent, getpid());
  // One that is there is of a process that had this number before, and was killed.
  if (mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST)
    return fail(error_code::resource, fmt::format("{}: {}", folder, std::generic_category().message(errno)));
  std::unique_ptr<cpu_quota> made(new cpu_quota(version, folder));
  return version.set_quota(*parent, folder, quota_of(cores))
      .and_then([&] { return try_to_join(*made); })
      .map([&] { return std::move(made); });
}

result<std::unique_ptr<cpu_quota>> cpu_quota::make(double cores) {
  auto of_v2 = make(v2, cores);
  if (of_v2)
    return of_v2;
  auto of_v1 = make(v1, cores);
  if (of_v1)
    return of_v1;
  return fail(error_code::resource, of_v2.error().message + "; " + of_v1.error().message);
}

std::string_view cpu_quota::kind() const noexcept {
  return version_.kind;
}

result<void> cpu_quota::join() const {
  return write(fmt::format("{}/{}", folder_, version_.threads_file), "0");
}

cpu_throttling cpu_quota::throttling() const {
  return parse_cpu_stat(text_of(folder_ + "/cpu.stat"));
}

} // namespace simrun
