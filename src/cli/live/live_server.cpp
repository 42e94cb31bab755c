#include "cli/live/live_server.hpp"

#include "cli/live/event_stream.hpp"
#include "cli/live/low_priority.hpp"
#include "cli/live/web_server.hpp"
#include "report/assets/assets.hpp"
#include "report/live/live_metrics.hpp"

#include <fmt/format.h>
#include <thread>

namespace simrun {

namespace {

using httplib::Request;
using httplib::Response;

constexpr auto plain_text = "text/plain; charset=utf-8";

/// Counts a viewer for as long as there is one.
class viewer_place {
public:
  explicit viewer_place(std::atomic<int>& viewers)
      : viewers_(viewers), taken_(++viewers <= live_server::viewers_max) {}
  ~viewer_place() { --viewers_; }
  viewer_place(const viewer_place&) = delete;
  viewer_place& operator=(const viewer_place&) = delete;
  bool taken() const noexcept { return taken_; }

private:
  std::atomic<int>& viewers_;
  bool taken_;
};

void answer_metrics(const live_feed& feed, const Request& request, Response& response) {
  const bool open =
      request.get_header_value("Accept").find("application/openmetrics-text") != std::string::npos;
  const auto past = feed.look_back();
  response.set_content(live_metrics(past.newest ? *past.newest : live_state{},
                                    open ? metrics_dialect::open_metrics : metrics_dialect::prometheus),
                       open ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                            : "text/plain; version=0.0.4; charset=utf-8");
}

/// One who takes nothing is not waited for.
constexpr std::chrono::seconds farewell_time_max{1};

template <class Condition>
void wait_until(const Condition& holds, std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (!holds() && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

} // namespace

struct live_server::parts {
  parts(std::string h, live_feed& f) : host(std::move(h)), feed(f), server(host) {}

  void answer_events(Response& response) {
    const auto place = std::make_shared<viewer_place>(viewers);
    if (!place->taken()) {
      response.status = 503;
      response.set_header("Retry-After", "10");
      return response.set_content("Too many viewers: try again later.\n", plain_text);
    }
    const auto events = std::make_shared<event_stream>(feed, results, stopping);
    response.set_chunked_content_provider("text/event-stream",
                                          [place, events](std::size_t, httplib::DataSink& sink) {
                                            const auto text = events->next();
                                            if (!text)
                                              sink.done();
                                            else if (!text->empty())
                                              return sink.write(text->data(), text->size());
                                            // Nothing to say: does anybody still listen?
                                            return sink.is_writable();
                                          });
  }

  void answer_result(Response& response) {
    const auto offer = results.get();
    if (!offer.json) {
      response.status = 404;
      return response.set_content("There is no result yet: the run is not over.\n", plain_text);
    }
    response.set_content(*offer.json, "application/json");
    ++fetched;
  }

  void route() {
    const auto asset = [this](const char* path, std::string_view (*bytes)() noexcept, const char* type) {
      server.Get(path, [bytes, type](const Request&, Response& response) {
        const auto text = bytes();
        response.set_content(text.data(), text.size(), type);
      });
    };
    asset("/", live_page_html, "text/html; charset=utf-8");
    asset("/live\\.css", live_page_css, "text/css; charset=utf-8");
    asset("/live\\.js", live_page_js, "text/javascript; charset=utf-8");
    asset("/chart\\.js", chart_js, "text/javascript; charset=utf-8");
    server.Get("/healthz",
               [](const Request&, Response& response) { response.set_content("ok\n", plain_text); });
    server.Get("/metrics", [this](const Request& request, Response& response) {
      answer_metrics(feed, request, response);
    });
    server.Get("/events", [this](const Request&, Response& response) { answer_events(response); });
    server.Get("/result\\.json", [this](const Request&, Response& response) { answer_result(response); });
  }

  bool bind(int wanted) {
    port = wanted == 0 ? server.bind_to_any_port(host) : server.bind_to_port(host, wanted) ? wanted : -1;
    return port > 0;
  }

  std::string host;
  live_feed& feed;
  int port = 0;
  std::atomic<bool> stopping = false;
  std::atomic<int> viewers = 0;
  std::atomic<int> fetched = 0; ///< how often the newest result was
  offered_result results;
  web_server server;
  std::thread listener;
};

live_server::live_server(std::unique_ptr<parts> p) : parts_(std::move(p)) {}

result<std::unique_ptr<live_server>> live_server::start(const serve_address& address, live_feed& feed) {
  auto p = std::make_unique<parts>(address.host, feed);
  // A port that nobody asked for is no reason to give up.
  if (!p->bind(address.port) && (address.given || !p->bind(0)))
    return fail(error_code::unavailable,
                fmt::format("can't serve on {}:{}: it is in use, or no address of this machine; "
                            "--serve {}:0 takes any port that is free",
                            address.host, address.port, address.host));
  p->route();
  p->listener = std::thread([&server = p->server] {
    give_way_to_the_run();
    server.listen_after_bind();
  });
  // Before it runs it could not be stopped.
  while (!p->server.is_running())
    std::this_thread::yield();
  return std::unique_ptr<live_server>(new live_server(std::move(p)));
}

live_server::~live_server() {
  parts_->stopping = true;
  // A stream that is cut off looks like an accident to its viewer.
  wait_until([this] { return parts_->viewers == 0; }, farewell_time_max);
  parts_->server.stop();
  parts_->listener.join();
}

std::string live_server::url() const {
  return url_of(parts_->host, parts_->port);
}

int live_server::port() const noexcept {
  return parts_->port;
}

void live_server::offer_result(std::string json, std::string verdict) {
  parts_->fetched = 0;
  parts_->results.put(std::move(json), std::move(verdict), parts_->feed.run());
}

void live_server::let_viewers_finish(std::chrono::milliseconds patience) {
  wait_until([this] { return parts_->fetched >= parts_->viewers; }, patience);
}

} // namespace simrun
