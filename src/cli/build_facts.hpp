#pragma once

#include <string_view>

namespace simrun {

/// "0.1.0"
std::string_view build_version() noexcept;
/// The commit that was built, or "unknown" outside of a checkout.
std::string_view build_commit() noexcept;

} // namespace simrun
