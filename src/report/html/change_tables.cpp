#include "report/html/change_tables.hpp"

#include "report/comparison/change_words.hpp"
#include "report/comparison/compared_metrics.hpp"
#include "report/html/markup.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun::html {

namespace {

using namespace change_words;

/// A picture reaches so many minimum effects to either side; what lies further out ends at its edge.
constexpr double reach = 4;

/// Class and sign of a verdict, so that it does not need colour.
struct look {
  std::string_view css, sign;
};

look look_of(change_verdict v) {
  switch (v) {
  case change_verdict::better:
    return {"holds", "\u2713"};
  case change_verdict::worse:
    return {"fails", "\u2717"};
  case change_verdict::cant_tell:
    return {"open", "?"};
  default:
    return {"", "="};
  }
}

/// The interval as a line with the change as a dot, over a band as wide as the minimum effect.
markup picture(const metric_change& c, double minimum_effect) {
  if (!c.change || !c.interval)
    return "";
  const double unit = smallest_change(c.name, minimum_effect);
  const auto x = [&](double change) { return 100 + 100 / reach * std::clamp(change / unit, -reach, reach); };
  return markup::of(fmt::format(
      R"svg(<svg viewBox="0 0 200 20" width="170" height="17" aria-hidden="true">)svg"
      R"svg(<rect x="{:.1f}" width="{:.1f}" height="20" fill="var(--grid)"/>)svg"
      R"svg(<line x1="100" x2="100" y2="20" stroke="var(--quiet)"/>)svg"
      R"svg(<line x1="{:.1f}" x2="{:.1f}" y1="10" y2="10" stroke="currentColor" stroke-width="2"/>)svg"
      R"svg(<circle cx="{:.1f}" cy="10" r="4" fill="currentColor"/></svg>)svg",
      x(-unit), x(unit) - x(-unit), x(c.interval->lower), x(c.interval->upper), x(*c.change)));
}

markup verdict_cell(const metric_change& c) {
  const auto [css, sign] = look_of(c.verdict);
  return markup::of(fmt::format(R"(<span class="state {}"><span aria-hidden="true">{}</span> {}</span>)", css,
                                sign, escaped(verdict_text(c))));
}

} // namespace

std::string change_tables(const std::vector<metric_change>& changes, double minimum_effect) {
  using enum table::column_kind;
  table judged(
      fmt::format("Changes. A picture reaches from -{0:.3g} % to +{0:.3g} %, its band is the minimum effect",
                  reach * minimum_effect * 100),
      {{"metric", text},
       {"base"},
       {"new"},
       {"change"},
       {"interval, 95 %"},
       {"picture", text},
       {"verdict", text}});
  table beside("Beside them, not judged", {{"metric", text}, {"base"}, {"new"}, {"change"}});
  for (const auto& c : changes)
    if (c.verdict == change_verdict::not_judged)
      beside.add({c.name, value_text(c, c.base), value_text(c, c.now), change_text(c)});
    else
      judged.add({c.name, value_text(c, c.base), value_text(c, c.now), change_text(c), interval_text(c),
                  picture(c, minimum_effect), verdict_cell(c)});
  return judged.html() + beside.html();
}

std::string list_of(const std::vector<std::string>& sentences) {
  std::string items;
  for (const auto& sentence : sentences)
    items += element("li", sentence) + "\n";
  return items.empty() ? "" : "<ul>\n" + items + "</ul>\n";
}

} // namespace simrun::html
