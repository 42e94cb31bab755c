#pragma once

#include "core/outcome.hpp"
#include "core/request.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace simrun {

/// What an issuer knows of those who wish for features: whose wish comes next, whose an open request is, and
/// when all that one of them asked for has ended. One wish of each is known at a time: a new one takes the
/// place of the old, whose requests end unheard. `Answer` is what is kept of a request that ended.
template <class Answer>
class wish_desk {
public:
  /// All that was asked for at once, in the order of the windows.
  struct delivery {
    std::uint32_t who = 0;
    std::uint64_t number = 0; ///< of the wish
    std::vector<Answer> answers;
  };

  void wish(std::uint32_t who, std::uint64_t number, const std::vector<window_id>& windows) {
    auto& mine = wishes_[who];
    mine = {number, windows.size(), std::vector<Answer>(windows.size())};
    for (std::size_t place = 0; place < windows.size(); ++place)
      due_.push_back({who, number, place, windows[place]});
  }

  /// The window that is asked for next, now request `id`. Only where one was wished for that was not taken.
  window_id take(request_id id) {
    const auto next = due_.front();
    due_.pop_front();
    open_.emplace(id, next);
    return next.window;
  }

  std::size_t waiting() const noexcept { return due_.size(); }

  /// A request ended. Gives the delivery that it completes.
  std::optional<delivery> ended(request_id id, Answer answer) {
    const auto found = open_.find(id);
    if (found == open_.end())
      return std::nullopt;
    const auto asked = found->second;
    open_.erase(found);
    auto& mine = wishes_[asked.who];
    if (mine.number != asked.number)
      return std::nullopt;
    mine.answers[asked.place] = std::move(answer);
    if (--mine.missing > 0)
      return std::nullopt;
    return delivery{asked.who, mine.number, std::move(mine.answers)};
  }

private:
  struct item {
    std::uint32_t who = 0;
    std::uint64_t number = 0;
    std::size_t place = 0;
    window_id window;
  };
  struct wish_of {
    std::uint64_t number = 0;
    std::size_t missing = 0;
    std::vector<Answer> answers;
  };

  std::deque<item> due_;
  std::unordered_map<request_id, item> open_;
  std::unordered_map<std::uint32_t, wish_of> wishes_;
};

} // namespace simrun
