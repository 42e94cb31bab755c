#include "report/formats/junit_xml.hpp"

#include "monitor/readable.hpp"
#include "report/comparison/change_words.hpp"
#include "report/formats/xml_text.hpp"
#include "report/verdict_reasons.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

/// What became of a test case: the name of the element that says so, or none, and its texts.
struct test_case {
  std::string name;
  std::string_view problem{}; ///< "failure" or "error"
  std::string_view kind{};    ///< of the problem, in a word
  std::string message{};
  std::string output{};
};

std::string measured(const requirement_result& r) {
  if (!r.value)
    return "not measured";
  auto text = "measured " + readable(r.rule.metric, *r.value);
  if (r.rule.bound != 0)
    text += ", margin " + readable_margin(r.rule.margin(*r.value));
  if (r.percentile)
    text += fmt::format(", {} samples", readable_count(r.percentile->samples));
  if (r.windows)
    text += fmt::format(", missed in {} of {} windows", r.windows->violated, r.windows->windows);
  return text;
}

std::string why_untrusted(const run_result& r) {
  return fmt::format("{}: {}", r.broken ? "the run broke" : "the measurement is invalid",
                     fmt::join(r.invalid_reasons, "; "));
}

test_case case_of(const run_result& r, const requirement_result& x) {
  test_case c{.name = x.rule.text, .output = measured(x)};
  if (r.verdict == verdict::invalid || r.broken) {
    c.problem = "error";
    c.kind = r.broken ? "broken" : "invalid";
    c.message = why_untrusted(r);
  } else if (!x.holds && x.rule.severity == severity::critical) {
    c.problem = "failure";
    c.kind = "requirement";
    c.message = measured(x);
  } else if (!x.holds) {
    c.output = "warning: it does not hold; " + c.output;
  }
  return c;
}

/// What an earlier result has to say of a metric.
test_case case_of(const metric_change& change, const std::string& baseline) {
  test_case c{.name = change.name + " against the baseline"};
  const auto interval = change_words::interval_text(change);
  const auto text = fmt::format(
      "{}: {} against {} in {}, {}{}", change_words::verdict_text(change),
      change_words::value_text(change, change.now), change_words::value_text(change, change.base), baseline,
      change_words::change_text(change), interval.empty() ? "" : ", interval " + interval);
  if (change.verdict == change_verdict::worse) {
    c.problem = "failure";
    c.kind = "regression";
    c.message = text;
  } else {
    c.output = text;
  }
  return c;
}

std::vector<test_case> cases_of(const run_result& r) {
  std::vector<test_case> cases;
  for (const auto& x : r.requirements)
    cases.push_back(case_of(r, x));
  for (const auto& missed : r.not_recovered)
    cases.push_back({"recovery after the last fault", "failure", "recovery", missed});
  if (r.baseline)
    for (const auto& change : r.baseline->changes)
      if (change.verdict != change_verdict::not_judged)
        cases.push_back(case_of(change, r.baseline->file));
  if (cases.empty()) {
    test_case run{.name = "measurement", .output = fmt::format("{}", fmt::join(verdict_reasons(r), "\n"))};
    if (r.verdict != verdict::passed) {
      run.problem = "error";
      run.kind = name_of(r.verdict);
      run.message = why_untrusted(r);
    }
    cases.push_back(std::move(run));
  }
  return cases;
}

std::string property(std::string_view name, std::string_view value) {
  return fmt::format(R"(      <property name="{}" value="{}"/>)"
                     "\n",
                     xml_escaped(name), xml_escaped(value));
}

std::string properties_of(const run_result& r) {
  std::string text = property("verdict", name_of(r.verdict)) + property("file", r.scenario_file) +
                     property("clock", r.clock) + property("seed", std::to_string(r.seed));
  if (r.event_digest)
    text += property("digest", fmt::format("{:016x}", *r.event_digest));
  if (!r.replay.empty())
    text += property("replay", r.replay);
  for (const auto& [name, value] : r.environment)
    text += property("environment." + name, value);
  return "    <properties>\n" + text + "    </properties>\n";
}

std::string element_of(const run_result& r, const test_case& c) {
  auto text = fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"0\">\n",
                          xml_escaped("simrun." + r.scenario_name), xml_escaped(c.name));
  if (!c.problem.empty())
    text += fmt::format("      <{0} type=\"{1}\" message=\"{2}\">{2}</{0}>\n", c.problem, c.kind,
                        xml_escaped(c.message));
  if (!c.output.empty())
    text += fmt::format("      <system-out>{}</system-out>\n", xml_escaped(c.output));
  return text + "    </testcase>\n";
}

std::string alerts_of(const run_result& r) {
  std::string text;
  for (const auto& a : r.alerts)
    text += fmt::format("{}: {}\n", a.severity, a.message);
  return text.empty() ? "" : fmt::format("    <system-out>{}</system-out>\n", xml_escaped(text));
}

} // namespace

std::string junit_xml(const run_result& r) {
  const auto cases = cases_of(r);
  const auto counts =
      fmt::format(R"(tests="{}" failures="{}" errors="{}" skipped="0" time="{}")", cases.size(),
                  std::ranges::count(cases, "failure", &test_case::problem),
                  std::ranges::count(cases, "error", &test_case::problem), in_seconds(r.measured));
  auto text = fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"simrun\" {}>\n"
                          "  <testsuite name=\"{}\" {}",
                          counts, xml_escaped(r.scenario_name), counts);
  // Without its zone, as the format has it.
  if (r.started_at)
    text += fmt::format(" timestamp=\"{}\"", xml_escaped(r.started_at->substr(0, r.started_at->find('Z'))));
  text += ">\n" + properties_of(r);
  for (const auto& c : cases)
    text += element_of(r, c);
  return text + alerts_of(r) + "  </testsuite>\n</testsuites>\n";
}

} // namespace simrun
