#include "cli/live/event_stream.hpp"

#include "report/live/live_json.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

using namespace std::chrono_literals;

/// A browser that lost its connection comes again after so long.
constexpr auto comes_again_after = 2s;

std::string event(std::string_view kind, std::uint64_t id, std::string_view data) {
  return fmt::format("event: {}\nid: {}\ndata: {}\n\n", kind, id, data);
}

} // namespace

event_stream::event_stream(live_feed& feed, const offered_result& results, const std::atomic<bool>& stopping)
    : feed_(feed), results_(results), stopping_(stopping), last_sent_(std::chrono::steady_clock::now()) {}

std::optional<std::string> event_stream::next() {
  std::string text;
  if (!reader_) {
    text = fmt::format("retry: {}\n\n", std::chrono::milliseconds(comes_again_after).count()) + history();
  } else if (const auto update = stopping_ ? nullptr : reader_->next(500ms)) {
    // The charts of another run begin anew.
    text = update->run == run_ ? event("update", update->number, live_json(*update, reader_->lost()))
                               : history();
  }
  if (const auto result = results_.get(); result.number > result_told_) {
    result_told_ = result.number;
    text +=
        fmt::format("event: result\ndata: {{\"run\":{},\"verdict\":\"{}\"}}\n\n", result.run, result.verdict);
  }
  const auto now = std::chrono::steady_clock::now();
  if (text.empty() && now - last_sent_ > heartbeat_every)
    text = ": still here\n\n";
  if (!text.empty())
    last_sent_ = now;
  return text.empty() && stopping_ ? farewell() : std::optional(std::move(text));
}

std::string event_stream::history() {
  const auto past = feed_.look_back();
  const auto number = past.newest ? past.newest->number : 0;
  run_ = past.newest ? past.newest->run : 0;
  reader_.emplace(feed_, number);
  return event("history", number, live_json(past));
}

std::optional<std::string> event_stream::farewell() {
  if (over_)
    return std::nullopt;
  over_ = true;
  return "event: over\ndata: {}\n\n";
}

} // namespace simrun
