#include "kiosk/ui/raster.h"

#include <algorithm>

#include "kiosk/ui/raster_paint.h"
#include "kiosk/ui/raster_primitive.h"
#include "kiosk/ui/second_hand.h"

namespace redress::ui {
namespace {

constexpr int tile_px = window_rows;
constexpr int tiles_worth_sharing = 64;  // an eighth of a full screen; below, waking a thread costs more than it brings

int tiles_over(int px) { return (px + tile_px - 1) / tile_px; }

// A run of changed tiles in one row of tiles.
struct Run {
  int row = 0, first = 0, end = 0;
};

}  // namespace

struct Rasteriser::State {
  std::uint32_t ground_rgb = 0xFF000000;
  PixelBuffer target;
  int columns = 0, rows = 0;
  bool is_all_lost = true;
  std::vector<std::uint64_t> drawn, wanted;         // hash a tile
  std::vector<Primitive> primitives;
  std::vector<std::vector<std::uint32_t>> by_row;   // primitives that touch a row of tiles
  SecondHand second_hand;

  void aim(const PixelBuffer& to) {
    const bool is_same = to.pixels == target.pixels && to.width == target.width && to.height == target.height &&
                         to.stride == target.stride && !to.is_lost;
    target = to;
    if (is_same) return;
    is_all_lost = true;
    columns = tiles_over(to.width);
    rows = tiles_over(to.height);
    drawn.assign(static_cast<std::size_t>(columns * rows), 0);
    by_row.resize(static_cast<std::size_t>(rows));
  }

  std::size_t tile(int column, int row) const { return static_cast<std::size_t>(row * columns + column); }

  void hash_tiles(std::uint32_t atlas_generation) {
    wanted.assign(drawn.size(), mix_hash(ground_rgb, atlas_generation));
    for (auto& row : by_row) row.clear();
    for (std::size_t i = 0; i < primitives.size(); ++i) {
      const PixelBox& box = primitives[i].box;
      for (int row = box.y0 / tile_px; row <= (box.y1 - 1) / tile_px; ++row) {
        by_row[static_cast<std::size_t>(row)].push_back(static_cast<std::uint32_t>(i));
        for (int column = box.x0 / tile_px; column <= (box.x1 - 1) / tile_px; ++column) {
          auto& hash = wanted[tile(column, row)];
          hash = mix_hash(hash, primitives[i].hash);
        }
      }
    }
  }

  std::vector<Run> changed_runs() const {
    std::vector<Run> runs;
    for (int row = 0; row < rows; ++row) {
      for (int column = 0; column < columns; ++column) {
        if (!is_all_lost && wanted[tile(column, row)] == drawn[tile(column, row)]) continue;
        if (!runs.empty() && runs.back().row == row && runs.back().end == column)
          ++runs.back().end;
        else
          runs.push_back({row, column, column + 1});
      }
    }
    return runs;
  }

  PixelBox window_of(const Run& run) const {
    return {run.first * tile_px, run.row * tile_px, std::min(run.end * tile_px, target.width),
            std::min((run.row + 1) * tile_px, target.height)};
  }

  // What lies under the last opaque rectangle over the whole window need not be drawn.
  void redraw(const Run& run, const GlyphAtlas& atlas) const {
    const PixelBox window = window_of(run);
    const auto& here = by_row[static_cast<std::size_t>(run.row)];
    const auto covers = [&](std::uint32_t i) {
      const Primitive& primitive = primitives[i];
      return primitive.kind == Primitive::Kind::fill && primitive.alpha == 255 && primitive.box.x0 <= window.x0 &&
             primitive.box.y0 <= window.y0 && primitive.box.x1 >= window.x1 && primitive.box.y1 >= window.y1;
    };
    auto first = std::find_if(here.rbegin(), here.rend(), covers).base();
    if (first == here.begin())
      paint_ground(target, window, ground_rgb);
    else
      --first;
    for (; first != here.end(); ++first) paint(target, window, primitives[*first], atlas);
  }

  // Runs share no pixel, so two threads give the same picture.
  void redraw_all(const std::vector<Run>& runs, const GlyphAtlas& atlas) {
    int tiles = 0;
    for (const Run& run : runs) tiles += run.end - run.first;
    if (tiles < tiles_worth_sharing) {
      for (const Run& run : runs) redraw(run, atlas);
      return;
    }
    second_hand.share(runs.size(), [&](std::size_t i) { redraw(runs[i], atlas); });
  }

  // Runs of equal width in neighbouring rows become one rectangle.
  std::vector<PixelRect> merge(const std::vector<Run>& runs) const {
    std::vector<PixelRect> rects;
    for (const Run& run : runs) {
      const PixelBox box = window_of(run);
      const auto above = std::find_if(rects.begin(), rects.end(), [&](const PixelRect& rect) {
        return rect.x == box.x0 && rect.x + rect.width == box.x1 && rect.y + rect.height == box.y0;
      });
      if (above != rects.end())
        above->height += box.y1 - box.y0;
      else
        rects.push_back({box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0});
    }
    return rects;
  }
};

Rasteriser::Rasteriser() : state_(std::make_unique<State>()) {}
Rasteriser::~Rasteriser() = default;

void Rasteriser::set_ground(std::uint32_t rgb) { state_->ground_rgb = 0xFF000000U | rgb; }

void Rasteriser::invalidate() { state_->is_all_lost = true; }

std::vector<PixelRect> Rasteriser::draw(const ImDrawData& data, const GlyphAtlas& atlas, PixelBuffer target) {
  State& state = *state_;
  state.aim(target);
  read_primitives(data, target.width, target.height, state.primitives);
  state.hash_tiles(atlas.generation());
  const std::vector<Run> runs = state.changed_runs();
  state.redraw_all(runs, atlas);
  state.drawn.swap(state.wanted);
  state.is_all_lost = false;
  return state.merge(runs);
}

}  // namespace redress::ui
