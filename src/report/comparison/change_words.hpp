#pragma once

#include "report/comparison/comparison.hpp"

#include <string>

/// The words in which all forms of a comparison say the same.
namespace simrun::change_words {

/// "+10.2 %"; of a share of requests "-0.52 points".
std::string change_text(const metric_change& c);
/// "+8.1 % to +12.3 %"; empty where there is none.
std::string interval_text(const metric_change& c);
/// The verdict, and why it can't be told where there is a reason.
std::string verdict_text(const metric_change& c);
std::string value_text(const metric_change& c, const std::optional<double>& v);

/// "WORSE: 3 of 7 metrics of spike are worse", as one word and a sentence.
struct headline {
  std::string word, sentence;
};
headline headline_of(const build_comparison& c);

/// What the verdicts mean, with the numbers of this comparison.
std::string legend(const build_comparison& c);

} // namespace simrun::change_words
