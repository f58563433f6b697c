#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "platform/sim/memory_screen.h"
#include "tests/raster/form_screen.h"
#include "tests/raster/picture.h"
#include "tests/raster/reference.h"

using namespace redress;
using namespace redress::ui;

namespace {

constexpr int width = 300, height = 333;  // no multiple of a tile

// Something on the screen; everything about it is one random number's choice.
struct Thing {
  int kind = 0;
  ImVec2 a, b;
  ImU32 color = 0;
  float size = 0;
};

using Random = std::mt19937;

float between(Random& random, float low, float high) {
  const float value = low + (high - low) * static_cast<float>(random() % 10000) / 10000;
  return random() % 2 ? value : std::floor(value);
}

Thing any_thing(Random& random) {
  Thing thing;
  thing.kind = static_cast<int>(random() % 10);
  thing.a = ImVec2(between(random, -40, width), between(random, -40, height));
  thing.b = ImVec2(thing.a.x + between(random, 1, 150), thing.a.y + between(random, 1, 150));
  thing.color = static_cast<ImU32>(random()) | (random() % 2 ? IM_COL32_A_MASK : 0);
  thing.size = between(random, 1, 24);
  return thing;
}

// A small change is the hard one: everything else stays.
void change(Random& random, Thing& thing) {
  switch (random() % 5) {
    case 0: thing.color ^= 0x00000F0F; return;
    case 1: thing.color ^= 0x20000000; return;
    case 2: thing.a.x += 0.25f; return;
    case 3: thing.size += 1; return;
    default: thing = any_thing(random);
  }
}

void draw_thing(ImDrawList& list, GlyphAtlas& atlas, const Thing& thing) {
  TextStyle style;
  style.em_px = 10 + thing.size;
  switch (thing.kind) {
    case 0: return list.AddRectFilled(thing.a, thing.b, thing.color);
    case 1: return list.AddRectFilled(thing.a, thing.b, thing.color, thing.size);
    case 2: return list.AddRect(thing.a, thing.b, thing.color, thing.size, 0, 1 + thing.size / 6);
    case 3: return list.AddLine(thing.a, thing.b, thing.color, thing.size / 3);
    case 4: return list.AddCircleFilled(thing.a, thing.size, thing.color);
    case 5: return list.AddRectFilledMultiColor(thing.a, thing.b, thing.color, ~thing.color, thing.color ^ 0xFF00FF, 0);
    case 6: return list.AddTriangleFilled(thing.a, thing.b, ImVec2(thing.a.x, thing.b.y + 20), thing.color);
    case 7:
      list.PushClipRect(ImVec2(thing.a.x + 5.5f, thing.a.y), ImVec2(thing.b.x, thing.a.y + 15), true);
      atlas.draw(list, style, thing.a.x, thing.a.y + 12, thing.color, "服务台 Service，请稍候。");
      return list.PopClipRect();
    default: return atlas.draw(list, style, thing.a.x, thing.a.y, thing.color, "投诉 Complaint 3 件");
  }
}

void draw_things(Picture& picture, GlyphAtlas& atlas, const std::vector<Thing>& things) {
  for (const Thing& thing : things) draw_thing(picture.list(), atlas, thing);
}

void check_same(const PixelBuffer& a, const Pixels& b) {
  std::size_t different = 0;
  for (int y = 0; y < b.height; ++y)
    for (int x = 0; x < b.width; ++x) different += ((a.pixels[y * a.stride + x] ^ b.at(x, y)) & 0xFFFFFF) != 0;
  REQUIRE(different == 0);
}

// Differences beyond rounding, per million pixels.
double apart_ppm(const Pixels& a, const Pixels& b, int tolerance) {
  std::size_t apart = 0;
  for (std::size_t i = 0; i < a.values.size(); ++i)
    for (const int shift : {0, 8, 16})
      if (std::abs(static_cast<int>(a.values[i] >> shift & 0xFF) - static_cast<int>(b.values[i] >> shift & 0xFF)) > tolerance) {
        ++apart;
        break;
      }
  return 1e6 * static_cast<double>(apart) / static_cast<double>(a.values.size());
}

}  // namespace

TEST_CASE("what a person sees after random edits equals a full redraw, pixel by pixel") {
  start_imgui();
  Random random(3);
  for (int world = 0; world < 6; ++world) {
    GlyphAtlas atlas(picture_fonts());
    Rasteriser cached;
    cached.set_ground(0xF5F3EE);
    MemoryScreen screen(width, height);
    std::vector<Thing> things;
    for (int i = 0; i < 12; ++i) things.push_back(any_thing(random));
    for (int edit = 0; edit < 80; ++edit) {
      if (edit > 0) change(random, things[random() % things.size()]);
      if (edit % 7 == 6) std::swap(things.front(), things.back());
      atlas.begin_frame();
      Picture picture(width, height);
      if (world % 2) picture.list().Flags = ImDrawListFlags_None;  // hard edges
      draw_things(picture, atlas, things);
      const auto damage = cached.draw(picture.data(), atlas, screen.pixels());
      REQUIRE(screen.present(damage).ok());

      Rasteriser fresh;
      fresh.set_ground(0xF5F3EE);
      Pixels whole(width, height);
      const auto all = fresh.draw(picture.data(), atlas, whole.buffer());
      REQUIRE(all.size() == 1);
      REQUIRE(all[0].width == width);
      check_same(screen.shown(), whole);
    }
  }
}

