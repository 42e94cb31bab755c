#include "cli/compare/minimum_effect_option.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace simrun {

namespace {

std::optional<double> parse_percent(const std::string& text) {
  double percent = 0;
  const auto* const last = text.data() + text.size();
  const auto [end, failed] = std::from_chars(text.data(), last, percent);
  const std::string_view rest(end, static_cast<std::size_t>(last - end));
  const bool sound = failed == std::errc() && (rest.empty() || rest == "%" || rest == " %");
  return sound && percent > 0 && percent < 100 ? std::optional(percent / 100) : std::nullopt;
}

} // namespace

CLI::Option* add_minimum_effect(CLI::App& app, double& into) {
  return app
      .add_option_function<std::string>(
          "--minimum-effect",
          [&into](const std::string& text) {
            const auto share = parse_percent(text);
            if (!share)
              throw CLI::ValidationError("--minimum-effect",
                                         "must be above 0 % and below 100 %, such as 5%, got '" + text + "'");
            into = *share;
          },
          "the smallest change that counts (default: 5%)")
      ->type_name("PERCENT");
}

} // namespace simrun
