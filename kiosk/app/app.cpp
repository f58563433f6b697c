#include "kiosk/app/app.h"

namespace redress {

App::App(Clock& clock, Desk& desk, InputMethod* input_method)
    : clock_(clock), desk_(desk), input_method_(input_method), surroundings_(std::make_shared<const Surroundings>()) {}

void App::set_default_language(Language language) { language_ = default_language_ = language; }

void App::take_drafts_of(const std::string& person) {
  if (draft_of == person) return;
  if (!drafts.empty()) drafts_of_others[draft_of] = std::move(drafts);
  auto kept = drafts_of_others.extract(person);
  drafts = kept.empty() ? Drafts() : std::move(kept.mapped());
  draft_of = person;
}

bool App::has_drafts(std::string_view person) const {
  return person == draft_of ? !drafts.empty() : drafts_of_others.contains(std::string(person));
}

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
