#include "report/html/markup.hpp"

#include <fmt/format.h>
#include <utility>

namespace simrun::html {

namespace {

std::string_view class_of(table::column_kind kind) {
  switch (kind) {
  case table::column_kind::number:
    return R"( class="number")";
  case table::column_kind::sentence:
    return R"( class="sentence")";
  case table::column_kind::text:
    break;
  }
  return "";
}

} // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\'':
      out += "&#39;";
      break;
    // A page's reader would make a line feed of it.
    case '\r':
      out += "&#13;";
      break;
    case '\0':
      out += "\xef\xbf\xbd";
      break;
    default:
      out += c;
    }
  }
  return out;
}

markup::markup(std::string_view text) : html_(escaped(text)) {}

markup markup::of(std::string html) {
  markup m;
  m.html_ = std::move(html);
  return m;
}

std::string element(std::string_view tag, const markup& content) {
  return fmt::format("<{0}>{1}</{0}>", tag, content.html());
}

std::string section(std::string_view id, std::string_view title, const std::string& html) {
  if (html.empty())
    return "";
  return fmt::format("<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>\n"
                     "{2}</section>\n",
                     id, escaped(title), html);
}

table::table(std::string_view caption, std::vector<column> columns)
    : caption_(escaped(caption)), columns_(std::move(columns)) {}

void table::add(const std::vector<markup>& cells, std::string_view row_class) {
  rows_ += row_class.empty() ? "<tr>" : fmt::format("<tr class=\"{}\">", row_class);
  for (std::size_t i = 0; i < cells.size(); ++i)
    rows_ += fmt::format("<{0}{1}>{2}</{3}>", i == 0 ? R"(th scope="row")" : "td", class_of(columns_[i].kind),
                         cells[i].html(), i == 0 ? "th" : "td");
  rows_ += "</tr>\n";
}

std::string table::html() const {
  if (empty())
    return "";
  std::string head;
  for (const auto& c : columns_)
    head += fmt::format(R"(<th scope="col"{}>{}</th>)", class_of(c.kind), escaped(c.title));
  return fmt::format(
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\">\n<table>\n"
      "<caption><span>{0}</span></caption>\n<thead><tr>{1}</tr></thead>\n<tbody>\n{2}</tbody>\n</table>\n"
      "</div>\n",
      caption_, head, rows_);
}

} // namespace simrun::html
