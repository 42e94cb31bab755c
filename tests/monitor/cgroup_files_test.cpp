#include "monitor/cgroup_files.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("monitor/cgroup_files");

namespace {

const std::string unified =
    "25 1 0:22 / /sys rw - sysfs sysfs rw\n"
    "29 25 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";
const std::string split = "32 31 0:29 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n"
                          "33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
                          "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n";

} // namespace

TEST_CASE("a process stands in a folder of the unified hierarchy") {
  CHECK(cgroup_v2_folder("0::/user.slice/session-3.scope\n", unified) ==
        "/sys/fs/cgroup/user.slice/session-3.scope");
  CHECK(cgroup_v2_folder("0::/\n", unified) == "/sys/fs/cgroup");
  CHECK(cgroup_v1_folder("cpu", "0::/\n", unified) == std::nullopt);
}

TEST_CASE("or in one of each controller's") {
  const std::string cgroups = "3:cpuset:/\n2:cpu,cpuacct:/job 7\n0::/here\n";
  CHECK(cgroup_v1_folder("cpu", cgroups, split) == "/sys/fs/cgroup/cpu,cpuacct/job 7");
  CHECK(cgroup_v1_folder("memory", cgroups, split) == std::nullopt);
  CHECK(cgroup_v2_folder(cgroups, split) == "/sys/fs/cgroup/unified/here");
}

TEST_CASE("a container may see a part of the hierarchy only") {
  const std::string mounts = "33 31 0:30 /docker/abc /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu\n";
  CHECK(cgroup_v1_folder("cpu", "2:cpu:/docker/abc\n", mounts) == "/sys/fs/cgroup/cpu");
  CHECK(cgroup_v1_folder("cpu", "2:cpu:/docker/abc/job\n", mounts) == "/sys/fs/cgroup/cpu/job");
  CHECK(cgroup_v1_folder("cpu", "2:cpu:/docker/abcd\n", mounts) == std::nullopt);
}

TEST_CASE("what is no such file has no folder") {
  CHECK(cgroup_v2_folder("", unified) == std::nullopt);
  CHECK(cgroup_v2_folder("0::/\n", "") == std::nullopt);
  CHECK(cgroup_v2_folder("nonsense\n", "29 25 0:26\n") == std::nullopt);
}

TEST_CASE("throttling is read in the units of either version") {
  const auto v1 = parse_cpu_stat("nr_periods 93\nnr_throttled 36\nthrottled_time 328309116\n");
  CHECK(v1.times == 36);
  CHECK(v1.waited == 328'309'116ns);
  const auto v2 = parse_cpu_stat("usage_usec 12\nnr_periods 93\nnr_throttled 3\nthrottled_usec 2500\n");
  CHECK(v2.times == 3);
  CHECK(v2.waited == 2500us);
  CHECK(parse_cpu_stat("").times == 0);
}

TEST_SUITE_END();
