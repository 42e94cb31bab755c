#include "report/formats/hdr_encoding.hpp"

#include "report/formats/base64.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <zlib.h>

namespace simrun {

namespace {

// The last digit but one of both: words are of variable length.
constexpr std::uint32_t cookie = 0x1c849303 | 0x10;
constexpr std::uint32_t compressed_cookie = 0x1c849304 | 0x10;
constexpr std::int32_t significant_digits = 3;
/// 2 * 10^3 values are told apart one by one; the next power of two is 2^11.
constexpr int sub_bucket_bits = 11;
constexpr std::int64_t lowest = 1;
constexpr std::int64_t highest_at_least = 3'600'000'000'000;

/// How many there are at each index of its array of counts.
using indexed_counts = std::map<std::uint64_t, std::uint64_t>;

/// Each power of two above 2^11 has 2^10 sub-buckets of its own: the upper half.
std::uint64_t index_of(std::uint64_t value) {
  constexpr std::uint64_t half = 1U << (sub_bucket_bits - 1);
  const auto bucket =
      static_cast<std::uint64_t>(std::max(0, static_cast<int>(std::bit_width(value)) - sub_bucket_bits));
  return bucket * half + (value >> bucket);
}

indexed_counts counts_of(const latency_histogram& h) {
  indexed_counts counts;
  const auto add = [&](duration value, std::uint64_t times) {
    if (times > 0)
      counts[index_of(static_cast<std::uint64_t>(std::max<std::int64_t>(0, value.count())))] += times;
  };
  const auto bins = h.bins();
  for (std::size_t i = 0; i < bins.size(); ++i) {
    auto [lower, upper, times] = bins[i];
    if (i == 0) {
      add(*h.min(), 1);
      --times;
    }
    if (i + 1 == bins.size() && times > 0) {
      add(*h.max(), 1);
      --times;
    }
    add(std::clamp(lower + (upper - duration(1) - lower) / 2, *h.min(), *h.max()), times);
  }
  return counts;
}

template <class Integer>
void put_big_endian(std::string& out, Integer value) {
  for (int shift = static_cast<int>(sizeof(Integer)) * 8 - 8; shift >= 0; shift -= 8)
    out += static_cast<char>(static_cast<std::uint64_t>(value) >> shift & 0xff);
}

/// ZigZag, so that small negative numbers are short as well, then LEB128 of at most nine bytes, the last of
/// which has eight bits.
void put_word(std::string& out, std::int64_t value) {
  auto bits = static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
  for (int bytes = 1; bytes < 9 && bits >= 0x80; ++bytes, bits >>= 7)
    out += static_cast<char>(bits | 0x80);
  out += static_cast<char>(bits);
}

/// A negative word is a run of so many zeros.
std::string payload_of(const indexed_counts& counts) {
  std::string out;
  std::uint64_t next = 0;
  for (const auto& [index, times] : counts) {
    if (index - next == 1)
      put_word(out, 0);
    else if (index > next)
      put_word(out, -static_cast<std::int64_t>(index - next));
    put_word(out, static_cast<std::int64_t>(times));
    next = index + 1;
  }
  return out;
}

std::string encoded(const latency_histogram& h) {
  const auto payload = payload_of(counts_of(h));
  const auto max = h.max().value_or(duration(0)).count();
  std::string out;
  put_big_endian(out, cookie);
  put_big_endian(out, static_cast<std::uint32_t>(payload.size()));
  put_big_endian(out, std::int32_t{0}); // normalizing index offset
  put_big_endian(out, significant_digits);
  put_big_endian(out, lowest);
  put_big_endian(out, std::max(highest_at_least, max));
  put_big_endian(out, std::bit_cast<std::uint64_t>(1.0)); // of integers to values
  return out + payload;
}

std::string deflated(const std::string& bytes) {
  auto size = compressBound(static_cast<uLong>(bytes.size()));
  std::string out(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                static_cast<uLong>(bytes.size()), Z_BEST_COMPRESSION) != Z_OK)
    throw std::runtime_error("zlib can't compress a histogram: out of memory");
  out.resize(size);
  return out;
}

} // namespace

std::string hdr_encoded(const latency_histogram& h) {
  const auto compressed = deflated(encoded(h));
  std::string out;
  put_big_endian(out, compressed_cookie);
  put_big_endian(out, static_cast<std::uint32_t>(compressed.size()));
  return base64(out + compressed);
}

} // namespace simrun
