#include "report/comparison/change_words.hpp"
#include "report/html/change_tables.hpp"
#include "report/html/markup.hpp"
#include "report/html/plain_page.hpp"

#include <fmt/format.h>

namespace simrun {

std::string comparison_html(const build_comparison& c) {
  using html::element;
  const auto [word, sentence] = change_words::headline_of(c);
  const auto head =
      fmt::format("<div class=\"verdict{}\">\n<p class=\"badge\">{}</p>\n<h1>{}</h1>\n{}\n"
                  "<p class=\"facts\">base: {}<br>new: {}</p>\n{}</div>\n",
                  c.regressed() ? " failed" : "", word, html::escaped(c.scenario), element("p", sentence),
                  html::escaped(c.base), html::escaped(c.now), html::list_of(c.warnings));
  return html::plain_page(word + ": " + c.scenario, head + html::change_tables(c.changes, c.minimum_effect) +
                                                        element("p", change_words::legend(c)) + "\n");
}

} // namespace simrun