TEST_CASE("the picture is the one a simple second rasteriser draws") {
  start_imgui();
  Random random(5);
  double worst = 0;
  for (int world = 0; world < 12; ++world) {
    GlyphAtlas atlas(picture_fonts());
    std::vector<Thing> things;
    for (int i = 0; i < 10; ++i) things.push_back(any_thing(random));
    Picture picture(width, height);
    draw_things(picture, atlas, things);
    Rasteriser rasteriser;
    rasteriser.set_ground(0xF5F3EE);
    Pixels ours(width, height), theirs(width, height);
    (void)rasteriser.draw(picture.data(), atlas, ours.buffer());
    draw_reference(picture.data(), atlas, theirs.buffer(), 0xFFF5F3EE);
    const double ppm = apart_ppm(ours, theirs, 3);
    worst = std::max(worst, ppm);
    CHECK(ppm <= 50);  // pixel centres that fall on an edge within float precision
  }
  MESSAGE("pixels apart from the reference, worst of 12: " << worst << " per million");
}

TEST_CASE("the kiosk's form looks as the reference draws it") {
  start_imgui();
  GlyphAtlas atlas(picture_fonts());
  Picture picture(1080, 1920);
  draw_form_screen(picture.list(), atlas, {});
  Rasteriser rasteriser;
  Pixels ours(1080, 1920), theirs(1080, 1920);
  (void)rasteriser.draw(picture.data(), atlas, ours.buffer());
  draw_reference(picture.data(), atlas, theirs.buffer(), 0xFF000000);
  CHECK(apart_ppm(ours, theirs, 2) <= 5);
}

TEST_CASE("nothing changed means no damage, one key means its tiles only") {
  start_imgui();
  GlyphAtlas atlas(picture_fonts());
  Rasteriser rasteriser;
  Pixels pixels(1080, 1920);
  const auto damage_of = [&](const FormState& state) {
    Picture picture(1080, 1920);
    draw_form_screen(picture.list(), atlas, state);
    int area = 0;
    for (const auto& rect : rasteriser.draw(picture.data(), atlas, pixels.buffer())) area += rect.width * rect.height;
    return area;
  };
  CHECK(damage_of({}) == 1080 * 1920);
  CHECK(damage_of({}) == 0);
  FormState pressed;
  pressed.pressed_key = 13;
  const int key = damage_of(pressed);
  CHECK(key > 88 * 92 / 2);
  CHECK(key <= 3 * 3 * 64 * 64);
  CHECK(damage_of(pressed) == 0);
  rasteriser.invalidate();
  CHECK(damage_of(pressed) == 1080 * 1920);
}

TEST_CASE("damage never overlaps and stays inside the target") {
  start_imgui();
  GlyphAtlas atlas(picture_fonts());
  Rasteriser rasteriser;
  Pixels pixels(width, height);
  Random random(9);
  std::vector<Thing> things(4, any_thing(random));
  for (int round = 0; round < 60; ++round) {
    things[random() % 4] = any_thing(random);
    Picture picture(width, height);
    draw_things(picture, atlas, things);
    std::vector<int> touched(pixels.values.size());
    for (const auto& rect : rasteriser.draw(picture.data(), atlas, pixels.buffer())) {
      REQUIRE_FALSE(rect.empty());
      REQUIRE(rect.x >= 0);
      REQUIRE(rect.x + rect.width <= width);
      REQUIRE(rect.y + rect.height <= height);
      for (int y = rect.y; y < rect.y + rect.height; ++y)
        for (int x = rect.x; x < rect.x + rect.width; ++x) ++touched[static_cast<std::size_t>(y * width + x)];
    }
    REQUIRE(*std::max_element(touched.begin(), touched.end()) <= 1);
  }
}

TEST_CASE("the two triangles of a half transparent shape meet without gap or overlap") {
  start_imgui();
  GlyphAtlas atlas(picture_fonts());
  Random random(21);
  for (int round = 0; round < 50; ++round) {
    Picture picture(width, height);
    picture.list().Flags = ImDrawListFlags_None;  // no soft edges
    const auto at = [&] { return ImVec2(between(random, 10, 290), between(random, 10, 320)); };
    const ImVec2 a = at(), b = at(), c = at(), d = at();
    picture.list().AddTriangleFilled(a, b, c, IM_COL32(255, 255, 255, 128));
    const auto left_of = [&](ImVec2 p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0; };
    if (left_of(c) != left_of(d)) picture.list().AddTriangleFilled(b, a, d, IM_COL32(255, 255, 255, 128));
    Rasteriser rasteriser;
    Pixels pixels(width, height);
    (void)rasteriser.draw(picture.data(), atlas, pixels.buffer());
    for (const auto value : pixels.values) REQUIRE(((value & 0xFF) == 0 || (value & 0xFF) == 128));
  }
}
