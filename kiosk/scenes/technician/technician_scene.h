// What every technician screen has in common (screens-staff section 6): bars, navigation, the way out, and
// leaving by itself after ten minutes without a touch. Never shows personal data or case text. ui thread.
#pragma once

#include "kiosk/app/app.h"
#include "kiosk/app/scene.h"
#include "kiosk/ui/staff.h"

namespace redress::technician {

inline constexpr int kLeave_minutes = 10;

class TechnicianScene : public Scene {
 public:
  void enter(App& app) final;
  void leave(App&) final { closing(); }
  Step update(const ui::UiEvent& event, App& app) final;
  void draw(ui::Canvas& canvas, const App& app) const final;
  std::uint64_t wants_tick_at_ms() const final;
  bool for_technician() const final { return true; }

 protected:
  virtual std::string_view here_id() const = 0;  // of the navigation: "nav:home"
  virtual void content(ui::Canvas& canvas, ui::Rect work, const App& app) const = 0;
  virtual Step on(const ui::UiEvent& event, App& app) = 0;
  virtual void opened(App&) {}
  virtual void closing() {}
  virtual bool has_navigation() const { return true; }
  virtual std::uint64_t tick_at_ms() const { return 0; }

 private:
  std::uint64_t leave_at_ms_ = 0;
};

// Ends the maintenance: forgets the person, shows the shopper's (or the counter's) first screen.
Step end_maintenance(App& app);

struct PrinterWords {
  ui::Mark mark = ui::Mark::ok;
  std::string state, fix;  // fix: three steps, empty when there is nothing to do
};
PrinterWords printer_words(const App& app, const PrinterStatus& status);
std::string gigabytes(std::int64_t bytes);  // 21.0 GB
std::string tenths(float n);                // 20.8
std::string mark_words(const App& app, ui::Mark mark);
std::string moment_words(const App& app, Instant t);  // 今天 14:48 in the mall's time
// From the top of r down; returns the height used.
float lines(ui::Canvas& c, const ui::Rect& r, const std::string& words, ui::Type t,
            ui::Colour colour = ui::Colour::ink);

std::unique_ptr<Scene> make_signin();
std::unique_ptr<Scene> make_home();
std::unique_ptr<Scene> make_enrol();
std::unique_ptr<Scene> make_network();
std::unique_ptr<Scene> make_printer();
std::unique_ptr<Scene> make_scanner();
std::unique_ptr<Scene> make_storage();
std::unique_ptr<Scene> make_settings();

}  // namespace redress::technician
