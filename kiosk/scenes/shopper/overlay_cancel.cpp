// Cancel: asks once, because what was filled in is wiped.
#include "kiosk/scenes/shopper/overlay_scene.h"
#include "kiosk/scenes/shopper/scenes.h"

namespace redress::shopper {

namespace {

class Cancel final : public OverlayScene {
 public:
  Cancel() : OverlayScene("rail:cancel") {}

  void draw(ui::Canvas& c, const App& app) const override {
    ui::DialogSpec spec;
    spec.title = app.say("cancel.q"_msg);
    spec.body = app.say("cancel.what"_msg);
    spec.buttons = {{.id = "stay", .label = app.say("cancel.stay"_msg), .look = ui::Look::filled},
                    {.id = "leave", .label = app.say("cancel.leave"_msg)}};
    const ui::Dialog dialog(c, spec);
  }

 protected:
  Step on(const ui::UiEvent& event, App&) override {
    if (event.tapped("stay")) return Step::back();
    return event.tapped("leave") ? Step::home() : Step::stay();
  }
};

}  // namespace

std::unique_ptr<Scene> make_cancel() { return std::make_unique<Cancel>(); }

}  // namespace redress::shopper
