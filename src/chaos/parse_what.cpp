#include "chaos/parse_what.hpp"

#include "chaos/bad_fault.hpp"
#include "chaos/parse_amount.hpp"
#include "chaos/parse_target.hpp"

#include <array>
#include <cctype>

namespace simrun {

namespace {

constexpr std::array<std::string_view, 3> error_reasons{"unavailable", "resource", "bad_input"};

/// Keeps what was read, or hands on why it could not be.
template <class T>
result<void> into(T& place, result<T> read) {
  return std::move(read).map([&](T value) { place = std::move(value); });
}

bool number_is_next(const fault_words& words) {
  return !words.at_end() && std::isdigit(static_cast<unsigned char>(words.peek().front()));
}

result<void> parse_optional_share(fault_words& words, double& share) {
  return number_is_next(words) ? into(share, parse_share(words)) : result<void>{};
}

/// "by 20ms [jitter 5ms]"
result<void> parse_extra(fault_words& words, fault_spec& spec) {
  return expect_word(words, "by")
      .and_then([&] { return into(spec.extra, parse_length(words)); })
      .and_then(
          [&] { return words.take_if("jitter") ? into(spec.jitter, parse_length(words)) : result<void>{}; });
}

result<void> parse_slow(fault_words& words, fault_spec& spec) {
  const auto& by_factor = find_form(fault_shape::slow_factor);
  if (auto target = into(spec.target, parse_target(words, find_form(fault_shape::slow_by))); !target)
    return target;
  if (special_form(fault_kind::slow, spec.target.component))
    return expect_word(words, "by").and_then([&] { return into(spec.extra, parse_length(words)); });
  if (words.peek() == "by")
    return parse_extra(words, spec);
  if (!words.peek().starts_with('x'))
    return unexpected_word(words, "by", {});
  if (spec.target.component != "all" && !may_hit(by_factor, spec.target.component))
    return refuse_target(by_factor, spec.target.component, by_factor.why_not);
  return into(spec.factor, parse_factor(words));
}

/// The dispatcher is the hub: every other component talks with it alone.
bool is_way(const fault_target& from, const fault_target& to) {
  const bool from_hub = from.component == "dispatcher";
  const bool to_hub = to.component == "dispatcher";
  return from_hub != to_hub || from.component == "all" || to.component == "all";
}

/// "from SENDER to RECEIVER"
result<void> parse_way(fault_words& words, const fault_form& form, fault_spec& spec) {
  return expect_word(words, "from")
      .and_then([&] { return into(spec.from, parse_target(words, form)); })
      .and_then([&] { return expect_word(words, "to"); })
      .and_then([&] { return into(spec.target, parse_target(words, form)); })
      .and_then([&]() -> result<void> {
        if (is_way(spec.from, spec.target))
          return {};
        return bad_fault("no messages go from '{}' to '{}': the dispatcher is at one end of every way",
                         to_text(spec.from), to_text(spec.target));
      });
}

/// "[unavailable|resource|bad_input]"
result<void> parse_reason(fault_words& words, fault_spec& spec) {
  spec.reason = error_reasons.front();
  if (words.at_end() || words.peek() == "in")
    return {};
  for (const auto reason : error_reasons)
    if (words.take_if(reason)) {
      spec.reason = reason;
      return {};
    }
  return unexpected_word(words, "in", {error_reasons[0], error_reasons[1], error_reasons[2]});
}

result<void> parse_in_target(fault_words& words, const fault_form& form, fault_spec& spec) {
  return expect_word(words, "in").and_then([&] { return into(spec.target, parse_target(words, form)); });
}

/// A fixed word that names what is hit: the machine's "cpu".
result<void> parse_named(fault_words& words, std::string_view name, fault_spec& spec) {
  spec.target.component = name;
  return expect_word(words, name);
}

} // namespace

result<void> parse_what(fault_words& words, const fault_form& form, fault_spec& spec) {
  const auto target = [&] { return into(spec.target, parse_target(words, form)); };
  switch (form.shape) {
  case fault_shape::target:
  case fault_shape::end_run:
    return target();
  case fault_shape::slow_factor:
  case fault_shape::slow_by:
  case fault_shape::slow_updates:
    return parse_slow(words, spec);
  case fault_shape::throttle:
    return target().and_then([&] { return expect_word(words, "to"); }).and_then([&] {
      return into(spec.rate, parse_rate(words));
    });
  case fault_shape::messages:
    return into(spec.probability, parse_share(words)).and_then([&] { return parse_way(words, form, spec); });
  case fault_shape::delay:
    return parse_optional_share(words, spec.probability)
        .and_then([&] { return parse_way(words, form, spec); })
        .and_then([&] { return parse_extra(words, spec); });
  case fault_shape::error:
    return parse_optional_share(words, spec.probability)
        .and_then([&] { return parse_reason(words, spec); })
        .and_then([&] { return parse_in_target(words, form, spec); });
  case fault_shape::corrupt:
    return into(spec.probability, parse_share(words))
        .and_then([&] { return parse_in_target(words, form, spec); })
        .map([&] { spec.reason = words.take_if("size") ? "size" : (words.take_if("nan"), "nan"); });
  case fault_shape::burn:
    spec.amount = 1;
    return parse_optional_share(words, spec.amount).and_then([&] { return parse_named(words, "cpu", spec); });
  case fault_shape::hog:
    return into(spec.amount, parse_size_mb(words)).and_then([&] {
      return parse_named(words, "memory", spec);
    });
  case fault_shape::unload_model:
    return parse_named(words, "model", spec);
  case fault_shape::skew:
    return expect_word(words, "clock")
        .and_then([&] { return expect_word(words, "of"); })
        .and_then(target)
        .and_then([&] { return expect_word(words, "by"); })
        .and_then([&] { return into(spec.extra, parse_offset(words)); });
  }
  return {};
}

} // namespace simrun
