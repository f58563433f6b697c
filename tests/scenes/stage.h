// Where scenes are tested: an App with a desk answered by hand, the real policy and a demo mall, a fixed
// clock (2026-04-16 14:06 in Shanghai) and a screen in memory. Shows one scene, touches it by id, looks at
// it.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/app.h"
#include "kiosk/app/scene.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/pointer.h"
#include "tests/scenes/fake_desk.h"
#include "tests/scenes/sample_case.h"

namespace redress::stage {

class StageClock final : public Clock {
 public:
  Instant now = kStageNow;
  std::int64_t since_boot_ms = 1'000'000;
  Instant wall() const override { return now; }
  std::int64_t monotonic_ms() const override { return since_boot_ms; }
  BootId boot() const override { return {1}; }
  void pass(std::int64_t ms) {
    now = now + ms;
    since_boot_ms += ms;
  }
};

class SceneStage {
 public:
  explicit SceneStage(bool portrait = true, ui::Audience audience = ui::Audience::shopper,
                      InputMethod* input_method = nullptr);
  ~SceneStage();
  SceneStage(const SceneStage&) = delete;
  SceneStage& operator=(const SceneStage&) = delete;

  StageClock clock;
  FakeDesk desk;
  App app;
  Surroundings here;  // change it, then apply()
  void apply();

  // Opens a scene of the table on an empty stage, or over what is there.
  void show(std::span<const SceneRow> table, std::string_view name);
  void cover(std::span<const SceneRow> table, std::string_view name);
  void leave_and_enter();  // covered, and uncovered again
  Scene& scene() { return *open_.back(); }

  // Each draws, hands the scene the event and returns what it said. A touch goes through the registry: it
  // must hit that widget at its middle, and a widget that is off gives `refused`.
  Step tap(std::string_view id);
  Step press(std::string_view id);   // a keyboard key
  Step type(std::string_view text);  // hardware text
  Step key(int key, int modifiers = 0);
  Step scan(std::string text);
  Step wake();
  Step pass(std::int64_t ms);  // time passes; a tick if the scene wants one
  Step send(ui::UiEvent event);

  const ui::Registry& draw();         // what a person sees now
  bool sees(std::string_view words);  // some text on the screen contains it
  std::string all_words();            // every text, one a line
  const ui::Widget* find(std::string_view id) { return draw().find(id); }
  std::vector<std::string> problems();  // check_all of what a person sees now
  const PixelBuffer& picture() const { return buffer_; }  // as drawn last

  ui::ThemeKind theme_kind() const { return app.theme_kind; }
  bool portrait() const { return portrait_; }

 private:
  ui::UiEvent touch(std::string_view id);
  void paint(bool fresh);
  bool portrait_;
  ui::Audience audience_;
  std::vector<std::unique_ptr<Scene>> open_;
  std::vector<std::uint32_t> pixels_;
  PixelBuffer buffer_;
};

// The one frame of the process, for tests that run the loop.
ui::Frame& shared_frame();

// Draws the scene in every orientation, language and text size, and in high contrast; every broken rule of check_all
// is a failure, and so is a picture at normal size that differs from its golden. With SCENES=all in the environment
// every picture is written to scenes/ in the folder the test runs in.
struct Look {
  std::string name;  // of the picture
  ui::Audience audience = ui::Audience::shopper;
  std::function<void(SceneStage&)> prepare;  // fills the visit, shows the scene, touches …
  bool at_kiosk = false;  // staff: portrait too; a counter lies
  InputMethod* input_method = nullptr;
};
void look_at(const Look& look);

// A step as words, for CHECK: "go shopper.type", "redraw", "back".
std::string words(const Step& step);

}  // namespace redress::stage
