#include "chaos/fault_spec.hpp"

#include "chaos/component.hpp"
#include "chaos/fault_words.hpp"
#include "core/near_miss.hpp"

#include <array>
#include <charconv>
#include <fmt/format.h>
#include <vector>

namespace simrun {

namespace {

constexpr std::string_view example = "\"kill extractor at 5s for 2s\"";
constexpr std::array<std::string_view, 1> actions{"kill"};

template <class... Args>
failure bad(fmt::format_string<Args...> message, Args&&... args) {
  return fail(error_code::bad_input, fmt::format(message, std::forward<Args>(args)...));
}

failure unknown_component(std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& c : all_components())
    names.push_back(c.name);
  const auto hint = did_you_mean(name, names);
  return bad("unknown component '{}'{}", name, hint.empty() ? "; use " + killable_components() : hint);
}

result<std::uint32_t> parse_index(std::string_view component, std::string_view text) {
  std::uint32_t index = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, index);
  if (failed != std::errc{} || rest != end)
    return bad("'{}' is no index of {}; count from 0, as in {}[0]", text, component, component);
  return index;
}

result<fault_target> parse_target(std::string_view word) {
  const auto bracket = word.find('[');
  const auto name = word.substr(0, bracket);
  const auto* component = find_component(name);
  if (!component)
    return unknown_component(name);
  if (!component->why_not_killable.empty())
    return bad("'{}' can't be killed: {}; use {}", name, component->why_not_killable, killable_components());
  if (bracket == word.npos && name == "zone")
    return bad("'zone' does not say which; write it like zone[east]");
  if (bracket == word.npos)
    return fault_target{std::string(name)};

  if (!word.ends_with(']'))
    return bad("'{}' has no closing ']'", word);
  const auto inside = word.substr(bracket + 1, word.size() - bracket - 2);
  if (name == "zone")
    return fault_target{std::string(name), {}, std::string(inside)};
  if (name != "extractor")
    return bad("there is one {} only: write '{}' without an index", name, name);
  const auto index = parse_index(name, inside);
  if (!index)
    return failure(index.error());
  return fault_target{std::string(name), *index};
}

/// A duration is one word, or two where a blank stands before the unit ("80 ms").
result<duration> parse_time(fault_words& words) {
  if (words.at_end())
    return bad("expected a time such as \"5s\" after '{}'", words.so_far());
  for (const std::size_t count : {2U, 1U})
    if (const auto time = parse_duration(words.peek_words(count))) {
      for (std::size_t i = 0; i < count; ++i)
        words.take();
      return *time;
    }
  return bad("'{}' after '{}' is no time; write it like \"5s\" or \"250ms\"", words.peek(), words.so_far());
}

result<duration> parse_length(fault_words& words) {
  auto length = parse_time(words);
  if (length && *length == duration::zero())
    return bad("a fault lasts longer than 0s; without 'for', the supervisor decides when to restart");
  return length;
}

failure unexpected(const fault_words& words, std::string_view wanted) {
  const std::array<std::string_view, 1> candidates{wanted};
  return bad("expected '{}' after '{}', got '{}'{}", wanted, words.so_far(), words.peek(),
             did_you_mean(words.peek(), candidates));
}

} // namespace

std::string to_text(const fault_target& target) {
  if (!target.zone.empty())
    return fmt::format("{}[{}]", target.component, target.zone);
  return target.index ? fmt::format("{}[{}]", target.component, *target.index) : target.component;
}

result<fault_spec> parse_fault(std::string_view text) {
  fault_words words(text);
  if (words.at_end())
    return bad("'{}' is no fault such as {}", text, example);
  if (!words.take_if("kill")) {
    const auto hint = did_you_mean(words.peek(), actions);
    return bad("unknown fault '{}'{}", words.peek(),
               hint.empty() ? fmt::format("; use 'kill', as in {}", example) : hint);
  }
  if (words.at_end() || words.peek() == "at")
    return bad("'kill' does not say what; write it like {}", example);

  auto target = parse_target(words.take());
  if (!target)
    return failure(target.error());
  if (words.at_end())
    return bad("'{}' does not say when; write it like {}", words.so_far(), example);
  if (!words.take_if("at"))
    return unexpected(words, "at");
  const auto at = parse_time(words);
  if (!at)
    return failure(at.error());

  fault_spec spec{.text = std::string(text), .target = std::move(*target)};
  spec.at = run_start + *at;
  if (words.at_end())
    return spec;
  if (!words.take_if("for"))
    return unexpected(words, "for");
  const auto length = parse_length(words);
  if (!length)
    return failure(length.error());
  spec.lasts = *length;
  if (!words.at_end())
    return bad("unexpected '{}' after '{}'", words.peek(), words.so_far());
  return spec;
}

} // namespace simrun
