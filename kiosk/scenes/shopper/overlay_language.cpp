// Language: all that are offered, each in its own script. Nothing that was filled in is lost.
#include "kiosk/scenes/shopper/overlay_scene.h"
#include "kiosk/scenes/shopper/scenes.h"

namespace redress::shopper {

namespace {

class ChooseLanguage final : public OverlayScene {
 public:
  ChooseLanguage() : OverlayScene("rail:lang") {}

  void draw(ui::Canvas& c, const App& app) const override {
    const auto& offered = offered_languages();
    const float high = 112, gap = 20, n = static_cast<float>(offered.size());
    ui::DialogSpec spec;
    spec.title = app.say("lang.title"_msg);
    spec.body = app.say("lang.hint"_msg);
    spec.content_height = c.portrait() ? n * (high + gap) - gap : high;
    if (!c.portrait()) spec.width = 1160;
    spec.buttons = {{.id = "close", .label = app.say("nav.close"_msg)}};
    const ui::Dialog dialog(c, spec);
    const auto cells = c.portrait() ? ui::rows(dialog.content().top_part(spec.content_height), static_cast<int>(n), gap)
                                    : ui::columns(dialog.content().top_part(high), static_cast<int>(n), gap);
    for (std::size_t i = 0; i < offered.size(); ++i) {
      const auto& info = language_info(offered[i]);
      const ui::Canvas::Script script(c, std::string(info.code));
      ui::chip(c, cells[i], {.id = "lang:" + std::string(info.code), .label = std::string(info.own_name), .chosen = offered[i] == app.language(), .type = ui::Type{36, 1.3f}});
    }
  }

 protected:
  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("close")) return Step::back();
    const auto language = find_language(event.tapped_after("lang:"));
    if (!language) return Step::stay();
    app.set_language(*language);
    return Step::back();
  }
};

}  // namespace

std::unique_ptr<Scene> make_language() { return std::make_unique<ChooseLanguage>(); }

}  // namespace redress::shopper
