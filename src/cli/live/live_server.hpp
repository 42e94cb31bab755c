#pragma once

#include "cli/live/live_arguments.hpp"
#include "core/result.hpp"
#include "monitor/live/live_feed.hpp"

#include <memory>
#include <string>

namespace simrun {

/// Shows a feed as a web page with live charts, from threads of its own that give way to the run:
///
/// /             the page; it needs nothing from elsewhere
/// /events       server-sent events: "history", then an "update" each with its number as id, "result", "over"
/// /metrics      for Prometheus, in either text format
/// /healthz      "ok"
/// /result.json  of the last run that is over
class live_server {
public:
  /// Viewers of /events at the same time.
  static constexpr int viewers_max = 12;

  /// Listens from now on. The error says why it can't; the feed must outlive it.
  static result<std::unique_ptr<live_server>> start(const serve_address& address, live_feed& feed);
  /// Tells the viewers that it is over, and ends.
  ~live_server();
  live_server(const live_server&) = delete;
  live_server& operator=(const live_server&) = delete;

  std::string url() const;
  int port() const noexcept;

  /// A run is over, with a result file and its verdict.
  void offer_result(std::string json, std::string verdict);
  /// Waits a moment, at most `patience`, for viewers to fetch the result.
  void let_viewers_finish(std::chrono::milliseconds patience);

private:
  struct parts;
  explicit live_server(std::unique_ptr<parts> p);
  std::unique_ptr<parts> parts_;
};

} // namespace simrun
