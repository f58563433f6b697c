// 46 Register for a shopper who phoned, wrote or stands at the desk (R18–R24, R102): one page, read in the order of the
// conversation; level, clocks and same complaints are shown before it is submitted.
#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "kiosk/scenes/counter/picked.h"
#include "kiosk/scenes/counter/register_view.h"
#include "kiosk/scenes/counter/scenes.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

using Kind = ui::UiEvent::Kind;
using ui::Canvas;
using ui::Rect;

constexpr float kHead = 62, kGap = 16, kMatter = 760, kRule = 424, kColumn_gap = 20, kContact = 380, kTabs_from_scale = 1.1f;
constexpr const char* kPrefix = "register/";
constexpr const char* kTabs[] = {"matter", "questions", "rule"};

class RegisterScene final : public StaffScene {
 public:
  bool has_text_field() const override { return true; }

 protected:
  void opened(App& app) override;
  void closing(App& app) override;
  bool dirty() const override { return !submitted_ && (typed_.any() || !form_.visit.category.empty() || !form_.alarm.empty()); }
  void keep_draft(App& app) override;
  Step on_back(App& app) override;
  Step on(const ui::UiEvent& event, App& app) override;
  std::vector<ui::Button> foot_buttons(const App& app) const override;
  void content(Canvas& c, const Rect& work, const App& app) const override;

 private:
  void begin(App& app);
  Step answer(App& app);
  void judge(App& app);
  bool choose(const ui::UiEvent& event, App& app);
  bool pick(const ui::UiEvent& event, App& app);
  void hurt(bool yes, App& app);
  Step submit(App& app);
  Step after(const ui::UiEvent& event, App& app);
  std::string missing(const App& app) const;
  void draw_form(Canvas& c, Rect r, const App& app) const;

  RegisterForm form_;
  TypedFields typed_;
  RegisterPick picking_ = RegisterPick::none;
  std::string floor_, tab_ = "matter";
  int page_ = 0;
  std::optional<CaseView> judged_;
  std::vector<QueueRowView> similar_;
  std::optional<Submitted> submitted_;
  bool printed_ = false, told_shopper_ = false;
  Pending<CaseView> judging_;
  Pending<std::vector<QueueRowView>> looking_;
  Pending<Submitted> submitting_;
  Pending<Uuid> alarming_, noting_;
  Pending<PrintView> printing_;
};

void RegisterScene::begin(App& app) {
  typed_.wipe();
  form_ = {};
  form_.visit.contact_type = "complaint";
  form_.begun_at = app.now();
  form_.language = app.default_language();
  judged_.reset();
  similar_.clear();
  submitted_.reset();
  printed_ = told_shopper_ = false;
}

void RegisterScene::opened(App& app) {
  if (!app.staff || typed_.has("story")) return;
  begin(app);
  add_register_fields(app, typed_);
  typed_.recall(app, kPrefix);
  recall_register(app, form_);
  typed_.set_language("story", ui::typing_language(language_code(form_.language)));
  judge(app);
}

void RegisterScene::closing(App& app) {
  typed_.leave();
  if (dirty()) return;
  typed_.forget(app, kPrefix);
  forget_register(app);
}

void RegisterScene::keep_draft(App& app) {
  typed_.keep(app, kPrefix);
  keep_register(app, form_);
}

Step RegisterScene::on_back(App&) {
  if (picking_ != RegisterPick::none) picking_ = RegisterPick::none;
  else if (!typed_.typing().empty()) typed_.leave();
  else return Step::back();
  return Step::redraw();
}

// What the policy makes of it, and who said the same: asked anew with every answer.
void RegisterScene::judge(App& app) {
  if (form_.visit.category.empty() || !app.policy()) return;
  judging_ = app.desk().judge_intake(register_intake(app, form_, typed_));
  looking_ = app.desk().similar(form_.visit.category, form_.visit.place, app.staff->person);
  answer(app);
}

Step RegisterScene::answer(App& app) {
  if (auto judged = judging_.take(); judged && judged->ok()) judged_ = std::move(**judged);
  if (auto similar = looking_.take(); similar && similar->ok()) similar_ = std::move(**similar);
  if (auto alarm = alarming_.take(); alarm && alarm->ok()) form_.alarm = to_text(**alarm);
  if (auto print = printing_.take()) printed_ = print->ok() && (**print).message.empty();
  if (auto noted = noting_.take()) told_shopper_ = noted->ok();
  if (auto done = submitting_.take()) {
    if (done->ok()) {
      submitted_ = **done;
      typed_.wipe();
    } else {
      tell_refusal(done->error(), app);
    }
  }
  return Step::redraw();
}

