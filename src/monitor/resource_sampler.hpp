#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <optional>

namespace simrun {

/// What this process has used since it started.
struct resource_reading {
  duration cpu_time{};      ///< user and system, of all threads
  double memory_mb = 0;     ///< resident now
  double memory_mb_max = 0; ///< the most that was ever resident
  /// What is taken stock of, each where the system tells.
  std::optional<double> heap_mb{};                 ///< handed out by malloc and not freed
  std::optional<std::uint64_t> open_descriptors{}; ///< files, sockets and the like
  std::optional<std::uint64_t> threads{};
};

/// Reads getrusage, mallinfo2 and /proc/self. Where there is no /proc, the peak stands in for the present. It
/// takes the locks of malloc for a moment, so once a second is often enough.
resource_reading read_resources();

/// Processors this process may run on, at least 1.
unsigned usable_processors() noexcept;

/// What was used over a span of time.
struct resource_use {
  double cpu_utilization = 0; ///< share of all processors, 0..1
  double memory_mb = 0;       ///< resident at the end of the span
  /// At the end of the span.
  std::optional<double> heap_mb{};
  std::optional<std::uint64_t> open_descriptors{}, threads{};
};

/// From cumulative readings to use over time. The caller reads and says when.
class resource_sampler {
public:
  resource_sampler(unsigned processors, time_point now, const resource_reading& first) noexcept;

  /// Use since the last sample.
  resource_use sample(time_point now, const resource_reading& reading) noexcept;

  /// Share of all processors from the first to the last sample.
  double cpu_utilization() const noexcept;
  double memory_mb_max() const noexcept { return last_.memory_mb_max; }

private:
  double utilization(duration cpu_time, duration wall_time) const noexcept;

  unsigned processors_;
  time_point first_at_;
  resource_reading first_;
  time_point last_at_;
  resource_reading last_;
};

} // namespace simrun
