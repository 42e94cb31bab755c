#include "report/comparison/change_words.hpp"
#include "report/comparison/compared_metrics.hpp"
#include "report/comparison/html_page.hpp"
#include "report/formats/xml_text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

using namespace change_words;

/// The axis of a picture reaches so many minimum effects to either side; what lies further out ends at its
/// edge.
constexpr double reach = 4;

std::string class_of(change_verdict v) {
  return v == change_verdict::worse ? "worse" : v == change_verdict::better ? "better" : "";
}

/// The interval as a line with its change as a dot, over a band as wide as the minimum effect.
std::string picture(const metric_change& c, double minimum_effect) {
  if (!c.change || !c.interval)
    return "";
  const double unit = smallest_change(c.name, minimum_effect);
  const auto x = [&](double change) { return 100 + 100 / reach * std::clamp(change / unit, -reach, reach); };
  return fmt::format("<svg class=\"range\" viewBox=\"0 0 200 20\" role=\"img\" aria-label=\"{0}, {1}\">"
                     "<rect class=\"band\" x=\"{2:.1f}\" width=\"{3:.1f}\" height=\"20\"/>"
                     "<line class=\"zero\" x1=\"100\" x2=\"100\" y2=\"20\"/>"
                     "<line class=\"reach\" x1=\"{4:.1f}\" x2=\"{5:.1f}\" y1=\"10\" y2=\"10\"/><circle "
                     "cx=\"{6:.1f}\" cy=\"10\" r=\"4\"/></svg>",
                     xml_escaped(change_text(c)), xml_escaped(interval_text(c)), x(-unit), x(unit) - x(-unit),
                     x(c.interval->lower), x(c.interval->upper), x(*c.change));
}

std::string judged_row(const metric_change& c, double minimum_effect) {
  return fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
                     "<td class=\"{}\">{}</td><td class=\"words {}\">{}</td></tr>\n",
                     xml_escaped(c.name), xml_escaped(value_text(c, c.base)),
                     xml_escaped(value_text(c, c.now)), xml_escaped(change_text(c)),
                     xml_escaped(interval_text(c)), class_of(c.verdict), picture(c, minimum_effect),
                     class_of(c.verdict), xml_escaped(verdict_text(c)));
}

std::string beside_row(const metric_change& c) {
  return fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                     xml_escaped(c.name), xml_escaped(value_text(c, c.base)),
                     xml_escaped(value_text(c, c.now)), xml_escaped(change_text(c)));
}

std::string table(std::string_view caption, std::string_view more_columns, const std::string& rows) {
  return fmt::format(
      "<div class=\"scroll\"><table>\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">metric</th>"
      "<th scope=\"col\">base</th><th scope=\"col\">new</th><th scope=\"col\">change</th>{}"
      "</tr></thead>\n<tbody>\n{}</tbody></table></div>\n",
      xml_escaped(caption), more_columns, rows);
}

} // namespace

std::string changes_html(const std::vector<metric_change>& changes, double minimum_effect) {
  std::string judged, beside;
  for (const auto& c : changes)
    if (c.verdict == change_verdict::not_judged)
      beside += beside_row(c);
    else
      judged += judged_row(c, minimum_effect);
  auto text =
      table(fmt::format("Changes; the pictures reach from -{0:.3g} % to +{0:.3g} %, the band is the "
                        "minimum effect",
                        reach * minimum_effect * 100),
            "<th scope=\"col\">interval</th><th scope=\"col\"><span class=\"faint\">picture</span></th>"
            "<th scope=\"col\" class=\"words\">verdict</th>",
            judged);
  if (!beside.empty())
    text += "<h2>Beside them</h2>\n" + table("Not judged; they help to explain", "", beside);
  return text;
}

std::string comparison_html(const build_comparison& c) {
  const auto [word, sentence] = headline_of(c);
  const auto tone = c.regressed() ? "worse" : word == "BETTER" ? "better" : "";
  auto body = fmt::format("<h1><span class=\"{}\">{}</span>: {}</h1>\n<p>{}</p>\n", tone, word,
                          xml_escaped(c.scenario), xml_escaped(sentence));
  body += fmt::format("<dl><dt>base</dt><dd>{}</dd><dt>new</dt><dd>{}</dd></dl>\n", xml_escaped(c.base),
                      xml_escaped(c.now));
  for (const auto& warning : c.warnings)
    body += "<p class=\"warning\">" + xml_escaped(warning) + "</p>\n";
  body += changes_html(c.changes, c.minimum_effect);
  body += "<p class=\"faint\">" + xml_escaped(legend(c)) + "</p>\n";
  return html_page(word + ": " + c.scenario, body);
}

} // namespace simrun
