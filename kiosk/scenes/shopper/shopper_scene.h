// What every screen of a visit has in common: header, progress, question, Back, primary, rail. A screen gives
// its page and its content and says what a touch means; Back, Cancel, Language, Text and contrast, Call staff
// are the same everywhere and at the same place.
#pragma once

#include "kiosk/app/app.h"
#include "kiosk/app/scene.h"
#include "kiosk/ui/shopper.h"

namespace redress::shopper {

class ShopperScene : public Scene {
 public:
  Step update(const ui::UiEvent& event, App& app) final;
  void draw(ui::Canvas& canvas, const App& app) const final;

 protected:
  // Title, step, Back and primary: start from base_page() / step_page().
  virtual ui::ShopperPage page(const App& app) const = 0;
  virtual void content(ui::Canvas& canvas, const ui::ShopperAreas& areas, const App& app) const = 0;
  // A touch or other event that is not the rail's.
  virtual Step on(const ui::UiEvent& event, App& app) = 0;
  // Back inside this screen (its second page, its keyboard): true if there was somewhere to go.
  virtual bool on_back(App&) { return false; }
  // A page that belongs to the screen below it: Back does not give up the line being edited.
  virtual bool keeps_editing() const { return false; }
  // False on home, done and look-up: there is nothing to cancel.
  virtual bool cancellable() const { return true; }

  static ui::ShopperPage base_page(const App& app);
  // Steps: 1 来意 2 事项 3 经过 4 期望、联系 5 核对. `name` 4 with contact: "step.4b".
  static ui::ShopperPage step_page(const App& app, int step, MessageKey name);
  static ui::Button back_button(const App& app);
  // Next, or 改好了 while a line of the review is being edited.
  static ui::Button next_button(const App& app);
  // Where Next goes: `scene`, or back to the review while editing.
  static Step next(const App& app, std::string scene);

 private:
  Step go_back(App& app);
};

// Option rows from the top of r down, at most `height` each, lower where r is short; returns the height used.
float option_rows(ui::Canvas& c, const ui::Rect& r, const std::vector<ui::OptionRow>& rows, float height);

// A choice too narrow for a tick beside its words (floors, index, days): line, wash and bold say chosen.
struct NarrowChoice {
  std::string id, label;
  bool chosen = false;
  ui::Type type = ui::Type{36, 1.3f};
  std::string spoken{};
};
void narrow_choice(ui::Canvas& c, const ui::Rect& r, const NarrowChoice& choice);

std::vector<ui::RailCell> rail_cells(const App& app, bool cancellable);
// The rail's touches; nothing if the event is not for the rail.
std::optional<Step> rail_step(const ui::UiEvent& event);

}  // namespace redress::shopper
