#include "report/html/figure.hpp"

#include "report/html/markup.hpp"

#include <fmt/format.h>

namespace simrun::html {

std::string html_of(const figure& f) {
  const auto title = escaped(f.title);
  const auto note = f.note.empty() ? "" : "<p>" + escaped(f.note) + "</p>";
  return fmt::format(
      R"(<figure class="chart" data-chart="{0}" aria-labelledby="{0}-chart-title">
<figcaption><h3 id="{0}-chart-title">{1}</h3> <span class="unit">{2}</span></figcaption>
<div class="plot"><canvas role="img" aria-label="{1}, {2}. {3}"></canvas></div>
<ul class="legend" aria-label="Legend of {1}"></ul>
{4}
<details class="data"><summary>{1}: the numbers</summary><div class="scroll" role="region" tabindex="0" aria-label="{1}: the numbers"></div></details>
</figure>
)",
      f.id, title, escaped(f.unit), escaped(f.says), note);
}

} // namespace simrun::html
