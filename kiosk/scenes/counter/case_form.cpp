#include "kiosk/scenes/counter/case_form.h"

#include "core/text/dates.h"

namespace redress::counter {

void CaseForm::opened(App& app) {
  if (!app.staff || !app.staff->open_case || view_) return;
  code_ = *app.staff->open_case;
  begin(app);
  typed_.recall(app, draft(""));
  looking_ = app.desk().look_up(code_, app.staff->person);
  answer(app);
}

void CaseForm::closing(App& app) {
  typed_.leave();
  if (!view_ || dirty()) return;
  typed_.forget(app, draft(""));
  forget_choices(app);
}

void CaseForm::keep_draft(App& app) {
  typed_.keep(app, draft(""));
  keep_choices(app);
}

Step CaseForm::on_back(App&) {
  if (typed_.typing().empty()) return Step::back();
  typed_.leave();
  return Step::redraw();
}

Step CaseForm::answer(App& app) {
  if (auto found = looking_.take(); found && found->ok()) {
    view_ = std::move(**found);
    seen(app);
  }
  took(app);
  auto result = acting_.take();
  if (!result) return Step::redraw();
  done_ = result->ok();
  if (done_) return Step::back();
  tell_refusal(result->error(), app);
  return Step::redraw();
}

std::string CaseForm::missing(const App& app) const {
  const auto names = gaps(app);
  return names.empty() ? std::string() : app.say("refuse.missing"_msg, {{"what", join_list(app.words(), names)}});
}

}  // namespace redress::counter
