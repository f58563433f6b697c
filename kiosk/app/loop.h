// The event-driven loop: waits, lets the scene on top update, draws only when something changed (R: idle draws
// nothing). Ui thread; never waits for the engine.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/env/screen.h"
#include "kiosk/app/app.h"
#include "kiosk/app/fade.h"
#include "kiosk/app/scene.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/pointer.h"

namespace redress {

// What happens when nobody touches the screen (decision 28). 0: never. Large letters double it for a shopper.
struct IdleRule {
  std::uint64_t warn_ms = 60'000;
  std::uint64_t warn_with_text_ms = 120'000;
  std::string warn_scene;      // overlay that counts down and then says Step::home()
};

// Tells whoever watches over the program that its screens live: after the first picture, then every `every_ms` (0: no
// more), and never while a picture is owed (decision 24).
struct Heartbeat {
  std::uint64_t every_ms = 0;
  std::function<void()> beat;
};

struct LoopSetup {
  std::string first_scene;     // "shopper.home"
  ui::Audience audience = ui::Audience::shopper;
  IdleRule idle;
  std::string scan_scene;      // gets a scan that the scene on top did not use
  std::string staff_scene;     // where a scanned badge goes
  Heartbeat heartbeat{};
  bool motion = false;         // a shopper's next screen fades in
};

class Loop {
 public:
  // Everything outlives the loop. `scenes` is the table of all screens.
  Loop(App& app, Screen& screen, ui::Frame& frame, std::span<const SceneRow> scenes, LoopSetup setup);

  // Makes the picture that is due, if one is. The first call shows the first screen.
  void draw_if_needed();
  void beat_if_due();
  // Handles one event (or one time-out). False after quit.
  bool step(int max_wait_ms = -1);
  void run() { while (step()) {} }
  bool wants_reopen() const { return wants_reopen_; }

  // Things another thread asks to be done on the ui thread (inspector, engine answers). Thread-safe.
  void post(std::function<void()> job);

  // New surroundings or an answer are there: scenes look. Ui thread.
  void news();

  // What is on the screen now. Ui thread.
  std::string_view scene_name() const;
  const ui::Registry& registry() const { return frame_.presented(); }
  std::uint64_t frames() const { return frame_.count(); }
  // When the first and the newest picture were on the display, by CLOCK_MONOTONIC; 0: not yet. Ui thread.
  std::int64_t first_picture_at_us() const { return first_picture_at_us_; }
  std::int64_t last_picture_at_us() const { return last_picture_at_us_; }
  Screen& screen() { return screen_; }
  // Goes there as if a scene had said so (technician gesture, tests).
  void go(const Step& step) { follow(step); }
  void end_fade();  // the picture is at rest (a screenshot)
  // As if the screen had given it (player, inspector).
  void inject(InputEvent event);

 private:
  struct Open {
    std::string name;
    std::unique_ptr<Scene> scene;
    std::string focused{};  // by keypad when another scene covered it
  };
  void draw();
  void handle(const InputEvent& event);
  void note_refusal(const ui::UiEvent& event);
  void deliver(const ui::UiEvent& event);
  void follow(const Step& step);
  void fade_in();
  void push(const std::string& name);
  void pop();
  void home();
  void rest_if_over();
  void note_visit();
  void run_jobs();
  void check_time();
  int wait_ms(int max_wait_ms) const;
  std::uint64_t idle_limit_ms() const;
  Open& top() { return open_.back(); }

  App& app_;
  Screen& screen_;
  ui::Frame& frame_;
  std::span<const SceneRow> scenes_;
  LoopSetup setup_;
  ui::Pointer pointer_;
  std::vector<Open> open_;
  std::string pressed_, focused_;
  std::string refused_id_, refused_why_;
  Fade fade_;
  bool dirty_ = true;
  bool quit_ = false;
  bool wants_reopen_ = false;
  bool under_way_ = false;      // a visit that is not submitted, as last noted
  bool is_over_ = false;  // a visit, and its memory is not given back yet
  bool owes_picture_ = true;    // the newest one is not on the display yet
  std::uint64_t beat_at_ms_ = 0;
  std::int64_t first_picture_at_us_ = 0, last_picture_at_us_ = 0;
  struct Jobs;
  std::shared_ptr<Jobs> jobs_;
};

}  // namespace redress
