#pragma once

#include <charconv>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

namespace simrun::testing {

/// A reference file: a timestamp and numbers a row; an empty field is NaN.
struct golden_table {
  std::vector<std::string> columns; ///< without the timestamp
  std::vector<std::string> timestamps;
  std::vector<std::vector<double>> rows;
};

inline double number_or_nan(const std::string& field) {
  double value = std::numeric_limits<double>::quiet_NaN();
  std::from_chars(field.data(), field.data() + field.size(), value);
  return value;
}

/// Has no rows where there is no such file.
inline golden_table read_golden(const std::filesystem::path& file) {
  golden_table table;
  std::ifstream in(file);
  std::string line;
  std::string field;
  std::getline(in, line);
  std::istringstream header(line);
  std::getline(header, field, ',');
  while (std::getline(header, field, ','))
    table.columns.push_back(field);
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::getline(fields, field, ',');
    table.timestamps.push_back(field);
    auto& row = table.rows.emplace_back();
    while (std::getline(fields, field, ','))
      row.push_back(number_or_nan(field));
  }
  return table;
}

inline const std::filesystem::path source_root = SIMRUN_SOURCE_ROOT;
inline const std::filesystem::path sp500_file = source_root / "data/sp500_daily_2000_2020.csv";
/// The committed part of a reference file, and the whole of it where the shared folder is there.
inline std::filesystem::path golden_fixture(const char* name) {
  return source_root / "tests/fixtures" / name;
}
inline std::filesystem::path golden_original(const char* name) {
  return source_root / "../shared/golden/indicators" / name;
}

} // namespace simrun::testing
