#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace simrun {

/// Time of all processors since the machine started, in ticks, and that part of it which a hypervisor gave to
/// others while this machine wanted to run.
struct processor_ticks {
  std::uint64_t total = 0;
  std::uint64_t stolen = 0;

  friend bool operator==(const processor_ticks&, const processor_ticks&) = default;
};

/// From the first line of /proc/stat (proc(5)); nothing where it is not one.
std::optional<processor_ticks> parse_processor_ticks(std::string_view first_line);

/// Nothing where there is no /proc/stat.
std::optional<processor_ticks> read_processor_ticks();

/// Share of the time between two readings that was stolen; 0 where one is missing.
double stolen_share(const std::optional<processor_ticks>& before,
                    const std::optional<processor_ticks>& after);

} // namespace simrun
