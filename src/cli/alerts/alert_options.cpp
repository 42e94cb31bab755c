#include "cli/alerts/alert_options.hpp"

namespace simrun {

alert_options::alert_options(CLI::App& app) {
  app.add_option("--on-alert", command_,
                 "run this by /bin/sh when an alert is raised or over; JSON on its standard input")
      ->type_name("CMD");
  app.add_option("--alert-webhook", webhook_,
                 "post that JSON here: on this machine, or on one of the scenario's alerts.webhook_hosts")
      ->type_name("URL");
}

result<alert_arguments> alert_options::arguments() const {
  alert_arguments a;
  if (command_ && command_->empty())
    return fail(error_code::bad_input, "--on-alert needs a command");
  a.command = command_;
  if (!webhook_)
    return a;
  auto webhook = parse_webhook(*webhook_);
  if (!webhook)
    return failure(webhook.error());
  a.webhook = std::move(*webhook);
  return a;
}

} // namespace simrun
