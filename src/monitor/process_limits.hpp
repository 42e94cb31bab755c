#pragma once

#include "core/result.hpp"

#include <cstdint>

namespace simrun {

/// Limits this process, and what it forks, by the kernel. Memory is what it may write to and shares with
/// nobody: heap, thread stacks, globals (RLIMIT_DATA; RLIMIT_AS would count the address space that malloc
/// only reserves). Past it an allocation fails. The error is resource, and says what the system allows.
result<void> limit_memory(std::uint32_t megabytes);
result<void> limit_descriptors(std::uint32_t count);

/// Whether so many threads more may run at once, by trying. The error is resource.
result<void> check_room_for_threads(std::uint32_t count);

} // namespace simrun
