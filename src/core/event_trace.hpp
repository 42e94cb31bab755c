#pragma once

#include "core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace simrun {

/// One step of a simulation: an actor takes a message.
struct event {
  duration at{};             ///< on the simulation's clock, which begins before the run does
  std::uint32_t actor = 0;   ///< in the order in which actors were spawned
  std::uint32_t message = 0; ///< a hash of the message's name

  friend bool operator==(const event&, const event&) = default;
};

/// A rolling digest of a run's events, FNV-1a over their fields word by word. Equal runs have equal digests,
/// on every machine. On demand it keeps the events, or compares them with those of an earlier run, and so
/// finds the first that differs.
class event_trace {
public:
  /// Keeps every event from now on: 16 bytes each.
  void keep() noexcept { keep_ = true; }
  /// Compares every event from now on with the one kept in `earlier`, which must outlive this.
  void compare_with(const event_trace& earlier) noexcept { earlier_ = &earlier; }

  void add(const event& e) {
    mix(static_cast<std::uint64_t>(e.at.count()));
    mix((static_cast<std::uint64_t>(e.actor) << 32) | e.message);
    if (earlier_)
      compare(e);
    ++count_;
    if (keep_)
      events_.push_back(e);
  }

  /// For people: what an event's numbers stand for. `message_hash` is how add()'s events name a message.
  static std::uint32_t message_hash(std::string_view name) noexcept;
  void name_actor(std::uint32_t actor, std::string name) { actors_[actor] = std::move(name); }
  void name_message(std::uint32_t hash, std::string name) { messages_.emplace(hash, std::move(name)); }

  /// Up to `most` of the kept events before the one with this number, oldest first, a sentence each.
  std::vector<std::string> describe_before(std::uint64_t end, std::size_t most) const;

  std::uint64_t digest() const noexcept { return digest_; }
  std::uint64_t count() const noexcept { return count_; }
  /// The first event that is not what it was in the earlier run, or that only one of them had, as a sentence.
  std::optional<std::string> divergence() const;

private:
  void mix(std::uint64_t word) noexcept { digest_ = (digest_ ^ word) * 0x100000001b3; }
  void compare(const event& e);
  std::string describe(const event& e) const;

  std::uint64_t digest_ = 0xcbf29ce484222325;
  std::uint64_t count_ = 0;
  bool keep_ = false;
  std::vector<event> events_;
  const event_trace* earlier_ = nullptr;
  std::optional<event> differs_; ///< ours, at first_different_
  std::uint64_t first_different_ = 0;
  std::unordered_map<std::uint32_t, std::string> actors_;
  std::unordered_map<std::uint32_t, std::string> messages_;
};

} // namespace simrun
