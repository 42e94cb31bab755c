#pragma once

namespace simrun {

/// Of two threads that want the processor, the calling one is the less important from now on.
void give_way_to_the_run() noexcept;

} // namespace simrun
