#include "chaos/parse_amount.hpp"

#include "chaos/bad_fault.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace simrun {

namespace {

constexpr double rate_max = 1e6;
constexpr double size_mb_max = 1e6;
constexpr double factor_max = 1000;

/// A number above 0 with its unit, and how to write one.
struct amount {
  std::string_view what;
  std::string_view unit;
  double max;
  std::string_view example;
};

constexpr amount share{"share", "%", 100, "10%"};
constexpr amount rate{"rate", "/s", rate_max, "10/s"};
constexpr amount size{"size", "MB", size_mb_max, "200MB"};

std::optional<double> number_with_unit(std::string_view text, std::string_view unit) {
  double number = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  if (failed != std::errc{} || !std::isfinite(number))
    return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  return text == unit ? std::optional(number) : std::nullopt;
}

/// What `read` makes of the next two words, or of the next one, which then are taken.
template <class Read>
auto take_amount(fault_words& words, Read read) -> decltype(read(words.peek())) {
  for (const std::size_t count : {2U, 1U})
    if (const auto value = read(words.peek_words(count))) {
      for (std::size_t i = 0; i < count; ++i)
        words.take();
      return value;
    }
  return std::nullopt;
}

result<double> parse_number(fault_words& words, const amount& wanted) {
  if (words.at_end())
    return bad_fault("expected a {} such as \"{}\" after '{}'", wanted.what, wanted.example, words.so_far());
  const auto before = words;
  const auto number =
      take_amount(words, [&](std::string_view text) { return number_with_unit(text, wanted.unit); });
  if (!number)
    return bad_fault("'{}' after '{}' is no {}; write it like \"{}\"", words.peek(), before.so_far(),
                     wanted.what, wanted.example);
  if (*number <= 0 || *number > wanted.max)
    return bad_fault("'{}' after '{}' must be above 0 and at most {}{}", before.peek(), before.so_far(),
                     wanted.max, wanted.unit);
  return *number;
}

std::optional<duration> parse_signed_duration(std::string_view text) {
  const bool negative = text.starts_with('-');
  const auto length = parse_duration(negative ? text.substr(1) : text);
  return length && negative ? std::optional(-*length) : length;
}

result<duration> time_or_why_not(fault_words& words, std::optional<duration> (*read)(std::string_view)) {
  if (words.at_end())
    return bad_fault("expected a time such as \"5s\" after '{}'", words.so_far());
  if (const auto time = take_amount(words, read))
    return *time;
  return bad_fault("'{}' after '{}' is no time; write it like \"5s\" or \"250ms\"", words.peek(),
                   words.so_far());
}

result<duration> not_zero(const fault_words& before, result<duration> time) {
  if (time && *time == duration::zero())
    return bad_fault("'{}' after '{}' must be longer than 0s", before.peek(), before.so_far());
  return time;
}

} // namespace

result<duration> parse_time(fault_words& words) {
  return time_or_why_not(words, parse_duration);
}

result<duration> parse_length(fault_words& words) {
  const auto before = words;
  return not_zero(before, parse_time(words));
}

result<duration> parse_offset(fault_words& words) {
  const auto before = words;
  return not_zero(before, time_or_why_not(words, parse_signed_duration));
}

result<double> parse_share(fault_words& words) {
  return parse_number(words, share).map([](double percent) { return percent / 100; });
}

result<double> parse_rate(fault_words& words) {
  return parse_number(words, rate);
}

result<double> parse_size_mb(fault_words& words) {
  return parse_number(words, size);
}

result<double> parse_factor(fault_words& words) {
  const auto word = words.peek();
  const auto factor = word.starts_with('x') ? number_with_unit(word.substr(1), "") : std::nullopt;
  if (!factor || *factor <= 1 || *factor > factor_max)
    return bad_fault("'{}' after '{}' is no factor above 1 and at most {}; write it like \"x3\"", word,
                     words.so_far(), factor_max);
  words.take();
  return *factor;
}

} // namespace simrun
