#include "cli/report/report_arguments.hpp"

#include "report/report_formats.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace simrun {

report_options::report_options(CLI::App& app)
    : app_(app.add_subcommand("report", "makes reports of a result.json, at any time")) {
  app_->add_option("result", arguments_.file,
                   "the result.json of a run; without an option its summary is printed")
      ->type_name("FILE")
      ->required();
  app_->add_flag("--detail", arguments_.detail,
                 "print everything: all metrics, percentiles, intervals, faults, environment");
  for (const auto& format : report_formats())
    app_->add_option_function<std::string>(
            fmt::format("--{}", format.name),
            [this, &format](const std::string& path) { arguments_.outputs.emplace_back(format.name, path); },
            std::string(format.what))
        ->type_name("FILE");
  app_->footer("FILE may be - for standard output.");
}

} // namespace simrun
