#include "report/what_if/plan_report.hpp"

#include "monitor/readable.hpp"
#include "report/text_table.hpp"

#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

constexpr std::size_t width_max = 100;

std::string shown(std::string_view metric, const std::optional<double>& value) {
  return value ? readable(metric, *value) : "-";
}

std::string workers_text(std::uint32_t n) {
  return n == 1 ? "1 worker" : readable_count(n) + " workers";
}

std::string rate_text(double per_s) {
  return readable(metric_unit::per_second, per_s);
}

std::string headline(const plan_result& plan, const plan_answer& a) {
  auto text =
      fmt::format("{} {} every critical requirement at {}, with each of {} seeds", workers_text(a.workers),
                  a.workers == 1 ? "meets" : "meet", rate_text(plan.load_rps), a.seeds);
  if (a.fewer_met && *a.fewer_met == 0)
    text += fmt::format("; {} {} with none.", a.workers - 1, a.workers == 2 ? "does" : "do");
  else if (a.fewer_met)
    text += fmt::format("; {} {} with {} only.", a.workers - 1, a.workers == 2 ? "does" : "do", *a.fewer_met);
  else if (a.workers > 1)
    text += "; the scenario's faults need as many.";
  else
    text += ".";
  return text;
}

std::string margins_table(const plan_answer& a) {
  text_table table({"requirement", "worst seed", "margin"});
  for (const auto& r : a.requirements)
    table.add({r.rule.text, shown(r.rule.metric, r.value),
               r.value && r.rule.bound != 0 ? readable_margin(r.rule.margin(*r.value)) : "-"});
  std::string text;
  for (const auto& line : table.lines())
    text += "  " + line + "\n";
  return text;
}

std::string headroom_line(const plan_result& plan, const plan_answer& a) {
  const double carried = plan.load_rps * (1 + a.headroom_percent / 100.0);
  std::string text;
  if (a.headroom_is_open)
    text = fmt::format("Headroom: {} % more load ({}) is no problem, and more was not tried.",
                       a.headroom_percent, rate_text(carried));
  else if (a.headroom_percent == 0)
    text = "Headroom: less than 5 % more load.";
  else
    text = fmt::format("Headroom: {} % more load, up to {}.", a.headroom_percent, rate_text(carried));
  if (!a.breaks_first.empty())
    text += fmt::format(" The first to break is '{}'.", a.breaks_first);
  return wrapped(text, "  - ", width_max);
}

std::string cost_line(const plan_answer& a) {
  if (!a.cost_per_million)
    return "";
  return wrapped(
      fmt::format("Cost: {} per million successful requests.", readable_number(*a.cost_per_million)), "  - ",
      width_max);
}

std::string no_answer(const plan_result& plan) {
  if (plan.invalid_reasons.empty())
    return wrapped(fmt::format("No number of workers up to {} meets every critical requirement at {}. Allow "
                               "more by --workers-max, or look at the last probe for what holds it back.",
                               readable_count(plan.workers_max), rate_text(plan.load_rps)),
                   "", width_max);
  std::string text = "It can't be decided how many workers are enough.\n";
  for (const auto& reason : plan.invalid_reasons)
    text += wrapped(reason, "  - ", width_max);
  return text;
}

} // namespace

std::string probes_table(const plan_result& plan) {
  text_table table({"workers", "load", "seeds met", "worst p95", "worst success", "busy"});
  for (const auto& p : plan.probes)
    table.add({readable_count(p.workers), rate_text(p.load_rps),
               fmt::format("{} of {}{}", p.met, p.seeds, p.invalid ? ", some invalid" : ""),
               shown("latency_p95", p.latency_p95_ms), shown("success_rate", p.success_rate),
               shown("worker_utilization", p.worker_utilization)});
  std::string text;
  for (const auto& line : table.lines())
    text += line + "\n";
  return text;
}

std::string plan_summary(const plan_result& plan) {
  if (!plan.answer)
    return no_answer(plan);
  const auto& a = *plan.answer;
  return wrapped(headline(plan, a), "", width_max) + margins_table(a) + headroom_line(plan, a) + cost_line(a);
}

} // namespace simrun
