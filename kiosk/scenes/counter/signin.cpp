// 40 Sign-in: who acts. Number and PIN by pad, keyboard or badge; checked on this device, also without network.
#include "core/policy/site.h"
#include "core/text/dates.h"
#include "kiosk/scenes/counter/scenes.h"
#include "kiosk/scenes/counter/staff_scan.h"
#include "kiosk/scenes/counter/staff_scene.h"
#include "kiosk/ui/key_codes.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_entry.h"

namespace redress::counter {

namespace {

using Kind = ui::UiEvent::Kind;
using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr int kIdle_minutes = 3, kTries = 5, kBlocked_minutes = 15;
constexpr std::size_t kLeast_digits = 4, kPin_digits = 6;
constexpr float kLeft = 860;
constexpr int kOld_list_days = 7;

class SignInScene final : public StaffScene {
 public:
  bool has_text_field() const override { return true; }

 protected:
  void opened(App& app) override;
  void closing(App&) override { forget(); }
  Step on(const ui::UiEvent& event, App& app) override;
  Step on_back(App&) override;
  Step on_scan(const std::string& scanned, App& app) override;
  void adjust(ui::StaffPage& page, const App& app) const override;
  void content(Canvas& c, const Rect& work, const App& app) const override;

 private:
  bool knows() const { return !name_.empty() && !technician_; }
  void forget();
  void number_changed(App& app);
  void take_number(const std::string& number, App& app);
  Step sign_in(App& app);
  Step answer(Result<SignIn> answer, App& app);
  Step signed_in(const Person& person, App& app);
  Step refuse(std::string why);
  Step type(const ui::UiEvent& event, App& app);
  void draw_left(Canvas& c, Rect r, const App& app) const;
  void draw_hints(Canvas& c, const Rect& r, const App& app) const;
  void draw_right(Canvas& c, Rect r, const App& app) const;
  void draw_number(Canvas& c, const Rect& r, const App& app) const;
  void draw_pin(Canvas& c, const Rect& r, const App& app) const;

