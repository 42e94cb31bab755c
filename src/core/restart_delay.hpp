#pragma once

#include "core/restart_policy.hpp"

#include <cstddef>

namespace simrun {

/// How long a component stays down that has lately been restarted so often.
duration restart_delay_after(std::size_t restarts, const restart_config& config) noexcept;

} // namespace simrun
