#include "load/recorded_times.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace simrun {

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\"";
  const auto first = text.find_first_not_of(blanks);
  return first == text.npos ? std::string_view{}
                            : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// The n-th field of a line of comma-separated values, or nothing.
std::optional<std::string_view> field(std::string_view line, std::size_t n) {
  for (; n > 0; --n) {
    const auto comma = line.find(',');
    if (comma == line.npos)
      return std::nullopt;
    line.remove_prefix(comma + 1);
  }
  return trimmed(line.substr(0, line.find(',')));
}

std::optional<duration> parse_time(std::string_view text) {
  double seconds = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, seconds);
  const bool plain = failed == std::errc{} && rest == end;
  return parse_duration(plain ? std::string(text) + "s" : std::string(text));
}

} // namespace

recorded_times::recorded_times(std::string file) : file_(std::move(file)), stream_(file_, std::ios::binary) {}

recorded_times::recorded_times(const recorded_times& other)
    : file_(other.file_),
      stream_(file_, std::ios::binary),
      offset_(other.offset_),
      line_number_(other.line_number_),
      began_(other.began_),
      column_(other.column_),
      last_(other.last_) {
  stream_.seekg(offset_);
}

result<std::optional<time_point>> recorded_times::next() {
  if (!stream_.is_open())
    return fail(error_code::io, file_ + " can't be read");
  while (read_line()) {
    if (line_.size() > line_length_max)
      return bad_line("is longer than " + std::to_string(line_length_max) + " characters");
    const auto line = trimmed(line_);
    if (line.empty() || line.front() == '#')
      continue;
    if (!began_ && read_header(line))
      continue;
    const auto t = time_in(line);
    if (!t)
      return failure(t.error());
    began_ = true;
    if (*t < last_)
      return bad_line("goes back in time: " + to_text(*t) + " comes after " + to_text(last_));
    last_ = *t;
    return run_start + last_;
  }
  if (stream_.bad())
    return fail(error_code::io, file_ + " can't be read to its end");
  return std::nullopt;
}

/// Cuts a line that is too long: what is left of it is none the better for being read.
bool recorded_times::read_line() {
  std::array<char, line_length_max + 2> buffer{};
  stream_.getline(buffer.data(), buffer.size());
  const auto taken = stream_.gcount();
  if (taken == 0)
    return false;
  offset_ += taken;
  ++line_number_;
  line_ = buffer.data();
  return true;
}

failure recorded_times::bad_line(std::string_view what) const {
  return fail(error_code::bad_input,
              file_ + ":" + std::to_string(line_number_) + ": the line " + std::string(what));
}

result<duration> recorded_times::time_in(std::string_view line) const {
  const auto text = field(line, column_);
  if (!text)
    return bad_line("has no field in the column 'time'");
  const auto t = parse_time(*text);
  if (!t)
    return bad_line("has '" + std::string(*text) +
                    "' for a time; give seconds such as 1.25, or a duration such as 250ms");
  return *t;
}

/// Whether it is a header with a column for the times; notes which.
bool recorded_times::read_header(std::string_view line) {
  for (std::size_t n = 0; const auto name = field(line, n); ++n)
    if (*name == "time") {
      began_ = true;
      column_ = n;
      return true;
    }
  return false;
}

result<std::uint64_t> check_recorded_times(const std::string& file) {
  recorded_times times(file);
  for (std::uint64_t count = 0;; ++count) {
    const auto next = times.next();
    if (!next)
      return failure(next.error());
    if (*next)
      continue;
    if (count == 0)
      return fail(error_code::bad_input, file + " holds no time");
    return count;
  }
}

} // namespace simrun
