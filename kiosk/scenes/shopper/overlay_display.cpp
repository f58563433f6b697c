// Text and contrast: takes effect at once, on this dialog too; the visit's end resets it.
#include "kiosk/scenes/shopper/overlay_scene.h"
#include "kiosk/scenes/shopper/scenes.h"

namespace redress::shopper {

namespace {

using ui::Rect;

constexpr float kScales[] = {1.0f, 1.25f, 1.5f};

class Display final : public OverlayScene {
 public:
  Display() : OverlayScene("rail:display") {}

  void draw(ui::Canvas& c, const App& app) const override {
    ui::DialogSpec spec;
    spec.title = app.say("display.title"_msg);
    const ui::Type label{34, 1.4f, true};
    const float line = c.line_height(label) + 12 + ui::size::segment;
    spec.content_height = c.portrait() ? 2 * line + 32 : line;
    if (!c.portrait()) spec.width = 1240;
    spec.buttons = {{.id = "close", .label = app.say("nav.ok"_msg), .look = ui::Look::filled}};
    const ui::Dialog dialog(c, spec);
    Rect rest = dialog.content();
    Rect size = rest, contrast = rest;
    if (c.portrait()) {
      size = rest.take_top(line, 32);
      contrast = rest;
    } else {
      const auto cells = ui::columns(rest, {3.f, 2.f}, 40);
      size = cells[0];
      contrast = cells[1];
    }
    choices(c, size, app.say("display.size"_msg), label,
            {{"size:0", app.say("display.size.normal"_msg)}, {"size:1", app.say("display.size.large"_msg)}, {"size:2", app.say("display.size.huge"_msg)}}, size_index(app));
    choices(c, contrast, app.say("display.contrast"_msg), label,
            {{"contrast:0", app.say("display.contrast.normal"_msg)}, {"contrast:1", app.say("display.contrast.high"_msg)}}, app.theme_kind == ui::ThemeKind::contrast ? 1 : 0);
  }

 protected:
  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("close")) return Step::back();
    if (const auto n = event.tapped_after("size:"); !n.empty()) {
      app.text_scale = kScales[n[0] - '0'];
      return Step::redraw();
    }
    if (const auto n = event.tapped_after("contrast:"); !n.empty()) {
      app.theme_kind = n == "1" ? ui::ThemeKind::contrast : ui::ThemeKind::normal;
      return Step::redraw();
    }
    return Step::stay();
  }

 private:
  static int size_index(const App& app) {
    for (int i = 0; i < 3; ++i)
      if (app.text_scale <= kScales[i] + .01f) return i;
    return 2;
  }
  static void choices(ui::Canvas& c, Rect r, const std::string& words, ui::Type label, const std::vector<ui::Choice>& list, int chosen) {
    ui::section(c, r.take_top(c.line_height(label), 12), words, {}, label);
    ui::segment(c, r.top_part(ui::size::segment), list, chosen);
  }
};

}  // namespace

std::unique_ptr<Scene> make_display() { return std::make_unique<Display>(); }

}  // namespace redress::shopper
