// The bands of our own jobs, put together again as a picture.
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wshadow"
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

#include "platform/print/folder_printer.h"

namespace redress {
namespace {

constexpr std::size_t kMax_row_bytes = 128;
constexpr std::size_t kMax_rows = 10'000;

struct Paper {
  std::size_t row_bytes = 0;
  Bytes bits;
};

bool take_band(ByteReader& in, Paper& paper) {
  in.u8();  // normal size
  const std::size_t row_bytes = in.u16(), rows = in.u16();
  if (!in.ok() || row_bytes == 0 || row_bytes > kMax_row_bytes) return false;
  if (paper.row_bytes != 0 && row_bytes != paper.row_bytes) return false;
  paper.row_bytes = row_bytes;
  auto band = in.raw(row_bytes * rows);
  paper.bits.insert(paper.bits.end(), band.begin(), band.end());
  return in.ok() && paper.bits.size() <= row_bytes * kMax_rows;
}

bool take_command(ByteReader& in, Paper& paper) {
  const int first = in.u8(), second = in.u8();
  if (first == 0x1b && second == '@') return in.ok();
  if (first == 0x1b && second == 'J') return in.u8(), in.ok();  // feed
  if (first == 0x1d && second == 'V') return in.u8() >= 65 ? (in.u8(), in.ok()) : in.ok();
  return first == 0x1d && second == 'v' && in.u8() == '0' && take_band(in, paper);
}

}  // namespace

std::optional<Bytes> picture_of_job(ByteView job) {
  Paper paper;
  ByteReader in(job);
  while (in.left() > 0)
    if (!take_command(in, paper)) return std::nullopt;
  if (paper.bits.empty()) return std::nullopt;
  const int width = static_cast<int>(paper.row_bytes) * 8;
  Bytes grey;
  grey.reserve(paper.bits.size() * 8);
  for (auto byte : paper.bits)
    for (int bit = 7; bit >= 0; --bit) grey.push_back(byte >> bit & 1 ? 0 : 255);
  Bytes png;
  auto append = [](void* out, void* data, int size) {
    auto* bytes = static_cast<std::uint8_t*>(data);
    static_cast<Bytes*>(out)->insert(static_cast<Bytes*>(out)->end(), bytes, bytes + size);
  };
  const int height = static_cast<int>(paper.bits.size() / paper.row_bytes);
  stbi_write_png_to_func(append, &png, width, height, 1, grey.data(), width);
  return png;
}

}  // namespace redress
