#include "core/near_miss.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

namespace simrun {

namespace {

/// Optimal string alignment distance, case folded.
std::size_t distance(std::string_view a, std::string_view b) {
  const auto same = [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  };
  const auto width = b.size() + 1;
  std::vector<std::size_t> table((a.size() + 1) * width);
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      auto& cell = table[i * width + j];
      if (i == 0 || j == 0) {
        cell = i + j;
        continue;
      }
      const auto change = table[(i - 1) * width + j - 1] + (same(a[i - 1], b[j - 1]) ? 0 : 1);
      cell = std::min({table[(i - 1) * width + j] + 1, table[i * width + j - 1] + 1, change});
      if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
        cell = std::min(cell, table[(i - 2) * width + j - 2] + 1);
    }
  return table.back();
}

/// "rps" of "rate_per_sec": the abbreviation somebody spelled out. Empty for a single word.
std::string initials(std::string_view word) {
  std::string letters;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (word[i] != '_' && (i == 0 || word[i - 1] == '_'))
      letters += word[i];
  return letters.size() > 1 ? letters : std::string{};
}

} // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  // A third of the word may be wrong; one letter always, as in a key of three.
  std::size_t best = std::max<std::size_t>(word.size() / 3, 1) + 1;
  std::string_view found;
  for (const auto candidate : candidates) {
    const auto d = initials(word) == candidate ? 0 : distance(word, candidate);
    if (d < best) {
      best = d;
      found = candidate;
    }
  }
  return found;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
  const auto found = nearest(word, candidates);
  return found.empty() ? std::string{} : "; did you mean '" + std::string(found) + "'?";
}

} // namespace simrun
