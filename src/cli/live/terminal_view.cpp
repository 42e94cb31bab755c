#include "cli/live/terminal_view.hpp"

#include "cli/live/terminal.hpp"
#include "report/live/live_lines.hpp"
#include "report/text_table.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>
#include <unistd.h>

namespace simrun {

namespace {

using namespace std::chrono_literals;

constexpr auto drawn_every = 250ms;
constexpr auto first_drawn_after = 500ms; ///< what is over at once need not flicker
constexpr auto often_until = 10s;

/// In one piece, so that no half of a picture is ever seen.
void write_out(std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0)
      return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// Columns of a line with colours.
std::size_t visible_width(std::string_view line) {
  std::string bare;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\x1b')
      i = line.find('m', i);
    else
      bare += line[i];
  }
  return width_of(bare);
}

/// To where the first of them begins: the cursor stands below the last. Lines that have been drawn wider than
/// the terminal is by now take several of its rows.
std::string up_and_clear(const std::vector<std::size_t>& widths, std::size_t columns) {
  std::size_t rows = 0;
  for (const auto width : widths)
    rows += std::max<std::size_t>(1, (width + columns - 1) / columns);
  return rows == 0 ? "" : fmt::format("\r\x1b[{}A\x1b[J", rows);
}

} // namespace

terminal_view::terminal_view(live_feed& feed)
    : feed_(feed),
      in_place_(stderr_is_terminal()),
      begin_(std::chrono::steady_clock::now()),
      next_(begin_ + first_drawn_after),
      thread_([this](const std::stop_token& stop) { watch(stop); }) {}

terminal_view::~terminal_view() {
  thread_.request_stop();
  thread_.join();
  erase();
}

void terminal_view::watch(const std::stop_token& stop) {
  live_reader reader(feed_);
  while (!stop.stop_requested()) {
    const auto update = reader.next(100ms);
    const auto now = std::chrono::steady_clock::now();
    if (!update) {
      if (feed_.closed())
        return;
      continue;
    }
    if (now < next_ || update->phase == live_phase::done)
      continue;
    if (in_place_)
      draw(*update);
    else
      print_line(*update);
    const auto pause = in_place_ ? drawn_every : now - begin_ < often_until ? 1s : 10s;
    // A little early counts, or each other update would come just before its time.
    next_ = now + pause - 20ms;
  }
}

void terminal_view::draw(const live_state& s) {
  const auto look = look_of_stderr();
  auto picture = up_and_clear(drawn_, look.columns);
  drawn_.clear();
  // Room for the cursor: a line as wide as the terminal may wrap or not.
  auto narrower = look;
  narrower.columns = std::max<std::size_t>(look.columns, 2) - 1;
  for (const auto& line : live_lines(s, narrower)) {
    picture += line + "\r\n";
    drawn_.push_back(visible_width(line));
  }
  write_out(picture);
}

void terminal_view::print_line(const live_state& s) {
  write_out(live_sentence(s) + "\n");
}

void terminal_view::erase() {
  if (!drawn_.empty())
    write_out(up_and_clear(drawn_, look_of_stderr().columns));
  drawn_.clear();
}

} // namespace simrun
