#include "tests/scenes/golden.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <span>

#include "core/seal/hash.h"
#include "tests/scenes/small_picture.h"
#include "tests/source_dir.h"
#include "tests/ui/png.h"

namespace redress::stage {

namespace {

std::string hash_of(const PixelBuffer& picture) {
  REQUIRE(picture.stride == picture.width);
  const std::string size = std::to_string(picture.width) + "x" + std::to_string(picture.height) + ":";
  const auto pixels = std::span(picture.pixels, static_cast<std::size_t>(picture.width * picture.height));
  const auto bytes = std::as_bytes(pixels);
  return to_hex(hash({as_bytes(size), ByteView(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size())}));
}

bool accepting() {
  const char* what = std::getenv("GOLDEN");
  return what && std::string_view(what) == "accept";
}

}  // namespace

void check_golden(const std::string& name, const PixelBuffer& picture) {
  const std::string path = source_dir() + "/tests/golden/" + name + ".png";
  const auto golden = read_small(path);
  const auto pixels = hash_of(picture);
  if (golden && golden->comment == pixels) return;
  auto drawn = reduce(picture);
  drawn.comment = pixels;
  if (accepting()) {
    CHECK(write_small(path, drawn));
    return;
  }
  std::filesystem::create_directories("golden");
  const std::string seen = std::filesystem::absolute("golden/" + name).string();
  CHECK(write_png(seen + ".png", picture));
  if (golden) CHECK(write_small(seen + "-difference.png", difference(*golden, drawn)));
  const std::string what = golden ? " is not drawn as accepted: look at " + seen + "{,-difference}.png"
                                  : " was never accepted: look at " + seen + ".png";
  FAIL_CHECK(name << what << "; if it is right so: tests/golden/accept");
}

}  // namespace redress::stage
