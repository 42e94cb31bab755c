#include "load/request_source.hpp"

namespace simrun {

namespace {

using any_source = std::variant<arrival_schedule, closed_loop, wish_queue>;

any_source make_source(const load_pattern& pattern, duration warmup, duration measured, random_stream random,
                   const load_progress& before) {
  if (pattern.shape == load_shape::closed)
    return any_source(std::in_place_type<closed_loop>, pattern.concurrency, pattern.requests,
                  run_start + measured, before.measured);
  if (pattern.shape == load_shape::environments)
    return any_source(std::in_place_type<wish_queue>, run_start + measured);
  return any_source(std::in_place_type<arrival_schedule>, pattern, warmup, measured, random);
}

} // namespace

request_source::request_source(const load_pattern& pattern, duration warmup, duration measured,
                               random_stream random, const load_progress& before)
    : source_(make_source(pattern, warmup, measured, random, before)) {
  // A schedule is walked to where it was; users have no place in one.
  while (!is_closed() && taken_ < before.taken && peek())
    pop();
  taken_ = before.taken;
}

void request_source::begin(time_point now) {
  if (auto* loop = std::get_if<closed_loop>(&source_))
    loop->begin(now);
}

std::optional<time_point> request_source::peek() const noexcept {
  return std::visit([](const auto& source) { return source.peek(); }, source_);
}

void request_source::pop() {
  ++taken_;
  std::visit([](auto& source) { source.pop(); }, source_);
}

void request_source::ended(time_point intended, time_point at, duration pause) {
  if (auto* loop = std::get_if<closed_loop>(&source_))
    loop->ended(intended, at, pause);
}

void request_source::wish(time_point at) {
  if (auto* wishes = std::get_if<wish_queue>(&source_))
    wishes->wish(at);
}

void request_source::close_wishes() {
  if (auto* wishes = std::get_if<wish_queue>(&source_))
    wishes->close();
}

bool request_source::is_exhausted() const noexcept {
  if (const auto* wishes = std::get_if<wish_queue>(&source_))
    return wishes->is_exhausted();
  const auto* loop = std::get_if<closed_loop>(&source_);
  return loop && loop->is_exhausted();
}

load_progress request_source::progress() const noexcept {
  const auto* loop = std::get_if<closed_loop>(&source_);
  return {taken_, loop ? loop->taken() : 0};
}

} // namespace simrun
