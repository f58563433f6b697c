#include "tests/scenes/small_picture.h"

#include <png.h>

#include <array>
#include <cstdio>
#include <map>
#include <memory>

namespace redress::stage {

namespace {

constexpr int kShrink = 3;
constexpr char kCommentKey[] = "Pixels";

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::uint8_t widen(int five_bits) {
  return static_cast<std::uint8_t>(five_bits << 3 | five_bits >> 2);
}

png_color colour_of(std::uint16_t v) {
  return {widen(v >> 10 & 31), widen(v >> 5 & 31), widen(v & 31)};
}

std::uint16_t of_colour(png_color c) {
  return static_cast<std::uint16_t>(c.red >> 3 << 10 | c.green >> 3 << 5 | c.blue >> 3);
}

std::uint16_t average(const PixelBuffer& from, int x, int y) {
  std::array<int, 3> sum{};
  for (int dy = 0; dy < kShrink; ++dy)
    for (int dx = 0; dx < kShrink; ++dx) {
      const std::uint32_t v = from.pixels[(y * kShrink + dy) * from.stride + x * kShrink + dx];
      for (std::size_t i = 0; i < 3; ++i) sum[i] += static_cast<int>(v >> (16 - 8 * i) & 0xFF);
    }
  const auto five_bits = [](int total) { return total * 31 / (255 * kShrink * kShrink); };
  return static_cast<std::uint16_t>(five_bits(sum[0]) << 10 | five_bits(sum[1]) << 5 | five_bits(sum[2]));
}

// The most frequent 256 colours; rarer ones become the nearest of them.
std::map<std::uint16_t, png_byte> palette_of(const SmallPicture& picture, std::vector<png_color>& palette) {
  std::map<std::uint16_t, int> counts;
  for (const auto v : picture.pixels) ++counts[v];
  std::multimap<int, std::uint16_t, std::greater<>> by_count;
  for (const auto& [v, count] : counts) by_count.emplace(count, v);
  std::map<std::uint16_t, png_byte> index;
  const auto distance = [](png_color a, png_color b) {
    const int r = a.red - b.red, g = a.green - b.green, blue = a.blue - b.blue;
    return r * r + g * g + blue * blue;
  };
  for (const auto& [count, v] : by_count) {
    const auto colour = colour_of(v);
    std::size_t at = palette.size();
    if (at < 256) {
      palette.push_back(colour);
    } else {
      at = 0;
      for (std::size_t i = 1; i < palette.size(); ++i)
        if (distance(palette[i], colour) < distance(palette[at], colour)) at = i;
    }
    index[v] = static_cast<png_byte>(at);
  }
  return index;
}

}  // namespace

SmallPicture reduce(const PixelBuffer& picture) {
  SmallPicture out;
  out.width = picture.width / kShrink;
  out.height = picture.height / kShrink;
  out.pixels.reserve(static_cast<std::size_t>(out.width * out.height));
  for (int y = 0; y < out.height; ++y)
    for (int x = 0; x < out.width; ++x) out.pixels.push_back(average(picture, x, y));
  return out;
}

SmallPicture difference(const SmallPicture& before, const SmallPicture& after) {
  constexpr std::uint16_t kRed = 31 << 10;
  SmallPicture out = after;
  out.comment.clear();
  for (std::size_t i = 0; i < out.pixels.size(); ++i) {
    const auto v = after.pixels[i];
    const int grey = 16 + ((v >> 10 & 31) + (v >> 5 & 31) + (v & 31)) / 6;
    const bool same = i < before.pixels.size() && before.pixels[i] == v;
    out.pixels[i] = same ? static_cast<std::uint16_t>(grey << 10 | grey << 5 | grey) : kRed;
  }
  return out;
}

bool write_small(const std::string& path, const SmallPicture& picture) {
  // Whole or not at all: an accept that is cut off must not leave half a picture.
  const std::string part = path + ".part";
  File file(std::fopen(part.c_str(), "wb"));
  if (!file) return false;
  std::vector<png_color> palette;
  const auto index = palette_of(picture, palette);
  std::vector<png_byte> bytes;
  bytes.reserve(picture.pixels.size());
  for (const auto v : picture.pixels) bytes.push_back(index.at(v));

  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_init_io(png, file.get());
  png_set_compression_level(png, 9);
  png_set_filter(png, 0, PNG_FILTER_NONE);
  png_set_IHDR(png, info, static_cast<png_uint_32>(picture.width), static_cast<png_uint_32>(picture.height),
               8, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_set_PLTE(png, info, palette.data(), static_cast<int>(palette.size()));
  std::string key = kCommentKey, comment = picture.comment;
  png_text text{};
  text.compression = PNG_TEXT_COMPRESSION_NONE;
  text.key = key.data();
  text.text = comment.data();
  if (!comment.empty()) png_set_text(png, info, &text, 1);
  png_write_info(png, info);
  for (int y = 0; y < picture.height; ++y)
    png_write_row(png, bytes.data() + static_cast<std::ptrdiff_t>(y) * picture.width);
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  const bool written = std::fflush(file.get()) == 0 && std::ferror(file.get()) == 0;
  file.reset();
  return written && std::rename(part.c_str(), path.c_str()) == 0;
}

std::optional<SmallPicture> read_small(const std::string& path) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) return std::nullopt;
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_init_io(png, file.get());
  png_read_png(png, info, PNG_TRANSFORM_EXPAND, nullptr);
  SmallPicture out;
  out.width = static_cast<int>(png_get_image_width(png, info));
  out.height = static_cast<int>(png_get_image_height(png, info));
  const png_bytepp rows = png_get_rows(png, info);
  for (int y = 0; y < out.height; ++y)
    for (int x = 0; x < out.width; ++x) {
      const png_bytep p = rows[y] + 3 * x;
      out.pixels.push_back(of_colour({p[0], p[1], p[2]}));
    }
  png_textp texts = nullptr;
  int count = 0;
  png_get_text(png, info, &texts, &count);
  for (int i = 0; i < count; ++i)
    if (std::string(texts[i].key) == kCommentKey) out.comment = texts[i].text;
  png_destroy_read_struct(&png, &info, nullptr);
  return out;
}

}  // namespace redress::stage
