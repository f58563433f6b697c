// One ImGui context and draw lists made by hand, so that tests say exactly what is drawn.
#pragma once

#include <imgui.h>

#include <functional>
#include <memory>
#include <vector>

#include "core/env/screen.h"
#include "kiosk/ui/glyph_atlas.h"
#include "kiosk/ui/raster.h"

namespace redress::ui {

inline FontStore& picture_fonts() {
  static auto fonts = std::move(FontStore::open()).value();
  return *fonts;
}

// The context lives as long as the program.
inline void start_imgui() {
  static GlyphAtlas atlas(picture_fonts());
  static ImGuiContext* context = nullptr;
  if (context) return;
  context = ImGui::CreateContext(atlas.imgui_fonts());
  GlyphAtlas::configure(ImGui::GetIO(), ImGui::GetStyle());
  ImGui::GetIO().DisplaySize = ImVec2(1080, 1920);
  ImGui::NewFrame();
  ImGui::EndFrame();
}

class Picture {
 public:
  Picture(int width, int height) : width_(width), height_(height) {
    start_imgui();
    list_ = std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData());
    list_->_ResetForNewFrame();
    list_->PushTextureID(ImGui::GetIO().Fonts->TexID);
    list_->PushClipRect(ImVec2(0, 0), ImVec2(static_cast<float>(width), static_cast<float>(height)));
    pointer_ = list_.get();
  }
  ImDrawList& list() { return *list_; }
  ImDrawData data() {
    ImDrawData data;
    data.Valid = true;
    data.CmdListsCount = 1;
    data.CmdLists = &pointer_;
    data.DisplaySize = ImVec2(static_cast<float>(width_), static_cast<float>(height_));
    return data;
  }

 private:
  int width_, height_;
  std::unique_ptr<ImDrawList> list_;
  ImDrawList* pointer_ = nullptr;
};

struct Pixels {
  int width, height;
  std::vector<std::uint32_t> values;
  Pixels(int w, int h, std::uint32_t start = 0xFF5A5A5A)
      : width(w), height(h), values(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), start) {}
  PixelBuffer buffer() { return {values.data(), width, height, width}; }
  std::uint32_t at(int x, int y) const { return values[static_cast<std::size_t>(y * width + x)]; }
};

}  // namespace redress::ui
