// What every counter screen has in common: top bar with real sync state, clock, person and Lock; foot bar with the
// scanner's prompt and the state of the devices; scans, badges, F-keys, Esc and alarms mean the same everywhere.
// A screen draws its work area and says what its own touches mean. ui thread.
//
// Scans (screens-staff section 3): a receipt known here opens "counter.case" with app.staff->open_case set, one not
// known here opens "counter.unknown"; both in the place of the screen it was scanned on, unless stays_below().
// A badge locks and hands its number to the sign-in. A scan never reaches on(), so it cannot land in a field.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/app.h"
#include "kiosk/app/scene.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

class StaffScene : public Scene {
 public:
  void enter(App& app) final;
  void leave(App& app) final;
  Step update(const ui::UiEvent& event, App& app) final;
  void draw(ui::Canvas& canvas, const App& app) const final;  // an overlay() draws its content only
  std::uint64_t wants_tick_at_ms() const final;

 protected:
  virtual void content(ui::Canvas& canvas, const ui::Rect& work, const App& app) const = 0;
  // A touch or other event that is not the frame's. Wakes and ticks come here too.
  virtual Step on(const ui::UiEvent& event, App& app) = 0;
  virtual void opened(App&) {}        // shown first, or again: ask the desk here
  virtual void closing(App&) {}       // covered or closed
  virtual Step on_back(App&) { return Step::back(); }  // the button "back" and Esc
  virtual bool dirty() const { return false; }         // typed something: the prompt says a scan keeps it
  virtual void keep_draft(App&) {}                     // before a scan or a lock takes the screen away
  virtual std::vector<ui::Button> foot_buttons(const App&) const { return {}; }  // secondary, then primary
  virtual bool stays_below() const { return false; }   // a scanned case opens over it (queue)
  virtual Step on_scan(const std::string& scanned, App& app);  // signed in: see above
  virtual void adjust(ui::StaffPage&, const App&) const {}     // of the frame (sign-in)
  virtual std::uint64_t tick_at_ms() const { return 0; }       // own wish for a tick

  // One sentence above the foot bar until the next touch.
  void tell(std::string words, ui::Tone tone);
  // Why the engine did not take an action.
  void tell_refusal(const Error& error, const App& app);

  // Opens the case over this screen.
  static Step open_case(App& app, CaseCode code);

 private:
  std::optional<Step> frame_step(const ui::UiEvent& event, App& app);
  std::optional<Step> key_step(int key, App& app);
  Step scanned_code(CaseCode code, App& app);
  std::optional<Step> scan_answer(App& app);
  Step leave_for(const char* scene) const;
  void arm(const App& app);
  void draw_told(ui::Canvas& canvas) const;

  Pending<CaseView> scan_;
  CaseCode scan_code_;
  Pending<Uuid> answered_;
  std::string told_;
  ui::Tone tone_ = ui::Tone::info;
  std::uint64_t minute_at_ms_ = 0;
};

// Forgets the person; what they typed stays for them (app.drafts). The step leads to the sign-in.
Step lock(App& app);

// The bars as they are on every signed-in screen.
ui::StaffPage staff_frame(const App& app);
ui::StatusChip sync_chip(const App& app);
// Why nothing can be printed now: 打印机：缺纸. Empty: it can.
std::string printer_trouble(const App& app);
// Button "back", left of every heading: 返回.
ui::Button back_button(const App& app);
// 周敏·客服
std::string person_words(const App& app, const Person& person);
// 今天 14:48 in the mall's time.
std::string when_words(const App& app, Instant t);
// 安全与人身伤害，夹伤碰伤, 3F 318 轻木家居, 客服部: words of the policy and the site in the person's language.
std::string category_words(const App& app, std::string_view category, std::string_view subcategory);
std::string place_words(const App& app, std::string_view place);
std::string department_words(const App& app, std::string_view department);
// 1 级 紧急, and 紧急 alone: in the policy's words
std::string level_words(const App& app, int level);
std::string level_word(const App& app, int level);
// Mark, words and second line of a running clock (section 4).
ui::TimeLeft clock_left(const App& app, const ClockView& clock);
// Six cells for the stage bar; 0-based place of a stage in it (feed_back and confirm share one).
std::vector<ui::StageCell> stage_cells(const App& app, Stage stage);
int stage_place(Stage stage);

}  // namespace redress::counter
