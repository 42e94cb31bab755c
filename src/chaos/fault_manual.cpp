#include "chaos/fault_manual.hpp"

#include "chaos/fault_form.hpp"
#include "chaos/fault_times.hpp"

#include <array>
#include <fmt/format.h>

namespace simrun {

namespace {

/// A way to write part of a sentence, and what it means.
struct phrase {
  std::string_view text;
  std::string_view what;
};

constexpr std::array targets{
    phrase{"extractor", "all extractors; there is one of every other component"},
    phrase{"extractor[1]", "one of them; they count from 0"},
    phrase{"extractor[any]", "one of them, drawn anew for each firing"},
    phrase{"extractor[50%]", "that share of them, at least one, drawn anew for each firing"},
    phrase{"zone[east]", "the extractors of a zone"},
    phrase{"all", "every component that this kind of fault may hit"},
};

constexpr std::array times{
    phrase{"at 5s", "once; times count from the start of the measured part"},
    phrase{"at 5s every 10s", "at 5 s, 15 s, 25 s, as long as a firing can heal within the run"},
    phrase{"at 5s every 10s until 30s", "the same, and not after 30 s"},
    phrase{"mean every 10s", "at random times, 10 s from one to the next on average, and at least once"},
    phrase{"from 20s mean every 10s until 60s", "the same, and only between 20 s and 60 s"},
    phrase{"for 2s",
           "each firing is healed after 2 s; 'kill' alone may go without, and flush and fill take none"},
};

constexpr std::string_view introduction = R"(# Faults

A fault is a sentence: what is done, to whom, when and for how long. It stands in a scenario as `[[fault]]` with
`do = "kill extractor at 5s for 2s"`, or on the command line as `--fault 'kill extractor at 5s for 2s'`.
`simrun list faults` prints this page's tables. A sentence that can't be understood, that names what is not there or that
would not fire and heal within the run is an error before anything is run.

Each firing has an entry of its own in the result: when it was planned, when it took effect, when it had healed, and what
it hit. A firing that did not take effect or did not heal makes the run invalid, and so does a fault none of whose firings
met anything to act on. What faults do to requests, and how the system comes back, is in [recovery.md](recovery.md).
)";

constexpr std::string_view together = R"(
## Faults that end the run

`kill supervisor at 5s`, `kill chaos at 5s` and `kill monitor at 5s` hit those who look after the run, and nobody looks
after them. The run ends there: the load stops, the open requests end by their answers or deadlines, and the result has
the counts until then, the fault with its time, and the reason; the exit code is 4, whatever the requirements say. What the
monitor had counted dies with it, so a run without its monitor ends at once and has no counts. Such a fault fires once, takes
no `for` and no `every`, is never drawn by a random plan and is not meant by `all`; a fault that would come after it is an
error, because it never fires.

## Together

Any number of faults may be there at once, also on the same component, with two exceptions. Two of the same kind must not
hold the same instance, or the same way between a sender and a receiver, at the same time. And while something is killed,
no other fault may hold it or a way that ends there. `[any]` and shares count as all extractors, and `mean every` as all of
the time in which it may fire.

What is drawn follows from the scenario's `seed`, or from `seeds.faults` alone. A fault added to the end of the list leaves
the draws of those before it as they were.

## Random plans

`--chaos SEED` draws a plan: which of the kinds take part (each plan leaves a random part of them out), what they hit, when
and for how long. The drawn sentences are added to the scenario's own and stand in the result like those. They heal before
the last fifth of the run, which shows whether the system recovers. The same seed draws the same plan for a scenario of the
same size; any of its sentences can be repeated by `--fault`.
)";

std::string clock_note(const fault_form& form) {
  if (!form.only_on)
    return "";
  return *form.only_on == clock_kind::real ? " Real clock only." : " Virtual clock only.";
}

/// As a sentence of its own.
std::string meaning(const fault_form& form) {
  std::string text(form.what);
  text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text + "." + clock_note(form);
}

/// "a \| b" does not end a cell.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text)
    escaped += c == '|' ? "\\|" : std::string(1, c);
  return escaped;
}

std::string hit_by(const fault_form& form) {
  return form.may_hit.empty() ? "" : targets_of(form);
}

template <class Row>
std::string phrases(std::span<const phrase> list, Row row) {
  std::string text;
  for (const auto& p : list)
    text += row(p);
  return text;
}

} // namespace

std::string fault_manual() {
  std::string text(introduction);
  text += "\n## Kinds\n\n| sentence | meaning | may hit | example |\n|---|---|---|---|\n";
  for (const auto& form : all_fault_forms())
    text += fmt::format("| `{}` | {} | {} | `{}` |\n", cell(form.sentence), meaning(form), hit_by(form),
                        form.example);
  const auto row = [](const phrase& p) { return fmt::format("| `{}` | {} |\n", p.text, p.what); };
  text += "\nSENDER and RECEIVER are targets too; the dispatcher is one of them.\n";
  text += "\n## TARGET\n\n| target | meaning |\n|---|---|\n" + phrases(targets, row);
  text += "\n## WHEN\n\n| time | meaning |\n|---|---|\n" + phrases(times, row);
  text += fmt::format("\nA fault may fire {} times.\n", firings_max);
  return text.append(together);
}

std::string fault_help() {
  std::string text;
  for (const auto& form : all_fault_forms()) {
    text += fmt::format("  {}\n      {}\n", form.sentence, meaning(form));
    if (!form.may_hit.empty())
      text += fmt::format("      hits {}\n", targets_of(form));
    text += fmt::format("      e.g. '{}'\n", form.example);
  }
  const auto line = [](const phrase& p) { return fmt::format("      {:<34} {}\n", p.text, p.what); };
  text += "  TARGET, SENDER, RECEIVER\n" + phrases(targets, line);
  return text + "  WHEN\n" + phrases(times, line);
}

} // namespace simrun
