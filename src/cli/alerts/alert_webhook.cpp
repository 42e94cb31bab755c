#include "cli/alerts/alert_webhook.hpp"

#include <condition_variable>
#include <fmt/format.h>
#include <httplib.h>
#include <mutex>
#include <thread>

namespace simrun {

namespace {

/// Ends what a client does once the time is up: a server that answers drop by drop never runs into a timeout
/// of single reads.
class time_limit {
public:
  time_limit(httplib::Client& client, std::chrono::milliseconds limit)
      : watch_([this, &client, limit] {
          std::unique_lock lock(mutex_);
          if (!over_.wait_for(lock, limit, [this] { return done_; }))
            client.stop();
        }) {}
  ~time_limit() {
    {
      const std::scoped_lock lock(mutex_);
      done_ = true;
    }
    over_.notify_all();
    watch_.join();
  }
  time_limit(const time_limit&) = delete;
  time_limit& operator=(const time_limit&) = delete;

private:
  std::mutex mutex_;
  std::condition_variable over_;
  bool done_ = false;
  std::thread watch_;
};

} // namespace

result<void> post_alert(const webhook_address& webhook, const std::string& json,
                        std::chrono::milliseconds limit) {
  httplib::Client client(webhook.host, webhook.port);
  client.set_connection_timeout(limit);
  client.set_read_timeout(limit);
  client.set_write_timeout(limit);
  const auto answer = [&] {
    const time_limit limited(client, limit);
    return client.Post(webhook.path, json, "application/json");
  }();
  if (!answer)
    return fail(error_code::io, fmt::format("could not be told: {}", httplib::to_string(answer.error())));
  if (answer->status < 200 || answer->status > 299)
    return fail(error_code::io, fmt::format("answered with status {}", answer->status));
  return {};
}

} // namespace simrun
