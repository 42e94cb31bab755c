#include "monitor/readable.hpp"
#include "report/html/markup.hpp"
#include "report/html/sections.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun::html {

namespace {

struct state {
  std::string_view css;
  std::string_view sign;
  std::string_view word;
};

state state_of(const requirement_result& r) {
  if (!r.value)
    return {"open", "?", "not measured"};
  if (r.holds)
    return {"holds", "\u2713", "holds"};
  if (r.undecided())
    return {"open", "?", "undecided"};
  if (r.rule.severity == severity::critical)
    return {"fails", "\u2717", "fails"};
  return {"alert", "!", "alert"};
}

markup sign_and_word(const state& s) {
  return markup::of(fmt::format(R"(<span class="state {}"><span aria-hidden="true">{}</span> {}</span>)",
                                s.css, s.sign, s.word));
}

/// How much of an upper bound is used, as a bar with a mark where the bound is.
markup bar_of(const requirement_result& r) {
  constexpr double bound_at = 70;
  if (!r.value || !r.rule.is_upper() || r.rule.bound <= 0)
    return "";
  const double used = std::clamp(*r.value / r.rule.bound * bound_at, 0.0, 100.0);
  return markup::of(fmt::format(
      R"(<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">)"
      R"(<rect class="track" width="100" height="10"/><rect class="used" width="{:.1f}" height="10"/>)"
      R"(<rect class="bound" x="{}" width="2" height="10"/></svg>)",
      used, bound_at));
}

std::string margin_of(const requirement_result& r) {
  return !r.value || r.rule.bound == 0 ? "-" : readable_margin(r.rule.margin(*r.value));
}

/// What the decision rests on.
std::string evidence_of(const requirement_result& r) {
  if (r.windows)
    return fmt::format("{} of {} windows past the bound{}", readable_count(r.windows->violated),
                       readable_count(r.windows->windows),
                       r.windows->worst
                           ? fmt::format(", the worst ends at {}", readable_milliseconds(in_milliseconds(
                                                                       r.windows->worst_end - run_start)))
                           : "");
  if (r.percentile)
    return fmt::format("{} of {} past the bound{}", readable_count(r.percentile->past_bound),
                       readable_count(r.percentile->samples),
                       r.percentile->still_needed > 0
                           ? fmt::format("; {} more needed", readable_count(r.percentile->still_needed))
                           : "");
  if (r.growth)
    return fmt::format("99 % sure: {} to {}", readable(metric_unit::megabytes_per_hour, r.growth->lower),
                       readable(metric_unit::megabytes_per_hour, r.growth->upper));
  return "";
}

} // namespace

std::string requirement_section(const run_result& result) {
  using enum table::column_kind;
  table rows("Each requirement, what was measured, and how far from the bound that is",
             {{"requirement", sentence},
              {"state", text},
              {"measured"},
              {"margin"},
              {"of the bound", text},
              {"severity", text},
              {"evidence", sentence}});
  for (const auto& r : result.requirements) {
    const auto s = state_of(r);
    rows.add({r.rule.text, sign_and_word(s), r.value ? readable(r.rule.metric, *r.value) : "-", margin_of(r),
              bar_of(r), name_of(r.rule.severity), evidence_of(r)},
             s.css);
  }
  return section("requirements", "Requirements",
                 rows.empty() ? "<p>The scenario requires nothing.</p>\n" : rows.html());
}

} // namespace simrun::html
