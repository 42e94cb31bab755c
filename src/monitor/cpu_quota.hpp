#pragma once

#include "core/cpu_limit_record.hpp"
#include "core/result.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace simrun {

struct cgroup_version;

/// A control group whose threads may take so many cores' worth of processor time together: when they have had
/// theirs of a hundredth of a second, the kernel lets them wait for the next. It is made below the group that
/// this process stands in, whose own limits go on to hold.
class cpu_quota {
public:
  /// The error is resource, and says what was in the way of either version of cgroups.
  static result<std::unique_ptr<cpu_quota>> make(double cores);

  cpu_quota(const cpu_quota&) = delete;
  cpu_quota& operator=(const cpu_quota&) = delete;
  /// Removes the group; no thread may be left in it.
  ~cpu_quota();

  std::string_view kind() const noexcept; ///< "cgroup v2" or "cgroup v1"

  /// From now on the calling thread takes its processor time from the quota.
  result<void> join() const;

  cpu_throttling throttling() const;

private:
  cpu_quota(const cgroup_version& version, std::string folder);
  static result<std::unique_ptr<cpu_quota>> make(const cgroup_version& version, double cores);

  const cgroup_version& version_;
  std::string folder_;
};

} // namespace simrun
