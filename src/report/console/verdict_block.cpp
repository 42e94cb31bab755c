#include "monitor/readable.hpp"
#include "report/console/summary_blocks.hpp"
#include "report/text_table.hpp"
#include "report/verdict_reasons.hpp"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace simrun::summary {

namespace {

std::string headline(const run_result& result) {
  std::string word(name_of(result.verdict));
  std::ranges::transform(word, word.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return word + ": " + result.scenario_name +
         (result.aborted       ? " (ended early)"
          : result.interrupted ? " (interrupted)"
                               : "");
}

} // namespace

std::string verdict_block(const run_result& result) {
  auto text = headline(result) + "\n";
  for (const auto& reason : verdict_reasons(result))
    text += wrapped(reason, "  - ", width_max);
  const auto length =
      result.search ? fmt::format("{} probes", result.search->probes.size())
                    : fmt::format("{} measured", readable_milliseconds(in_milliseconds(result.measured)));
  const auto facts =
      fmt::format("{}: {} clock, seed {}, {}{}", result.scenario_file, result.clock, result.seed, length,
                  result.started_at ? ", started " + *result.started_at : "");
  return text + wrapped(facts, "  ", width_max);
}

} // namespace simrun::summary
