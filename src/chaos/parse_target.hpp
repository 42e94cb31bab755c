#pragma once

#include "chaos/fault_form.hpp"
#include "chaos/fault_target.hpp"
#include "chaos/fault_words.hpp"
#include "core/result.hpp"

namespace simrun {

/// Takes the word that says what a fault of that form hits: "cache", "extractor[1]", "extractor[any]",
/// "extractor[50%]", "zone[east]" or "all".
result<fault_target> parse_target(fault_words& words, const fault_form& form);

/// Why a fault of that form does nothing to that component of the request path, as a sentence.
failure refuse_target(const fault_form& form, std::string_view component, std::string_view why);

} // namespace simrun