  ui::TextEntry number_{nullptr, ui::TextRules::digits(16), ui::TypingLanguage::english};
  ui::TextEntry pin_{nullptr, ui::TextRules::pin(kPin_digits), ui::TypingLanguage::english};
  bool in_pin_ = false, technician_ = false;
  std::string name_, asked_, trouble_;
  Pending<std::string> naming_;
  Pending<SignIn> checking_;
};

void SignInScene::opened(App& app) {
  if (app.staff) {  // came back without locking: nobody stays signed in behind this screen
    app.staff.reset();
    app.end_visit();
  }
  if (!app.badge.empty()) take_number(std::exchange(app.badge, {}), app);
}

void SignInScene::forget() {
  number_.wipe();
  pin_.wipe();
  name_.clear();
  trouble_.clear();
  asked_.clear();
  in_pin_ = technician_ = false;
}

void SignInScene::take_number(const std::string& number, App& app) {
  pin_.wipe();
  number_.wipe();
  number_.edit().load(number);
  number_changed(app);
  in_pin_ = true;
}

void SignInScene::number_changed(App& app) {
  name_.clear();
  trouble_.clear();
  asked_.assign(number_.value());
  naming_ = asked_.size() >= kLeast_digits && !technician_ ? app.desk().staff_name(asked_) : Pending<std::string>();
}

Step SignInScene::on_back(App&) {
  forget();
  return Step::redraw();
}

Step SignInScene::on_scan(const std::string& scanned, App& app) {
  if (auto number = badge_number(scanned)) take_number(*number, app);
  else tell(app.say("staff.scan.signin"_msg), ui::Tone::info);
  return Step::redraw();
}

Step SignInScene::on(const ui::UiEvent& event, App& app) {
  if (event.kind == Kind::wake) {
    if (auto name = naming_.take(); name && name->ok() && number_.value() == asked_) {
      name_ = **name;
      if (!name_.empty()) in_pin_ = true;
    }
    if (auto checked = checking_.take()) return answer(std::move(*checked), app);
    return Step::redraw();
  }
  if (auto code = event.tapped_after("lang:"); !code.empty()) {
    if (auto language = find_language(code)) app.set_language(*language);
    return Step::redraw();
  }
  if (event.tapped("technician")) {
    technician_ = !technician_;
    number_changed(app);
    return Step::redraw();
  }
  if (checking_.waiting()) return Step::stay();
  if (event.tapped("field:number") || event.tapped("field:pin")) {
    in_pin_ = event.tapped("field:pin");
    return Step::redraw();
  }
  if (event.tapped("next")) return sign_in(app);
  return type(event, app);
}

Step SignInScene::type(const ui::UiEvent& event, App& app) {
  const bool enter = event.kind == Kind::key && (event.key == ui::keys::enter || event.key == ui::keys::keypad_enter);
  if (enter) {
    if (in_pin_) return sign_in(app);
    in_pin_ = !number_.value().empty();
    return Step::redraw();
  }
  const auto change = (in_pin_ ? pin_ : number_).on(event);
  if (!change.used) return Step::stay();
  if (change.value) trouble_.clear();
  if (change.value && !in_pin_) {
    number_changed(app);
    if (auto name = naming_.take(); name && name->ok()) name_ = **name;
    if (!name_.empty()) in_pin_ = true;
  }
  return Step::redraw();
}

Step SignInScene::sign_in(App& app) {
  if (number_.value().empty() || pin_.edit().code_points() < kPin_digits) {
    in_pin_ = !number_.value().empty();
    return refuse(app.say(in_pin_ ? "staff.signin.need_pin"_msg : "staff.signin.need_number"_msg));
  }
  trouble_.clear();
  std::string pin(pin_.value());
  checking_ = app.desk().sign_in(std::string(number_.value()), pin);
  wipe(pin);
  pin_.wipe();
  if (auto checked = checking_.take()) return answer(std::move(*checked), app);
  return Step::redraw();
}

Step SignInScene::answer(Result<SignIn> answer, App& app) {
  in_pin_ = true;
  if (!answer.ok()) return refuse(app.say("refuse.not_ready"_msg));
  if (answer->person) return signed_in(*answer->person, app);
  if (answer->locked_until)
    return refuse(app.say("staff.signin.locked"_msg, {{"time", clock_words(app.local(*answer->locked_until))}}));
  if (answer->unknown_here) return refuse(app.say("staff.signin.unknown_offline"_msg));
  return refuse(app.say("staff.signin.wrong"_msg, {{"n", answer->tries_left}}));
}

Step SignInScene::signed_in(const Person& person, App& app) {
  app.take_drafts_of(person.staff);
  StaffSession session;
  session.person = person;
  session.language = app.language_code();
  session.text_scale = app.text_scale;
  using Scope = QueueFilter::Scope;
  const bool all = person.role == Role::manager;
  session.filter.scope = person.role == Role::service ? Scope::mine : all ? Scope::mall : Scope::department;
  app.staff = std::move(session);
  return Step::go(person.role == Role::technician ? "technician.home" : "counter.queue");
}

Step SignInScene::refuse(std::string why) {
  trouble_ = std::move(why);
  return Step::redraw();
}

void SignInScene::adjust(ui::StaffPage& page, const App& app) const {
  page.right_room = 330;
  page.lock = {};
  page.person.clear();
  page.scan_prompt.clear();
  page.type_code = {.id = "technician", .label = app.say("staff.signin.technician"_msg), .look = ui::Look::plain,
                    .left = ui::Icon::wrench, .chosen = technician_};
  page.devices = {page.devices.front(), {ui::Mark::ok, app.say("staff.offline_ok"_msg)}};
}

void SignInScene::content(Canvas& c, const Rect& work, const App& app) const {
  std::vector<ui::Choice> languages;
  int chosen = -1;
  for (const auto language : offered_languages()) {
    const auto& info = language_info(language);
    if (language == app.language()) chosen = static_cast<int>(languages.size());
    languages.push_back({.id = "lang:" + std::string(info.code), .label = std::string(info.short_name)});
  }
  const Rect bar = Rect{0, 0, c.area().w, ui::size::top_bar};
  ui::segment(c, Rect{bar.right() - ui::size::staff_margin - 330, 0, 330, bar.h}.centred(330, ui::size::staff_button), languages, chosen);
  const Rect whole{0, work.y - 24, c.area().w, work.h + 48};
  c.fill(whole.after(kLeft), Colour::surface);
  c.fill({kLeft, whole.y, 1, whole.h}, Colour::line);
  draw_left(c, whole.left_part(kLeft), app);
  const Canvas::Ground ground(c, Colour::surface);
  draw_right(c, whole.after(kLeft), app);
}

void SignInScene::draw_left(Canvas& c, Rect r, const App& app) const {
  r = {r.x + 88, r.y + 96, r.w - 176, r.h - 96};
  const ui::Type title{44, 1.35f, true}, soft{24, 1.45f};
  const std::string heading = app.say(technician_ ? "staff.signin.technician"_msg : "staff.signin.title"_msg);
  c.paragraph(r.take_top(c.paragraph_height(heading, title, r.w), 12), heading, title);
  const std::string named = app.say("staff.signin.named"_msg);
  c.paragraph(r.take_top(c.paragraph_height(named, soft, r.w), 44), named, soft, Colour::ink_soft);
  r.take_top(4);
  {
    const std::string badge = app.say("staff.signin.badge"_msg), word = app.say("staff.signin.badge.title"_msg);
    const ui::Type big{30, 1.4f, true};
    const float room = r.w - 80 - 132 - 32;
    const float words_h = c.paragraph_height(word, big, room) + 6 + c.paragraph_height(badge, soft, room);
    const float high = std::max(132.f, words_h) + 72;
    ui::card(c, r.top_part(high), {.pad_x = 40, .pad_y = 36});
    const Canvas::Ground ground(c, Colour::surface);
    Rect inside = r.take_top(high, 28).inset(40, 36);
    const Rect mark = inside.take_left(132, 32).centred(132, 132);
    c.fill(mark, Colour::primary_wash, 12);
    c.icon(ui::Icon::id_card, mark.centred(84, 84), Colour::primary, 2);
    inside = inside.centred(inside.w, words_h);
    inside.take_top(c.paragraph({inside.x, inside.y, inside.w, 0}, word, big), 6);
    c.paragraph({inside.x, inside.y, inside.w, 0}, badge, soft);
  }
  const std::string none = app.say("staff.signin.no_badge"_msg);
  r.take_top(c.paragraph({r.x, r.y, r.w, 0}, none, ui::Type{22, 1.45f}, Colour::ink_soft), 20);
  draw_hints(c, r, app);
}

// From the bottom up: rules of this screen, an old staff list, a kept draft.
void SignInScene::draw_hints(Canvas& c, const Rect& r, const App& app) const {
  Rect rest = r;
  rest.take_bottom(48);
  const auto hint = [&](const ui::Notice& spec) {
    const float high = ui::notice_height(c, rest.w, spec);
    if (high > rest.h) return;
    ui::notice(c, rest.take_bottom(high, 16), spec);
  };
  hint({.tone = ui::Tone::quiet, .icon = ui::Icon::clock,
        .body = app.say("staff.signin.idle"_msg, {{"n", kIdle_minutes}}) + "\n" +
                app.say("staff.signin.limit"_msg, {{"n", kTries}, {"m", kBlocked_minutes}})});
  if (const auto& last = app.here().sync.last_success; last && app.now() - *last > kOld_list_days * kDay_ms)
    hint({.tone = ui::Tone::warn, .body = app.say("staff.signin.old_list"_msg, {{"n", (app.now() - *last) / kDay_ms}})});
  if (knows() && app.has_drafts(number_.value()))
    hint({.tone = ui::Tone::info, .icon = ui::Icon::pencil, .body = app.say("staff.signin.draft"_msg)});
}

void SignInScene::draw_number(Canvas& c, const Rect& r, const App& app) const {
  ui::field(c, r, {.id = "field:number", .label = app.say("staff.signin.number"_msg), .value = std::string(number_.value()),
                   .editing = !in_pin_, .mono = true, .type = ui::Type{32, 1.3f, true}, .caret = true,
                   .found = knows() ? name_ : std::string()});
}

void SignInScene::draw_pin(Canvas& c, const Rect& r, const App& app) const {
  ui::field(c, r, {.id = "field:pin", .label = app.say("staff.signin.pin"_msg), .editing = in_pin_, .error = !trouble_.empty(), .secret = true});
  ui::pin_dots(c, {r.x + 20, r.y, 246, r.h}, static_cast<int>(pin_.edit().code_points()), kPin_digits);
}

void SignInScene::draw_right(Canvas& c, Rect r, const App& app) const {
  r = r.inset(150, 0);
  r.y += 64;
  r.h -= 64;
  r.take_top(c.line_height(ui::type::small) + 10);
  Rect fields = r.take_top(76, 26);
  draw_number(c, fields.take_left(300, 24), app);
  draw_pin(c, fields, app);
  ui::digit_pad(c, r.take_top(426, 26));
  const bool busy = checking_.waiting();
  const ui::Button login{.id = "next", .label = app.say(busy ? "staff.signin.checking"_msg : "staff.signin.login"_msg),
                         .look = ui::Look::filled, .off = busy, .why = app.say("staff.signin.checking"_msg), .type = ui::Type{26, 1.3f, true}};
  ui::button(c, r.take_top(84, 16), login);
  if (!trouble_.empty()) r.take_top(ui::notice(c, r.top_part(0), {.tone = ui::Tone::alert, .body = trouble_}), 14);
  const std::string forgot = app.say("staff.signin.forgot"_msg);
  c.paragraph({r.x, r.y, r.w, 0}, forgot, ui::type::detail, Colour::ink_soft, ui::Align::centre);
}

// Nobody touched anything for three minutes.
class LockScene final : public Scene {
 public:
  void enter(App& app) override {
    lock(app);
    tick_ms_ = std::max<std::uint64_t>(app.now_ms(), 1);
  }
  Step update(const ui::UiEvent&, App& app) override { return lock(app); }
  void draw(Canvas&, const App&) const override {}
  bool overlay() const override { return true; }
  std::uint64_t wants_tick_at_ms() const override { return tick_ms_; }

 private:
  std::uint64_t tick_ms_ = 1;
};

}  // namespace

std::unique_ptr<Scene> make_signin() { return std::make_unique<SignInScene>(); }
std::unique_ptr<Scene> make_lock() { return std::make_unique<LockScene>(); }

}  // namespace redress::counter
