#include "chaos/fault_log.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <utility>

namespace simrun {

namespace {

fault_record record_of(const planned_fault& fault) {
  fault_record record;
  record.text = fault.spec.text;
  record.kind = name_of(fault.spec.what);
  record.target = to_text(fault.spec.target);
  record.planned_at = fault.at;
  record.planned_heal_at = fault.heals;
  return record;
}

/// A kill proves itself by who died, and some change the system and not what passes through it. The others
/// act on messages and requests, or on none.
bool effect_is_seen(const fault_record& record) {
  constexpr std::array shown_otherwise{fault_kind::kill, fault_kind::flush, fault_kind::fill,
                                       fault_kind::burn, fault_kind::hog,   fault_kind::skew};
  return record.messages_affected > 0 || record.requests_affected > 0 ||
         std::ranges::any_of(shown_otherwise, [&](fault_kind k) { return record.kind == name_of(k); });
}

/// "extractor[0]#1": one life of an instance.
std::string life_of(std::string_view instance, std::uint32_t incarnation) {
  return fmt::format("{}#{}", instance, incarnation);
}

} // namespace

fault_log::fault_log(const fault_plan& plan) {
  for (const auto& fault : plan.faults()) {
    drawn_.push_back(fault.spec.drawn);
    records_.push_back(record_of(fault));
    auto& targets = targets_.emplace_back();
    for (const auto& instance : fault.instances)
      targets.push_back({instance});
  }
}

void fault_log::fired(std::size_t fault, std::string_view instance, std::uint32_t incarnation,
                      time_point now) {
  saw_fire(fault, instance, life_of(instance, incarnation), now);
}

void fault_log::fired(std::size_t fault, std::string_view instance, time_point now) {
  saw_fire(fault, instance, std::string(instance), now);
}

void fault_log::saw_fire(std::size_t fault, std::string_view instance, std::string hit, time_point now) {
  auto* seen = find(fault, instance);
  if (!seen || seen->seen != stage::planned)
    return;
  seen->seen = stage::down;
  auto& record = records_[fault];
  record.hit.push_back(std::move(hit));
  if (std::ranges::none_of(targets_[fault], [](const target& t) { return t.seen == stage::planned; }))
    record.fired_at = now;
}

void fault_log::effect(std::size_t fault, std::uint64_t messages, std::uint64_t requests) {
  if (fault >= records_.size())
    return;
  records_[fault].messages_affected += messages;
  records_[fault].requests_affected += requests;
}

void fault_log::affected(std::string_view instance, std::uint32_t incarnation, std::uint64_t requests) {
  const auto life = life_of(instance, incarnation);
  for (auto& record : records_)
    if (std::ranges::find(record.hit, life) != record.hit.end())
      record.requests_affected += requests;
}

void fault_log::healed(std::size_t fault, std::string_view instance, time_point now) {
  auto* seen = find(fault, instance);
  if (!seen || seen->seen != stage::down)
    return;
  seen->seen = stage::up;
  if (std::ranges::all_of(targets_[fault], [](const target& t) { return t.seen == stage::up; }))
    records_[fault].healed_at = now;
}

void fault_log::missed(std::size_t fault, std::string_view instance) {
  if (auto* seen = find(fault, instance); seen && seen->seen == stage::planned)
    seen->seen = stage::missed;
}

void fault_log::endured(std::size_t fault, std::string_view instance) {
  if (auto* seen = find(fault, instance); seen && seen->seen == stage::down) {
    seen->seen = stage::endured;
    records_[fault].endured = true;
  }
}

bool fault_log::all_settled() const noexcept {
  return std::ranges::all_of(targets_, [](const std::vector<target>& targets) {
    return std::ranges::none_of(
        targets, [](const target& t) { return t.seen == stage::planned || t.seen == stage::down; });
  });
}

std::vector<std::string> fault_log::unproven() const {
  std::vector<std::string> sentences;
  for (std::size_t i = 0; i < records_.size(); ++i) {
    const bool kills = records_[i].kind == name_of(fault_kind::kill);
    if (const auto missed = seen_only(i, stage::missed); !missed.empty())
      sentences.push_back(
          fmt::format("{} did not fire: it found down already: {}", label(i), fmt::join(missed, ", ")));
    else if (const auto missing = seen_only(i, stage::planned); !missing.empty())
      sentences.push_back(fmt::format("{} did not fire: {}: {}", label(i),
                                      kills ? "never seen down" : "never took hold of",
                                      fmt::join(missing, ", ")));
    else if (const auto down = seen_only(i, stage::down); !down.empty())
      sentences.push_back(fmt::format("{} did not heal: {}: {}", label(i),
                                      kills ? "not seen up again" : "still holds", fmt::join(down, ", ")));
    else if (!drawn_[i] && affected_nothing(i))
      sentences.push_back(fmt::format(
          "'{}' affected nothing: no message or request came by that it could act on. Let it last "
          "longer or hit more, or raise the load.",
          records_[i].text));
  }
  return sentences;
}

/// Of the first firing of a sentence: none of them has, and all are over. A single one may by chance.
bool fault_log::affected_nothing(std::size_t fault) const {
  for (std::size_t i = 0; i < records_.size(); ++i) {
    if (records_[i].text != records_[fault].text)
      continue;
    if (i < fault || effect_is_seen(records_[i]) || !records_[i].healed_at)
      return false;
  }
  return true;
}

std::string fault_log::label(std::size_t fault) const {
  const auto& record = records_[fault];
  const auto same = [&](const fault_record& r) { return r.text == record.text; };
  if (std::ranges::count_if(records_, same) == 1)
    return fmt::format("'{}'", record.text);
  return fmt::format("'{}', of {},", record.text, to_text(record.planned_at.time_since_epoch()));
}

std::vector<std::string_view> fault_log::seen_only(std::size_t fault, stage at) const {
  std::vector<std::string_view> names;
  for (const auto& t : targets_[fault])
    if (t.seen == at)
      names.push_back(t.instance);
  return names;
}

fault_log::target* fault_log::find(std::size_t fault, std::string_view instance) noexcept {
  if (fault >= targets_.size())
    return nullptr;
  const auto found = std::ranges::find(targets_[fault], instance, &target::instance);
  return found == targets_[fault].end() ? nullptr : &*found;
}

} // namespace simrun
