#include "cli/alerts/alert_desk.hpp"

#include "cli/alerts/alert_command.hpp"
#include "cli/alerts/alert_webhook.hpp"

#include <fmt/format.h>
#include <utility>

namespace simrun {

namespace {

constexpr std::size_t lines_max = 1000;
constexpr std::size_t problems_max = 5;
constexpr std::chrono::seconds closing_max(10);

} // namespace

alert_desk::alert_desk(const alert_arguments& arguments, alert_origin origin)
    : arguments_(arguments), origin_(std::move(origin)) {
  if (arguments_.command || arguments_.webhook)
    worker_ = std::thread([this] { work(); });
}

alert_desk::~alert_desk() {
  close();
}

void alert_desk::tell(const alert_event& event) {
  auto line = alert_line(origin_, event);
  auto json = worker_.joinable() ? alert_json(origin_, event) : std::string();
  {
    const std::scoped_lock lock(mutex_);
    if (lines_.size() < lines_max)
      lines_.push_back(std::move(line));
    else
      ++lines_lost_;
    if (!worker_.joinable())
      return;
    if (waiting_.size() < waiting_max)
      waiting_.push_back(std::move(json));
    else
      ++lost_;
  }
  changed_.notify_all();
}

std::vector<std::string> alert_desk::take_lines() {
  const std::scoped_lock lock(mutex_);
  if (const auto lost = std::exchange(lines_lost_, 0); lost > 0)
    lines_.push_back(fmt::format("{}: {} more alerts came or went", origin_.scenario, lost));
  return std::exchange(lines_, {});
}

std::vector<std::string> alert_desk::close() {
  if (!worker_.joinable())
    return {};
  {
    const std::scoped_lock lock(mutex_);
    closing_ = true;
    close_by_ = std::chrono::steady_clock::now() + closing_max;
  }
  changed_.notify_all();
  worker_.join();
  auto problems = std::exchange(problems_, {});
  if (problems_more_ > 0)
    problems.push_back(fmt::format("{} more times alerts were not passed on", problems_more_));
  if (const auto lost = lost_ + waiting_.size(); lost > 0)
    problems.push_back(
        fmt::format("{} alert messages were not passed on: those who are told take too long", lost));
  return problems;
}

void alert_desk::work() {
  for (;;) {
    std::string json;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
      if (waiting_.empty() || (closing_ && std::chrono::steady_clock::now() >= close_by_))
        return;
      json = std::move(waiting_.front());
      waiting_.pop_front();
    }
    pass_on(json);
  }
}

void alert_desk::pass_on(const std::string& json) {
  if (arguments_.command)
    note(fmt::format("--on-alert '{}'", *arguments_.command),
         run_alert_command(*arguments_.command, json + "\n", limit));
  if (arguments_.webhook)
    note(fmt::format("--alert-webhook {}", arguments_.webhook->url),
         post_alert(*arguments_.webhook, json, limit));
}

void alert_desk::note(std::string_view who, const result<void>& told) {
  if (told)
    return;
  const std::scoped_lock lock(mutex_);
  if (problems_.size() < problems_max)
    problems_.push_back(fmt::format("{} {}", who, told.error().message));
  else
    ++problems_more_;
}

} // namespace simrun
