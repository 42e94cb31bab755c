#include "cli/live/live_options.hpp"

#include "core/near_miss.hpp"

#include <array>

namespace simrun {

namespace {

result<live_when> parse_when(const std::string& text) {
  if (text == "auto")
    return live_when::automatic;
  if (text == "always")
    return live_when::always;
  if (text == "never")
    return live_when::never;
  constexpr std::array<std::string_view, 3> words{"auto", "always", "never"};
  return fail(error_code::bad_input,
              "--live takes auto, always or never, not '" + text + "'" + did_you_mean(text, words));
}

bool looks_like_a_file(const std::string& text) {
  return text.ends_with(".toml") || text.find('/') != std::string::npos;
}

} // namespace

live_options::live_options(CLI::App& app) {
  app.add_option("--live", when_, "show the run while it goes on: auto (on a terminal), always, never")
      ->type_name("WHEN");
  serve_ = app.add_option("--serve", address_, "show it as a web page too (default: 127.0.0.1:8080)")
               ->type_name("[HOST:PORT]")
               ->expected(0, 1);
  app.add_flag("--serve-after", after_, "with --serve: keep the page after the last run, until Ctrl-C");
}

result<live_arguments> live_options::arguments(std::vector<std::string>& files) const {
  live_arguments a;
  const auto when = parse_when(when_);
  if (!when)
    return tl::unexpected(when.error());
  a.when = *when;
  a.serve_after = after_;
  if (serve_->count() == 0) {
    if (after_)
      return fail(error_code::bad_input, "--serve-after needs --serve");
    return a;
  }
  a.serve.emplace();
  if (looks_like_a_file(address_))
    files.insert(files.begin(), address_);
  else if (!address_.empty()) {
    const auto given = parse_serve_address(address_);
    if (!given)
      return tl::unexpected(given.error());
    a.serve = *given;
  }
  return a;
}

} // namespace simrun
