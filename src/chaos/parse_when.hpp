#pragma once

#include "chaos/fault_form.hpp"
#include "chaos/fault_spec.hpp"
#include "chaos/fault_words.hpp"

namespace simrun {

/// Reads the end of a sentence: "at T [for D] [every P [until U]]" or
/// "[from T] mean every P [for D] [until U]". The clauses after the first may stand in any order.
result<void> parse_when(fault_words& words, const fault_form& form, fault_spec& spec);

} // namespace simrun
