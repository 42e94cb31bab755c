#pragma once

#include "scenario/scenario_field.hpp"

#include <span>
#include <string>
#include <string_view>

namespace simrun {

/// What may stand as a value: "a whole number from 1 to 10000". The end of "must be ...", and a column of
/// the documentation.
std::string expectation_of(const field_type& type);

/// The value that holds where the key is absent, as one would write it; empty where there is none.
std::string default_of(const field_type& type);

/// Whether the text may be an identifier's value.
bool is_name(std::string_view text);

/// "real" or "virtual", in quotes.
std::string quoted_list(std::span<const std::string_view> words);

} // namespace simrun
