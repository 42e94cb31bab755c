#include "features/service_model.hpp"

#include "core/near_miss.hpp"
#include "core/portable_math.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <utility>
#include <vector>

namespace simrun {

namespace {

constexpr double sigma_max = 5;

/// Past this a draw is cut off. It keeps the tail of a wide lognormal inside whole nanoseconds.
constexpr double longest_s = 1e7;

template <class... Args>
failure bad(fmt::format_string<Args...> message, Args&&... args) {
  return fail(error_code::bad_input, fmt::format(message, std::forward<Args>(args)...));
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  return first == text.npos ? std::string_view{} : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// "name(a, b)" taken apart.
struct call {
  std::string_view name;
  std::vector<std::string_view> arguments;
};

std::optional<call> parse_call(std::string_view text) {
  text = trimmed(text);
  const auto open = text.find('(');
  if (open == text.npos || !text.ends_with(')'))
    return std::nullopt;
  call c{trimmed(text.substr(0, open)), {}};
  for (auto rest = text.substr(open + 1, text.size() - open - 2);;) {
    const auto comma = rest.find(',');
    c.arguments.push_back(trimmed(rest.substr(0, comma)));
    if (comma == rest.npos)
      return c;
    rest.remove_prefix(comma + 1);
  }
}

result<duration> parse_time(std::string_view text) {
  const auto time = parse_duration(text);
  if (!time)
    return bad("'{}' is no service time; write it like \"1.5ms\"", text);
  if (*time == duration::zero())
    return bad("a service time is longer than 0s");
  return *time;
}

result<double> parse_sigma(std::string_view text) {
  double sigma = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, sigma);
  if (failed != std::errc{} || rest != end || !(sigma >= 0 && sigma <= sigma_max))
    return bad("'{}' is no sigma of a lognormal; it is a number from 0 to {}", text, sigma_max);
  return sigma;
}

} // namespace

service_model::service_model() noexcept : service_model(lognormal(std::chrono::microseconds(1500), 0.4)) {}

service_model service_model::constant(duration value) noexcept {
  return {kind::constant, value, 0};
}

service_model service_model::exponential(duration mean) noexcept {
  return {kind::exponential, mean, 0};
}

service_model service_model::lognormal(duration median, double sigma) noexcept {
  return {kind::lognormal, median, sigma};
}

service_model service_model::measured(std::shared_ptr<const simrun::calibration> c, measured_part part) {
  service_model model{kind::measured, duration(0), 0};
  model.part_ = part;
  model.path_ = std::make_shared<const request_path>(path_of(c->path));
  model.calibration_ = std::move(c);
  return model;
}

duration service_model::draw(std::size_t batch, std::uint32_t window, random_stream& random) const noexcept {
  if (kind_ == kind::measured)
    return std::max(draw_measured(batch, window, random), duration(1));
  duration total{};
  for (std::size_t i = 0; i < batch; ++i)
    total += draw_one(random);
  return total;
}

duration service_model::draw(std::size_t batch, std::uint32_t window, random_stream& random,
                             worker_warmth& warmth, duration rested) const noexcept {
  if (kind_ != kind::measured || part_ != measured_part::extraction)
    return draw(batch, window, random);
  const auto& times = *find_window(*calibration_, window);
  warmth.rests(rested, times.pause);
  const auto taken = std::max(draw_batch(times, batch, warmth.cold(), random), duration(1));
  warmth.works(taken, times.warm_up);
  return taken;
}

duration service_model::draw_measured(std::size_t batch, std::uint32_t window,
                                      random_stream& random) const noexcept {
  const auto& times = *find_window(*calibration_, window);
  if (part_ == measured_part::extraction)
    return draw_batch(times, batch, 0, random);
  duration total{};
  for (std::size_t i = 0; i < batch; ++i)
    total += times.fallback.draw(random);
  return total;
}

duration service_model::draw_one(random_stream& random) const noexcept {
  double factor = 1;
  switch (kind_) {
  case kind::constant:
  case kind::measured:
    return std::max(scale_, duration(1));
  case kind::exponential:
    factor = random.exponential();
    break;
  case kind::lognormal:
    factor = portable_exp(sigma_ * random.normal());
    break;
  }
  return std::max(from_seconds(std::min(in_seconds(scale_) * factor, longest_s)), duration(1));
}

duration service_model::mean() const noexcept {
  if (kind_ == kind::measured) {
    const auto& times = calibration_->windows.front();
    return part_ == measured_part::fallback ? times.fallback.mean() : times.extraction.front().times.mean();
  }
  // Of a lognormal: median * exp(sigma^2 / 2).
  return kind_ == kind::lognormal ? from_seconds(in_seconds(scale_) * portable_exp(sigma_ * sigma_ / 2))
                                  : scale_;
}

result<service_model> parse_service_model(std::string_view text) {
  static constexpr std::array<std::string_view, 4> kinds{"constant", "exponential", "lognormal", "measured"};
  const auto parsed = parse_call(text);
  if (!parsed)
    return bad("'{}' is no service model; use constant(1ms), exponential(1ms), lognormal(1.5ms, 0.4) or "
               "measured(calibration.json)",
               text);

  const auto& [name, arguments] = *parsed;
  if (std::ranges::find(kinds, name) == kinds.end()) {
    const auto hint = did_you_mean(name, kinds);
    return bad("unknown service model '{}'{}", name,
               hint.empty() ? "; use constant, exponential, lognormal or measured" : hint);
  }
  if (name == "measured")
    return bad("measured takes a file, as in measured(calibration.json)");
  const bool is_lognormal = name == "lognormal";
  if (arguments.size() != (is_lognormal ? 2U : 1U))
    return is_lognormal ? bad("lognormal takes a median and a sigma, as in lognormal(1.5ms, 0.4)")
                        : bad("{} takes one time, as in {}(1ms)", name, name);

  const auto time = parse_time(arguments[0]);
  if (!time)
    return failure(time.error());
  if (!is_lognormal)
    return name == "constant" ? service_model::constant(*time) : service_model::exponential(*time);
  return parse_sigma(arguments[1]).map([&](double sigma) { return service_model::lognormal(*time, sigma); });
}

std::optional<std::string_view> measured_file(std::string_view text) {
  // Not parse_call: the name of a file may have a comma.
  text = trimmed(text);
  const auto open = text.find('(');
  if (open == text.npos || trimmed(text.substr(0, open)) != "measured" || !text.ends_with(')'))
    return std::nullopt;
  const auto file = trimmed(text.substr(open + 1, text.size() - open - 2));
  return file.empty() ? std::nullopt : std::optional(file);
}

} // namespace simrun
