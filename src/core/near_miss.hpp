#pragma once

#include <span>
#include <string>
#include <string_view>

namespace simrun {

/// The candidate nearest to `word` by edit distance (a swap of neighbours counts once), or empty where
/// nothing is near enough to be what the writer meant. The first of equals wins.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

/// "; did you mean 'rps'?" or nothing: the tail of an error message about an unknown name.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

} // namespace simrun