// Somebody is hurt: the duty staff are called before anything else.
void RegisterScene::hurt(bool yes, App& app) {
  if (yes && form_.alarm.empty() && !alarming_.waiting()) {
    alarming_ = app.desk().raise_alarm("injury");
    const auto phone = app.site() ? app.site()->duty_phone : std::string();
    tell(phone.empty() ? app.say("event.alarm_raised.injury"_msg) : app.say("staff.reg.hurt"_msg, {{"phone", phone}}), ui::Tone::alert);
  } else if (!yes && !form_.alarm.empty()) {
    (void)app.desk().withdraw_alarm(form_.alarm);
    form_.alarm.clear();
  }
}

bool RegisterScene::choose(const ui::UiEvent& event, App& app) {
  auto& visit = form_.visit;
  const auto answered = [&](const char* id, Answer3& slot) {
    const auto answer = event.tapped_after(std::string(id) + ":");
    if (answer.empty()) return false;
    slot = answer == "yes" ? Answer3::yes : Answer3::no;
    return true;
  };
  if (auto channel = event.tapped_after("channel:"); !channel.empty()) form_.channel = channel;
  else if (auto type = event.tapped_after("type:"); !type.empty()) visit.contact_type = type;
  else if (answered("injured", visit.injured)) hurt(visit.injured == Answer3::yes, app);
  else if (answered("money", visit.money) || answered("before", visit.before) || answered("promise", visit.promise) || answered("media", visit.media)) {
  } else if (event.tapped("consent")) visit.consent = !visit.consent;
  else if (auto same = parse_case_code(event.tapped_after("same:")); same.ok()) {
    if (std::erase(form_.same, *same) == 0) form_.same.push_back(*same);
  } else return false;
  return true;
}

// A choice of the open list; the next list follows where one leads to another.
bool RegisterScene::pick(const ui::UiEvent& event, App&) {
  auto& visit = form_.visit;
  const auto open = [&](RegisterPick next) {
    picking_ = next;
    page_ = 0;
    return true;
  };
  if (event.tapped("pick:category")) return open(RegisterPick::category);
  if (event.tapped("pick:place")) return open(RegisterPick::floor);
  if (event.tapped("pick:when")) return open(RegisterPick::day);
  if (event.tapped("pick:wish")) return open(RegisterPick::wish);
  if (event.tapped("pick:received")) return open(RegisterPick::received_day);
  if (event.tapped("pick:language")) return open(RegisterPick::language);
  if (event.tapped("dialog:close")) return open(RegisterPick::none);
  if (event.tapped("options:next")) return ++page_;
  if (event.tapped("options:prev")) return page_-- > 0;
  if (auto code = event.tapped_after("category:"); !code.empty()) {
    visit.category = code;
    visit.subcategory.clear();
    form_.same.clear();
    return open(RegisterPick::subcategory);
  }
  if (auto code = event.tapped_after("subcategory:"); !code.empty()) {
    visit.subcategory = code;
    return open(RegisterPick::none);
  }
  if (auto code = event.tapped_after("floor:"); !code.empty()) {
    floor_ = code;
    return open(RegisterPick::place);
  }
  if (auto id = event.tapped_after("place:"); !id.empty()) {
    visit.place = id;
    form_.same.clear();
    return open(RegisterPick::none);
  }
  if (auto date = event.tapped_after("day:"); !date.empty()) {
    visit.date = date;
    return open(RegisterPick::part);
  }
  if (auto part = event.tapped_after("part:"); !part.empty()) {
    visit.day_part = part;
    return open(RegisterPick::none);
  }
  if (event.tapped("received:now")) {
    form_.received_hour = -1;
    return open(RegisterPick::none);
  }
  if (auto date = event.tapped_after("received_day:"); !date.empty()) {
    form_.received_day = date;
    form_.received_hour = -1;
    return open(RegisterPick::received_hour);
  }
  if (auto hour = event.tapped_after("received_hour:"); !hour.empty()) {
    form_.received_hour = std::stoi(hour);
    return open(RegisterPick::none);
  }
  if (auto language = find_language(event.tapped_after("language:"))) {
    form_.language = *language;
    typed_.set_language("story", ui::typing_language(language_code(*language)));
    return open(RegisterPick::none);
  }
  if (auto code = event.tapped_after("wish:"); !code.empty()) {
    toggle(visit.outcomes, code);
    return true;
  }
  return false;
}

std::string RegisterScene::missing(const App& app) const {
  const auto names = register_gaps(app, form_, typed_);
  std::string joined;
  for (const auto& name : names) joined += (joined.empty() ? "" : ", ") + name;
  return names.empty() ? std::string() : app.say("refuse.missing"_msg, {{"what", joined}});
}

