#include "report/write_reports.hpp"

#include "report/report_formats.hpp"
#include "report/result/read_result.hpp"
#include "report/result/result_file.hpp"
#include "report/result/result_json.hpp"

#include <filesystem>
#include <fmt/format.h>

namespace simrun {

namespace fs = std::filesystem;

result<void> write_reports(const run_result& r, const std::string& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed)
    return fail(error_code::io, fmt::format("{}: can't make the folder: {}", folder, failed.message()));

  const auto text = result_json(r);
  const auto result_path = (fs::path(folder) / "result.json").string();
  if (auto written = write_atomically(result_path, text); !written)
    return written;
  const auto as_written = read_result(text);
  if (!as_written)
    return fail(error_code::bad_output, fmt::format("{}: {}", result_path, as_written.error().message));
  for (const auto& format : report_formats())
    if (!format.run_file.empty())
      if (auto written =
              write_atomically((fs::path(folder) / format.run_file).string(), format.make(*as_written));
          !written)
        return written;
  return {};
}

} // namespace simrun
