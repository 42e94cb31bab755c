#include "monitor/resource_sampler.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <malloc.h>
#include <optional>
#include <sys/resource.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace simrun {

namespace {

constexpr double bytes_per_mb = 1e6;

duration in_nanoseconds(const timeval& t) {
  return std::chrono::seconds(t.tv_sec) + std::chrono::microseconds(t.tv_usec);
}

std::optional<double> resident_mb() {
  std::ifstream statm("/proc/self/statm");
  double pages_total = 0;
  double pages_resident = 0;
  if (!(statm >> pages_total >> pages_resident))
    return std::nullopt;
  return pages_resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / bytes_per_mb;
}

/// Nothing under an allocator that keeps no such books, such as a sanitizer's.
std::optional<double> heap_mb() {
  const auto info = mallinfo2();
  const auto bytes = static_cast<double>(info.uordblks + info.hblkhd);
  return bytes > 0 ? std::optional(bytes / bytes_per_mb) : std::nullopt;
}

std::optional<std::uint64_t> entries_of(const char* folder) {
  std::error_code failed;
  std::uint64_t count = 0;
  for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed))
    ++count;
  return failed ? std::nullopt : std::optional(count);
}

} // namespace

resource_reading read_resources() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  resource_reading reading;
  reading.cpu_time = in_nanoseconds(usage.ru_utime) + in_nanoseconds(usage.ru_stime);
  // The kernel updates its peak lazily, so the present may be ahead of it.
  const double peak_mb = static_cast<double>(usage.ru_maxrss) * 1024 / bytes_per_mb;
  reading.memory_mb = resident_mb().value_or(peak_mb);
  reading.memory_mb_max = std::max(peak_mb, reading.memory_mb);
  reading.heap_mb = heap_mb();
  reading.open_descriptors = entries_of("/proc/self/fd");
  reading.threads = entries_of("/proc/self/task");
  return reading;
}

unsigned usable_processors() noexcept {
  return std::max(1U, std::thread::hardware_concurrency());
}

resource_sampler::resource_sampler(unsigned processors, time_point now,
                                   const resource_reading& first) noexcept
    : processors_(processors), first_at_(now), first_(first), last_at_(now), last_(first) {}

resource_use resource_sampler::sample(time_point now, const resource_reading& reading) noexcept {
  const resource_use use{utilization(reading.cpu_time - last_.cpu_time, now - last_at_), reading.memory_mb,
                         reading.heap_mb, reading.open_descriptors, reading.threads};
  const double peak_mb = std::max(last_.memory_mb_max, reading.memory_mb_max);
  last_ = reading;
  last_.memory_mb_max = peak_mb;
  last_at_ = now;
  return use;
}

double resource_sampler::cpu_utilization() const noexcept {
  return utilization(last_.cpu_time - first_.cpu_time, last_at_ - first_at_);
}

/// The two clocks tick differently, so that the share of a short span may come out above 1.
double resource_sampler::utilization(duration cpu_time, duration wall_time) const noexcept {
  if (wall_time <= duration::zero())
    return 0;
  return std::clamp(in_seconds(cpu_time) / in_seconds(wall_time) / processors_, 0.0, 1.0);
}

} // namespace simrun