Step RegisterScene::submit(App& app) {
  if (submitting_.waiting() || !missing(app).empty()) return Step::stay();
  typed_.leave();
  submitting_ = app.desk().register_case(register_intake(app, form_, typed_), form_.same, app.staff->person);
  return answer(app);
}

// The code is read out, the receipt printed, the next one begun.
Step RegisterScene::after(const ui::UiEvent& event, App& app) {
  const auto code = submitted_->code;
  if (event.tapped("another")) begin(app);
  else if (event.tapped("open")) {
    app.staff->open_case = code;
    return Step::replace("counter.case");
  } else if (event.tapped("print")) printing_ = app.desk().print(code, std::string(language_code(form_.language)), app.staff->person.staff);
  else if (event.tapped("told") && !noting_.waiting()) {
    Action note;
    note.rule = &action_rule(Verb::note);
    note.code = code;
    note.sealed.set("text", app.say("staff.reg.told.note"_msg));
    noting_ = app.desk().act(std::move(note), app.staff->person);
  } else return Step::stay();
  return answer(app);
}

Step RegisterScene::on(const ui::UiEvent& event, App& app) {
  if (!app.staff) return Step::home();
  if (event.kind == Kind::wake) return answer(app);
  if (submitted_) return after(event, app);
  if (event.tapped("discard")) {
    begin(app);
    return Step::back();
  }
  if (event.tapped("submit")) return submit(app);
  if (auto tab = event.tapped_after("tab:"); !tab.empty()) {
    tab_ = tab;
    return Step::redraw();
  }
  const bool typed = typed_.on(event);
  if (!typed && !choose(event, app) && !pick(event, app)) return Step::stay();
  if (!typed || typed_.take_changed()) judge(app);
  return Step::redraw();
}

std::vector<ui::Button> RegisterScene::foot_buttons(const App& app) const {
  if (submitted_) return {};
  const auto need = missing(app);
  return {{.id = "discard", .label = app.say("staff.discard"_msg)},
          {.id = "submit", .label = app.say("staff.reg.submit"_msg), .look = ui::Look::filled, .off = !need.empty() || submitting_.waiting(), .why = need}};
}

void RegisterScene::draw_form(Canvas& c, Rect r, const App& app) const {
  const RegisterSight sight{form_, typed_, judged_, similar_};
  const bool tabs = c.theme().text_scale > kTabs_from_scale;
  if (!tabs) {
    draw_register_matter(c, r.take_left(kMatter, kColumn_gap), app, sight);
    draw_register_rule(c, r.take_right(kRule, kColumn_gap), app, sight);
    draw_register_contact(c, r.take_bottom(kContact, kGap), app, sight);
    return draw_register_questions(c, r, app, sight);
  }
  std::vector<ui::Choice> choices;
  int chosen = 0;
  for (const auto* tab : kTabs) {
    if (tab_ == tab) chosen = static_cast<int>(choices.size());
    choices.push_back({.id = std::string("tab:") + tab, .label = app.words().text_of("reg_tab", tab)});
  }
  ui::segment(c, r.take_top(ui::size::staff_button, kGap), choices, chosen);
  if (tab_ == "matter") return draw_register_matter(c, r, app, sight);
  if (tab_ == "rule") return draw_register_rule(c, r.centred(std::min(r.w, 1100.f), r.h), app, sight);
  const auto halves = ui::columns(r, 2, kColumn_gap);
  draw_register_questions(c, halves[0], app, sight);
  draw_register_contact(c, halves[1].top_part(std::min(halves[1].h, 500.f)), app, sight);
}

void RegisterScene::content(Canvas& c, const Rect& work, const App& app) const {
  if (!app.policy() || !app.site()) return;
  Rect rest = work;
  Rect head = rest.take_top(kHead, kGap);
  const auto back = back_button(app);
  ui::button(c, head.take_left(ui::button_width(c, back), 18), back);
  ui::heading(c, head, app.say("staff.register"_msg), app.say("staff.reg.words"_msg));
  if (submitted_) return draw_registered(c, rest, app, *submitted_, printed_, told_shopper_);
  if (const auto& name = typed_.typing(); !name.empty()) return typed_.draw_typing(c, rest, app, app.words().text_of("reg_field", name));
  draw_form(c, rest, app);
  if (picking_ != RegisterPick::none) filter_picker(c, register_pick_title(app, form_, picking_), register_options(app, form_, picking_, floor_), page_);
}

}  // namespace

std::unique_ptr<Scene> make_register() { return std::make_unique<RegisterScene>(); }

}  // namespace redress::counter
