// What scenes work with: the visit, the person signed in, texts, surroundings and the desk. Owned by the loop;
// ui thread only.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/base/zone.h"
#include "core/env/clock.h"
#include "core/env/input_method.h"
#include "core/env/speaker.h"
#include "core/model/case_fold.h"
#include "core/text/catalogue.h"
#include "kiosk/app/desk.h"
#include "kiosk/app/surroundings.h"
#include "kiosk/app/visit.h"
#include "kiosk/ui/theme.h"

namespace redress {

// A member of staff at work on this device, until locked.
struct StaffSession {
  Person person;
  std::string language;
  float text_scale = 1.0f;
  std::optional<CaseCode> open_case;
  std::optional<CaseView> scanned;         // open_case as the scan found it, until its screen takes it
  std::string form_action;                 // name of the action whose form is asked for
  QueueFilter filter;
};

class App {
 public:
  App(Clock& clock, Desk& desk, InputMethod* input_method);

  Desk& desk() { return desk_; }
  InputMethod* input_method() { return input_method_; }
  void set_speaker(Speaker* speaker) { speaker_ = speaker; }  // null: silent
  void play(Tone tone) {
    if (speaker_) speaker_->play(tone);
  }
  const Surroundings& here() const { return *surroundings_; }
  const Policy* policy() const { return surroundings_->policy.get(); }
  const Wording* wording() const { return surroundings_->wording.get(); }
  const Site* site() const { return surroundings_->site.get(); }

  Visit visit;
  std::optional<StaffSession> staff;
  using Drafts = std::map<std::string, ui::SecretText>;  // texts by "<scene>/<code>/<field>"
  std::string draft_of;                    // staff number whose drafts these are
  Drafts drafts;
  std::map<std::string, Drafts> drafts_of_others;  // by staff number: a colleague's turn at the desk costs nobody what they wrote
  void take_drafts_of(const std::string& person);  // who signed in
  bool has_drafts(std::string_view person) const;
  std::string badge;                       // scanned number on its way to the sign-in

  // --- language and look ---
  Language language() const { return language_; }
  std::string_view language_code() const { return redress::language_code(language_); }
  void set_language(Language language) { language_ = language; }  // keeps everything that was typed
  void set_default_language(Language language);                   // shown after each visit
  Language default_language() const { return default_language_; }
  const Catalogue& words() const { return Catalogue::of(language_); }
  // A text of the catalogue: app.say("home.promise.time"_msg, {{"n", 24}}).
  std::string say(MessageKey key, const TextArgs& args = {}) const { return words().text(key, args); }
  ui::ThemeKind theme_kind = ui::ThemeKind::normal;
  float text_scale = 1.0f;
  float hidden = 0;                        // of a new screen's content, 0 to 1; set by the loop while it fades in

  // --- time ---
  Instant now() const {
    const auto& booted_at = surroundings_->booted_at;
    return booted_at ? *booted_at + clock_.monotonic_ms() : clock_.wall();
  }
  std::uint64_t now_ms() const { return static_cast<std::uint64_t>(clock_.monotonic_ms()); }
  const Zone& zone() const { return *surroundings_->zone; }  // of the mall
  CivilTime local(Instant t) const { return zone().local(t); }
  CivilDate today() const { return local(now()).date; }

  // --- by the loop ---
  std::uint64_t active_at_ms = 0;          // the last touch, key or scan
  std::uint64_t quiet_ms() const { return now_ms() - active_at_ms; }
  void set_surroundings(std::shared_ptr<const Surroundings> next) { surroundings_ = std::move(next); }
  void end_visit();                        // wipes and resets language and look

 private:
  Clock& clock_;
  Desk& desk_;
  InputMethod* input_method_;
  Speaker* speaker_ = nullptr;
  std::shared_ptr<const Surroundings> surroundings_;
  Language language_ = Language::zh_hans;
  Language default_language_ = Language::zh_hans;
};

}  // namespace redress
