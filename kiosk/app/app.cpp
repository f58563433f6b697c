#include "kiosk/app/app.h"

namespace redress {

App::App(Clock& clock, Desk& desk, InputMethod* input_method)
    : clock_(clock), desk_(desk), input_method_(input_method), surroundings_(std::make_shared<const Surroundings>()) {}

void App::set_default_language(Language language) { language_ = default_language_ = language; }

void App::end_visit() {
  visit.wipe();
  visit = Visit();
  if (input_method_) input_method_->clear();
  if (staff) return;  // a signed-in person keeps language and look until locked
  language_ = default_language_;
  theme_kind = ui::ThemeKind::normal;
  text_scale = 1.0f;
}

}  // namespace redress
