#pragma once

#include "cli/alerts/alert_arguments.hpp"

#include <chrono>
#include <string>

namespace simrun {

/// Posts JSON there. The error says why it did not come through, or with what it was answered; redirections
/// are not followed. Once the host's name is known it takes no longer than the limit.
result<void> post_alert(const webhook_address& webhook, const std::string& json,
                        std::chrono::milliseconds limit);

} // namespace simrun
