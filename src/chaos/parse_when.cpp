#include "chaos/parse_when.hpp"

#include "chaos/bad_fault.hpp"
#include "chaos/parse_amount.hpp"

namespace simrun {

namespace {

/// Before the time some forms have a word that may be left out.
failure no_start(const fault_words& words, const fault_form& form) {
  switch (form.shape) {
  case fault_shape::corrupt:
    return unexpected_word(words, "at", {"from", "mean", "nan", "size"});
  case fault_shape::slow_factor:
  case fault_shape::slow_by:
  case fault_shape::delay:
    return unexpected_word(words, "at", {"from", "mean", "jitter"});
  default:
    return unexpected_word(words, "at", {"from", "mean"});
  }
}

result<void> parse_start(fault_words& words, const fault_form& form, fault_spec& spec) {
  if (words.at_end())
    return bad_fault("'{}' does not say when; write it like \"{}\"", words.so_far(), form.example);
  const bool at = words.take_if("at");
  const bool from = !at && words.take_if("from");
  if (at || from) {
    const auto time = parse_time(words);
    if (!time)
      return failure(time.error());
    spec.at = run_start + *time;
  }
  if (at)
    return {};
  if (!words.take_if("mean"))
    return from ? unexpected_word(words, "mean") : no_start(words, form);
  spec.random_times = true;
  if (words.peek() != "every")
    return unexpected_word(words, "every");
  return {};
}

/// A clause of one duration, which may stand once.
result<void> parse_clause(fault_words& words, fault_kind kind, std::optional<duration>& into) {
  if (into)
    return bad_fault("unexpected '{}' after '{}': it stands there already", words.peek(), words.so_far());
  const bool for_clause = words.take() == "for";
  auto length = for_clause ? parse_time(words) : parse_length(words);
  if (!length)
    return failure(length.error());
  if (*length == duration::zero())
    return bad_fault("a fault lasts longer than 0s{}",
                     kind == fault_kind::kill ? "; without 'for', the supervisor decides when to restart"
                                              : "");
  into = *length;
  return {};
}

result<void> parse_clauses(fault_words& words, const fault_form& form, fault_spec& spec) {
  std::optional<duration> until;
  if (form.shape == fault_shape::end_run && !words.at_end())
    return bad_fault(
        "unexpected '{}' after '{}': it ends the run, so it fires once and never heals; write it "
        "like \"{}\"",
        words.peek(), words.so_far(), form.example);
  for (bool first = true; !words.at_end(); first = false) {
    const auto word = words.peek();
    auto* into = word == "for"     ? &spec.lasts
                 : word == "every" ? &spec.every
                 : word == "until" ? &until
                                   : nullptr;
    if (!into && first)
      return unexpected_word(words, form.momentary ? "every" : "for", {"for", "every", "until"});
    if (!into)
      return bad_fault("unexpected '{}' after '{}'{}", word, words.so_far(),
                       did_you_mean(word, std::array<std::string_view, 3>{"for", "every", "until"}));
    if (auto parsed = parse_clause(words, form.kind, *into); !parsed)
      return parsed;
  }
  if (until)
    spec.until = run_start + *until;
  return {};
}

result<void> check_clauses(const fault_words& words, const fault_form& form, const fault_spec& spec) {
  if (form.momentary && spec.lasts)
    return bad_fault("'{}' is over as soon as it has fired: leave out 'for'", name_of(form.kind));
  if (!form.momentary && form.kind != fault_kind::kill && !spec.lasts)
    return bad_fault("'{}' does not say how long; write it like \"{}\"", words.so_far(), form.example);
  if (spec.until && !spec.every)
    return bad_fault("'until' ends what fires again and again: add 'every' and a time to '{}'",
                     words.so_far());
  return {};
}

} // namespace

result<void> parse_when(fault_words& words, const fault_form& form, fault_spec& spec) {
  if (auto start = parse_start(words, form, spec); !start)
    return start;
  if (auto clauses = parse_clauses(words, form, spec); !clauses)
    return clauses;
  return check_clauses(words, form, spec);
}

} // namespace simrun
