#include "core/event_trace.hpp"

#include <algorithm>

namespace simrun {

std::uint32_t event_trace::message_hash(std::string_view name) noexcept {
  std::uint32_t h = 0x811c9dc5;
  for (const char c : name)
    h = (h ^ static_cast<unsigned char>(c)) * 0x01000193;
  return h;
}

void event_trace::compare(const event& e) {
  if (differs_ || (count_ < earlier_->events_.size() && earlier_->events_[count_] == e))
    return;
  differs_ = e;
  first_different_ = count_;
}

std::optional<std::string> event_trace::divergence() const {
  if (!earlier_)
    return std::nullopt;
  const auto& before = earlier_->events_;
  if (!differs_ && count_ == before.size())
    return std::nullopt;
  const auto at = differs_ ? first_different_ : count_;
  const std::string over = "the run was over";
  return "event " + std::to_string(at) + ": first " + (at < before.size() ? describe(before[at]) : over) +
         "; then " + (differs_ ? describe(*differs_) : over);
}

std::vector<std::string> event_trace::describe_before(std::uint64_t end, std::size_t most) const {
  const auto last = std::min<std::size_t>(end, events_.size());
  std::vector<std::string> sentences;
  for (auto i = last - std::min(last, most); i < last; ++i)
    sentences.push_back(describe(events_[i]));
  return sentences;
}

std::string event_trace::describe(const event& e) const {
  const auto name = [this](auto table, std::uint32_t key) -> std::string {
    for (const auto* trace : {this, earlier_})
      if (trace)
        if (const auto found = (trace->*table).find(key); found != (trace->*table).end())
          return found->second;
    return "#" + std::to_string(key);
  };
  return name(&event_trace::actors_, e.actor) + " got " + name(&event_trace::messages_, e.message) + " at " +
         to_text(e.at);
}

} // namespace simrun
