#pragma once

namespace simrun {

/// The time of a run: the machine's, or one that is computed.
enum class clock_kind { real, virtual_time };

} // namespace simrun
