#include "report/html/plain_page.hpp"

#include "report/html/markup.hpp"
#include "report/html/page.hpp"

#include <fmt/format.h>

namespace simrun::html {

std::string plain_page(std::string_view title, const std::string& content, const std::string& scripts) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n"
      "<body>\n<main id=\"main\">\n{}</main>\n{}</body>\n</html>\n",
      escaped(title), page_style(), content, scripts);
}

} // namespace simrun::html
