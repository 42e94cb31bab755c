#pragma once

#include "chaos/worker_faults.hpp"
#include "features/feature_extractor.hpp"

#include <optional>
#include <string_view>

namespace simrun {

// What a fault in a worker makes of its answers.

inline constexpr std::string_view not_finite_reason = "the extractor's features are not finite";
inline constexpr std::string_view wrong_size_reason = "the extractor's features have the wrong size";

/// Puts an error in the place of features, or spoils them: whoever checks them is to find that. What is an
/// error already stays one.
void meddle_with(extraction& answer, const answer_fate& fate);

/// What the check finds where there are no features to spoil; nothing where the answer is left alone.
std::optional<error> error_after(const answer_fate& fate);

} // namespace simrun
