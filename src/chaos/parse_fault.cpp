#include "chaos/bad_fault.hpp"
#include "chaos/fault_form.hpp"
#include "chaos/fault_spec.hpp"
#include "chaos/parse_what.hpp"
#include "chaos/parse_when.hpp"

#include <algorithm>

namespace simrun {

namespace {

std::vector<std::string_view> names_of_kinds() {
  std::vector<std::string_view> names;
  for (const auto& form : all_fault_forms())
    if (names.empty() || names.back() != name_of(form.kind))
      names.push_back(name_of(form.kind));
  return names;
}

failure unknown_kind(std::string_view word) {
  const auto names = names_of_kinds();
  const auto hint = did_you_mean(word, names);
  return bad_fault("unknown fault '{}'{}", word,
                   hint.empty() ? fmt::format("; use {} or {}, as in \"{}\"",
                                              fmt::join(names.begin(), names.end() - 1, ", "), names.back(),
                                              all_fault_forms().front().example)
                                : hint);
}

} // namespace

result<fault_spec> parse_fault(std::string_view text) {
  fault_words words(text);
  if (words.at_end())
    return bad_fault("'{}' is no fault such as \"{}\"", text, all_fault_forms().front().example);
  const auto form =
      std::ranges::find(all_fault_forms(), words.peek(), [](const fault_form& f) { return name_of(f.kind); });
  if (form == all_fault_forms().end())
    return unknown_kind(words.peek());
  words.take();
  fault_spec spec{.text = std::string(text), .what = form->kind, .target = {}};
  if (auto what = parse_what(words, *form, spec); !what)
    return failure(what.error());
  if (auto when = parse_when(words, form_of(spec), spec); !when)
    return failure(when.error());
  return spec;
}

} // namespace simrun
