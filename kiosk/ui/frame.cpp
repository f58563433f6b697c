#include "kiosk/ui/frame.h"

#include <imgui.h>

#include <optional>

#include "kiosk/ui/glyph_atlas.h"
#include "kiosk/ui/raster.h"

namespace redress::ui {

struct Frame::Parts {
  explicit Parts(FontStore& fonts) : glyphs(fonts), context(ImGui::CreateContext(glyphs.imgui_fonts())) {
    ImGuiIO& io = ImGui::GetIO();
    GlyphAtlas::configure(io, ImGui::GetStyle());
    io.IniFilename = nullptr;  // nothing is kept on disk
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  }
  ~Parts() { ImGui::DestroyContext(context); }

  GlyphAtlas glyphs;
  ImGuiContext* context;
  Rasteriser rasteriser;
  Registry drawing, shown;
  std::optional<Canvas> canvas;
  PixelBuffer target;
  std::uint64_t count = 0;
};

Frame::Frame(FontStore& fonts) : parts_(std::make_unique<Parts>(fonts)) {}
Frame::~Frame() = default;

Canvas& Frame::begin(const PixelBuffer& target, const Theme& theme, const std::string& language,
                     const std::string& pressed_id, const std::string& focused_id) {
  Parts& p = *parts_;
  ImGui::SetCurrentContext(p.context);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(target.width), static_cast<float>(target.height)};
  io.DeltaTime = 1.f / 60;  // nothing of ImGui's own moves; it only must not be zero
  p.target = target;
  p.glyphs.begin_frame();
  ImGui::NewFrame();
  p.drawing.clear();
  const Rgba paper = theme.rgba(Colour::paper);
  p.rasteriser.set_ground(static_cast<std::uint32_t>(paper.r << 16 | paper.g << 8 | paper.b));
  p.canvas.emplace(CanvasPorts{ImGui::GetBackgroundDrawList(), &p.glyphs, &p.drawing}, theme, language,
                   Size{io.DisplaySize.x, io.DisplaySize.y}, pressed_id, focused_id);
  return *p.canvas;
}

std::vector<PixelRect> Frame::end() {
  Parts& p = *parts_;
  ImGui::Render();
  p.canvas.reset();
  std::swap(p.drawing, p.shown);
  ++p.count;
  return p.rasteriser.draw(*ImGui::GetDrawData(), p.glyphs, p.target);
}

void Frame::invalidate() { parts_->rasteriser.invalidate(); }
void Frame::rest() {
  parts_->glyphs.fonts().rest();
  parts_->drawing.clear();
}
const Registry& Frame::presented() const { return parts_->shown; }
std::uint64_t Frame::count() const { return parts_->count; }

}  // namespace redress::ui
