#pragma once

namespace simrun::exit_code {

inline constexpr int passed = 0;             ///< all requirements hold
inline constexpr int requirement_failed = 1; ///< or a regression
inline constexpr int bad_usage = 2;          ///< or a bad scenario; nothing was run
inline constexpr int invalid = 3;            ///< the measurement can't be trusted
inline constexpr int broken = 4;             ///< the run itself broke

} // namespace simrun::exit_code
