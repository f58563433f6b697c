// A screen. `draw` only draws what is; `update` changes it and says where to go. So update is tested without
// a window, and what a touch hits is what the person saw (the registry of the presented frame).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/canvas.h"
#include "kiosk/ui/pointer.h"

namespace redress {

class App;

struct Step {
  enum class Kind {
    stay,     // nothing changed: no frame
    redraw,
    go,       // push `scene`
    replace,  // `scene` instead of this one
    back,     // pop this one
    home,     // end of the visit: wipe, language back to default, first scene
    reopen,   // the program opens anew with the settings as they are now
  };
  Kind kind = Kind::stay;
  std::string scene;

  static Step stay() { return {}; }
  static Step redraw() { return {Kind::redraw, {}}; }
  static Step go(std::string scene) { return {Kind::go, std::move(scene)}; }
  static Step replace(std::string scene) { return {Kind::replace, std::move(scene)}; }
  static Step back() { return {Kind::back, {}}; }
  static Step home() { return {Kind::home, {}}; }
  static Step reopen() { return {Kind::reopen, {}}; }
};

class Scene {
 public:
  virtual ~Scene() = default;
  // Shown for the first time, or again after the one above went away. May ask the desk.
  virtual void enter(App&) {}
  virtual void leave(App&) {}  // covered or closed: finish compositions, keep values in the visit
  virtual Step update(const ui::UiEvent& event, App& app) = 0;
  virtual void draw(ui::Canvas& canvas, const App& app) const = 0;
  virtual bool overlay() const { return false; }      // drawn over the scene below, which stays visible
  virtual bool has_text_field() const { return false; }  // idle after 120 s instead of 60 (decision 28)
  // Staff sizes also at a kiosk, and no question whether somebody is there: it leaves by itself.
  virtual bool for_technician() const { return false; }
  // When `update` wants a tick (monotonic ms); 0: never. Nothing is polled.
  virtual std::uint64_t wants_tick_at_ms() const { return 0; }
};

// One row + one file adds a screen. Names: "shopper.category", "counter.queue", "technician.home".
struct SceneRow {
  std::string_view name;
  std::unique_ptr<Scene> (*make)();
};
template <class S>
std::unique_ptr<Scene> make_scene() {
  return std::make_unique<S>();
}

}  // namespace redress
