#include "report/formats/open_metrics_text.hpp"

#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

/// In label values quotes are escaped too; in help texts they may be, so that both are the same here.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"')
      out += '\\';
    out += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return out;
}

std::string number(double value) {
  if (std::isnan(value))
    return "NaN";
  if (std::isinf(value))
    return value > 0 ? "+Inf" : "-Inf";
  return fmt::format("{}", value);
}

std::string braced(const metric_labels& labels) {
  std::string text;
  for (const auto& [name, value] : labels)
    text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", name, escaped(value));
  return text.empty() ? "" : "{" + text + "}";
}

/// "latency_p95" without "_ms", "_rps", "_mb" or "_total", which say in other words what the unit says.
std::string without(std::string name, std::string_view part) {
  if (const auto at = name.find(part); at != std::string::npos)
    name.erase(at, part.size());
  return name;
}

} // namespace

void open_metrics_text::add(const metric_family& family, const metric_labels& labels, double value,
                            std::string_view suffix) {
  if (suffix.empty() && family.type == "counter")
    suffix = "_total";
  if (family_ != family.name) {
    family_ = family.name;
    const bool older = dialect_ == metrics_dialect::prometheus;
    const auto name = family.name + (older && family.type == "counter" ? "_total" : "");
    text_ += fmt::format("# TYPE {} {}\n", name, family.type);
    if (!family.unit.empty() && !older)
      text_ += fmt::format("# UNIT {} {}\n", name, family.unit);
    text_ += fmt::format("# HELP {} {}\n", name, escaped(family.help));
  }
  text_ += fmt::format("{}{}{} {}\n", family.name, suffix, braced(labels), number(value));
}

std::string open_metrics_text::finish() && {
  return std::move(text_) + (dialect_ == metrics_dialect::open_metrics ? "# EOF\n" : "");
}

exported_metric exported(const metric_info& metric) {
  const auto make = [&](std::string_view cut, std::string_view unit, double times = 1, double per = 1) {
    auto name = "simrun_" + without(std::string(metric.name), cut);
    if (!unit.empty())
      name += "_" + std::string(unit);
    return exported_metric{{std::move(name), "gauge", unit, std::string(metric.what)}, times, per};
  };
  switch (metric.unit) {
  case metric_unit::milliseconds:
    return make("_ms", "seconds", 1, 1e3);
  case metric_unit::per_second:
    return make("_rps", "requests_per_second");
  case metric_unit::share:
  case metric_unit::change:
    return make("", "ratio");
  case metric_unit::megabytes:
    return make("_mb", "bytes", 1e6);
  case metric_unit::megabytes_per_hour:
    return make("_mb_per_hour", "bytes_per_hour", 1e6);
  case metric_unit::count:
    break;
  }
  return make("_total", "");
}

} // namespace simrun
