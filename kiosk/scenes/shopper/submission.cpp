#include "kiosk/scenes/shopper/submission.h"

#include "core/policy/policy.h"

namespace redress::shopper {

namespace {

// 女士 goes before the name the office will read; alone if no name was given.
void add_title(Intake& intake, const App& app) {
  const auto& visit = app.visit;
  if (visit.contact != ContactChoice::phone || visit.title.empty()) return;
  const auto title = app.words().text_of("contact.title", visit.title);
  Json contact = Json::object();
  const bool chinese = language_info(app.language()).chinese;
  std::string name(visit.name.view());
  contact.set("name", name.empty() ? title : chinese ? name + title : title + " " + name);
  for (const auto& [key, value] : intake.sealed["contact"].members())
    if (key != "name") contact.set(key, value);
  Json sealed = Json::object();
  for (const auto& [key, value] : intake.sealed.members()) sealed.set(key, key == "contact" ? contact : value);
  intake.sealed = std::move(sealed);
}

}  // namespace

Intake intake_of(const App& app) {
  const auto* policy = app.policy();
  auto intake = app.visit.intake(std::string(app.language_code()), policy ? consent_text(*policy, app.language()) : std::string(),
                                 policy ? policy->consent_version : std::string());
  add_title(intake, app);
  if (app.visit.call_me && app.visit.story.empty() && app.visit.contact == ContactChoice::phone)
    intake.sealed.set("text", app.say("text.phone.request"_msg));
  return intake;
}

void Submission::start(App& app) {
  if (running_ || app.visit.submitted) return;
  running_ = true;
  app.visit.submit_error.reset();
  answer_ = app.desk().submit(intake_of(app));
}

bool Submission::settle(App& app) {
  if (!running_) return false;
  auto answer = answer_.take();
  if (!answer) return false;
  running_ = false;
  if (answer->ok()) {
    app.visit.submitted = **answer;
    app.visit.wipe();
  } else {
    app.visit.submit_error = answer->error().code;
  }
  return true;
}

std::string finish_scene(const App& app) { return app.here().has_printer ? "shopper.done" : "shopper.photo"; }

}  // namespace redress::shopper
