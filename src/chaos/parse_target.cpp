#include "chaos/parse_target.hpp"

#include "chaos/bad_fault.hpp"
#include "chaos/component.hpp"
#include "chaos/parse_amount.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace simrun {

namespace {

/// Words that come after a target: where one stands in its place, the target is missing.
constexpr std::array<std::string_view, 7> later_words{"at", "from", "mean", "to", "by", "in", "for"};

failure unknown_component(const fault_form& form, std::string_view name) {
  std::vector<std::string_view> names{"all"};
  for (const auto& c : all_components())
    names.push_back(c.name);
  const auto hint = did_you_mean(name, names);
  return bad_fault("unknown component '{}'{}", name, hint.empty() ? "; use " + targets_of(form) : hint);
}

result<fault_target> parse_index(std::string_view text) {
  static constexpr std::array<std::string_view, 1> words{"any"};
  fault_target target{"extractor"};
  const auto* end = text.data() + text.size();
  std::uint32_t index = 0;
  const auto [rest, failed] = std::from_chars(text.data(), end, index);
  if (failed != std::errc{} || rest != end)
    return bad_fault("'{}' is no index of extractor; count from 0, as in extractor[0]{}", text,
                     did_you_mean(text, words));
  target.index = index;
  return target;
}

result<fault_target> parse_extractors(std::string_view inside) {
  if (inside == "any")
    return fault_target{.component = "extractor", .any = true};
  if (!inside.ends_with('%'))
    return parse_index(inside);
  fault_words words(inside);
  const auto share = parse_share(words);
  if (!share || !words.at_end())
    return bad_fault("'{}' is no share of extractor; write it like extractor[50%]", inside);
  return fault_target{.component = "extractor", .share = *share};
}

result<fault_target> parse_brackets(std::string_view word, std::string_view name) {
  if (!word.ends_with(']'))
    return bad_fault("'{}' has no closing ']'", word);
  const auto inside = word.substr(name.size() + 1, word.size() - name.size() - 2);
  if (name == "zone")
    return fault_target{"zone", {}, std::string(inside)};
  if (name == "extractor")
    return parse_extractors(inside);
  if (name == "all")
    return bad_fault("'all' is everything that can be hit: write it without an index");
  return bad_fault("there is one {} only: write '{}' without an index", name, name);
}

} // namespace

failure refuse_target(const fault_form& form, std::string_view component, std::string_view why) {
  return bad_fault("'{}' can't be {}: {}; use {}", component, form.done_to, why, targets_of(form));
}

result<fault_target> parse_target(fault_words& words, const fault_form& form) {
  if (words.at_end() || std::ranges::find(later_words, words.peek()) != later_words.end())
    return bad_fault("'{}' does not say what; write it like \"{}\"", words.so_far(), form.example);
  const auto word = words.take();
  const auto bracket = word.find('[');
  const auto name = word.substr(0, bracket);
  const auto* component = find_component(name);
  if (!component && name != "all")
    return unknown_component(form, name);
  if (special_form(form.kind, name))
    return bracket == word.npos ? fault_target{std::string(name)} : parse_brackets(word, name);
  if (component && !component->why_never_hit.empty())
    return refuse_target(form, name, component->why_never_hit);
  if (component && !may_hit(form, name))
    return refuse_target(form, name, form.why_not);
  if (bracket != word.npos)
    return parse_brackets(word, name);
  if (name == "zone")
    return bad_fault("'zone' does not say which; write it like zone[east]");
  return fault_target{std::string(name)};
}

} // namespace simrun
