// The grammar of "that = ...", part by part: METRIC, {SELECTOR}, comparison, bound, over, after.
#include "core/near_miss.hpp"
#include "core/requirement.hpp"
#include "core/requirement_bound.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace simrun {

namespace {

using namespace std::chrono_literals;

/// The monitor closes an interval a second, and keeps what was counted at the end of as many as a window is
/// long: 130 kB each.
constexpr duration window_min = 1s;
constexpr duration window_max = 1min;

using problem = std::optional<std::string>;

std::string quoted(std::string_view text) {
  return "'" + std::string(text) + "'";
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  return first == text.npos ? std::string_view{} : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Cuts the text off at the first `mark`, and returns what stood behind that.
std::optional<std::string_view> cut_off(std::string_view& text, std::string_view mark) {
  const auto at = text.find(mark);
  if (at == text.npos)
    return std::nullopt;
  const auto behind = trimmed(text.substr(at + mark.size()));
  text = trimmed(text.substr(0, at));
  return behind;
}

std::string unknown_metric(std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& m : all_metrics())
    names.push_back(m.name);
  return "unknown metric " + quoted(name) + did_you_mean(name, names);
}

problem read_outcome(std::string_view name, requirement& r) {
  std::vector<std::string_view> names;
  for (const auto how : all_outcomes) {
    names.push_back(name_of(how));
    if (names.back() == name)
      r.outcome = how;
  }
  if (!r.outcome)
    return "unknown outcome " + quoted(name) + did_you_mean(name, names);
  if (!r.metric.starts_with("latency_") || !find_metric(r.metric)->of_requests)
    return "only a latency can be asked by outcome, and " + r.metric + " is none";
  return std::nullopt;
}

problem read_group(std::string_view name, requirement& r) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  };
  if (name.empty() || !std::ranges::all_of(name, allowed))
    return quoted(name) + " is no name of a load group";
  if (!find_metric(r.metric)->of_requests)
    return r.metric + " is measured for the run as a whole, not by group";
  r.group = name;
  return std::nullopt;
}

problem read_during(std::string_view name, requirement& r) {
  std::vector<std::string_view> names;
  for (const auto part : {run_part::fault, run_part::healthy}) {
    names.push_back(name_of(part));
    if (names.back() == name)
      r.during = part;
  }
  if (!r.during) {
    const auto hint = did_you_mean(name, names);
    return "unknown part of the run " + quoted(name) + (hint.empty() ? "; use fault or healthy" : hint);
  }
  if (!follows_from_outcomes(r.metric))
    return r.metric + " is measured for the run as a whole, not while faults are active";
  return std::nullopt;
}

problem read_selector(std::string_view selector, requirement& r) {
  constexpr std::string_view allowed = "; use group=NAME, outcome=NAME or during=fault";
  const auto value = cut_off(selector, "=");
  if (!value)
    return quoted(selector) + " selects nothing" + std::string(allowed);
  if (selector == "outcome")
    return r.outcome ? problem("outcome is given twice") : read_outcome(*value, r);
  if (selector == "group")
    return !r.group.empty() ? problem("group is given twice") : read_group(*value, r);
  if (selector == "during")
    return r.during ? problem("during is given twice") : read_during(*value, r);
  constexpr std::array<std::string_view, 3> selectors{"group", "outcome", "during"};
  const auto hint = did_you_mean(selector, selectors);
  return "unknown selector " + quoted(selector) + (hint.empty() ? std::string(allowed) : hint);
}

/// "latency_p95{group=cold, outcome=cached}"
problem read_subject(std::string_view subject, requirement& r) {
  const auto selectors = cut_off(subject, "{");
  r.metric = subject;
  if (!find_metric(r.metric))
    return unknown_metric(r.metric);
  if (!selectors)
    return std::nullopt;
  if (!selectors->ends_with('}'))
    return "the { after " + r.metric + " is not closed";
  for (auto rest = selectors->substr(0, selectors->size() - 1);;) {
    const auto next = cut_off(rest, ",");
    if (auto wrong = read_selector(rest, r))
      return wrong;
    if (!next)
      return std::nullopt;
    rest = *next;
  }
}

/// "5s after 10s"
problem read_window(std::string_view window, requirement& r) {
  if (!find_metric(r.metric)->of_requests)
    return r.metric + " is measured for the run as a whole, so it has no 'over'";
  if (r.during)
    return "'over' looks at every window of the run, and during=" + std::string(name_of(*r.during)) +
           " at a part of it: use one of them";
  if (const auto after = cut_off(window, "after ")) {
    const auto grace = parse_duration(*after);
    if (!grace)
      return quoted(*after) + " is no duration for 'after'; write it as in 'after 10s'";
    r.grace = *grace;
  }
  const auto length = parse_duration(window);
  if (!length || *length < window_min || *length > window_max || *length % 1s != 0s)
    return quoted(window) + " is no time for 'over'; it takes whole seconds, from 1s to 60s";
  r.window = length;
  return std::nullopt;
}

comparison comparison_of(char sign, bool or_equal) {
  if (sign == '<')
    return or_equal ? comparison::less_equal : comparison::less;
  return or_equal ? comparison::greater_equal : comparison::greater;
}

} // namespace

result<requirement> parse_requirement(std::string_view text) {
  const auto bad = [](std::string message) { return fail(error_code::bad_input, std::move(message)); };
  const auto sign = text.find_first_of("<>");
  if (sign == text.npos)
    return bad(quoted(text) +
               " is no requirement such as \"latency_p95 < 100 ms\": it has none of < <= > >=");

  requirement r;
  r.text = text;
  if (auto wrong = read_subject(trimmed(text.substr(0, sign)), r))
    return bad(std::move(*wrong));

  const bool or_equal = sign + 1 < text.size() && text[sign + 1] == '=';
  r.compare = comparison_of(text[sign], or_equal);
  auto bound_text = trimmed(text.substr(sign + (or_equal ? 2 : 1)));
  const auto window = cut_off(bound_text, " over ");
  if (!window && cut_off(bound_text, " after "))
    return bad("'after' says when the windows of 'over' begin; write it as in 'over 5s after 10s'");
  const auto bound = parse_bound(bound_text, *find_metric(r.metric));
  if (!bound)
    return failure(bound.error());
  r.bound = *bound;
  if (window)
    if (auto wrong = read_window(*window, r))
      return bad(std::move(*wrong));
  return r;
}

} // namespace simrun
