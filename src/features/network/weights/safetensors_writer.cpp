#include "features/network/weights/safetensors.hpp"

#include <cstdint>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace simrun {

namespace {

std::string header_of(std::span<const named_tensor> tensors,
                      const std::map<std::string, std::string>& metadata) {
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  if (!metadata.empty())
    header["__metadata__"] = metadata;
  std::size_t begin = 0;
  for (const auto& tensor : tensors) {
    const auto end = begin + tensor.values.size() * sizeof(float);
    header[tensor.name] = {{"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {begin, end}}};
    begin = end;
  }
  auto text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  // Spaces up to a multiple of 8 keep the data aligned in a mapped file.
  text.resize((text.size() + 7) / 8 * 8, ' ');
  return text;
}

bool write_all(const std::filesystem::path& path, const std::string& header,
               std::span<const named_tensor> tensors) {
  std::ofstream out(path, std::ios::binary);
  const std::uint64_t length = header.size();
  out.write(reinterpret_cast<const char*>(&length), sizeof length);
  out.write(header.data(), static_cast<std::streamsize>(header.size()));
  for (const auto& tensor : tensors)
    out.write(reinterpret_cast<const char*>(tensor.values.data()),
              static_cast<std::streamsize>(tensor.values.size() * sizeof(float)));
  out.close();
  return static_cast<bool>(out);
}

} // namespace

result<void> write_safetensors(const std::filesystem::path& path, std::span<const named_tensor> tensors,
                               const std::map<std::string, std::string>& metadata) {
  auto unfinished = path;
  unfinished += fmt::format(".{}.tmp", getpid());
  std::error_code code;
  if (write_all(unfinished, header_of(tensors, metadata), tensors)) {
    std::filesystem::rename(unfinished, path, code);
    if (!code)
      return {};
  }
  std::filesystem::remove(unfinished, code);
  return fail(error_code::io, fmt::format("{}: can't be written", path.string()));
}

} // namespace simrun
