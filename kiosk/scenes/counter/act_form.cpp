// Every action with fields that has no screen of its own: one form, asked from the action table. What is missing is named on the
// button; nothing typed or chosen is lost by a scan, a lock or looking around.
#include <algorithm>
#include <map>

#include "core/policy/policy.h"
#include "kiosk/scenes/counter/case_form.h"
#include "kiosk/scenes/counter/form_field.h"
#include "kiosk/scenes/counter/picked.h"
#include "kiosk/scenes/counter/scenes.h"

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr const char* kChoices = "choices";
constexpr float kHead = 62, kGap = 16, kColumn_gap = 32, kCaption = 34, kOption_gap = 8, kText = 132, kLine = 62;

// Two and four stand in two columns, so that no row is left with one.
int choice_columns(const FormField& field) {
  const bool dates = field.field->type == FieldType::instant || field.field->type == FieldType::date;  // longer than words
  return dates || field.choices.size() == 2 || field.choices.size() == 4 ? 2 : 3;
}

std::optional<Typing> typing_of(FormControl control) {
  switch (control) {
    case FormControl::text: return Typing::text;
    case FormControl::digits: return Typing::number;
    case FormControl::code: return Typing::code;
    default: return std::nullopt;
  }
}

class ActFormScene final : public CaseForm {
 public:
  ActFormScene() : CaseForm("act") {}

 protected:
  void begin(App& app) override;
  void keep_choices(App& app) const override;
  void forget_choices(App& app) const override { keep_picked(app, draft(kChoices), {}); }
  bool dirty() const override {
    return CaseForm::dirty() || (!done() && std::any_of(chosen_.begin(), chosen_.end(), [](const auto& one) { return !one.second.empty(); }));
  }
  std::vector<std::string> gaps(const App& app) const override;
  Step on(const ui::UiEvent& event, App& app) override;
  std::vector<ui::Button> foot_buttons(const App& app) const override;
  void content(Canvas& c, const Rect& work, const App& app) const override;

 private:
  const ActionRule& rule() const { return *rule_; }
  std::vector<FormField> fields(const App& app) const { return form_fields(app, rule(), chosen_one("category")); }
  std::string chosen_one(std::string_view key) const;
  bool is_chosen(std::string_view key, const std::string& value) const;
  bool has_value(const FormField& field) const;
  void recall_choices(const App& app);
  void choose(const FormField& field, const std::string& value, App& app);
  Step submit(App& app);
  float height_of(const Canvas& c, const FormField& field, float width) const;
  void draw_field(Canvas& c, Rect r, const FormField& field, const App& app) const;
  void draw_typing(Canvas& c, Rect r, const App& app) const;

  const ActionRule* rule_ = nullptr;
  std::map<std::string, std::vector<std::string>, std::less<>> chosen_;
};

void ActFormScene::begin(App& app) {
  rule_ = find_action(app.staff->form_action);
  if (!rule_) rule_ = find_action("note");
  call(std::string("act/") + std::string(rule_->name));
  for (const auto& field : fields(app))
    if (auto kind = typing_of(field.control)) typed_.add(app, std::string(field.field->key), *kind);
  recall_choices(app);
}

void ActFormScene::keep_choices(App& app) const {
  std::vector<std::string> kept;
  for (const auto& [key, values] : chosen_)
    for (const auto& value : values) kept.push_back(key + ":" + value);
  keep_picked(app, draft(kChoices), kept);
}

// Only what is still offered: a date of an older draft may have passed. The category comes first, the list below it is its own.
void ActFormScene::recall_choices(const App& app) {
  const auto kept = recall_picked(app, draft(kChoices));
  const auto recall = [&](bool category) {
    for (const auto& field : fields(app))
      for (const auto& choice : field.choices)
        if ((field.field->key == "category") == category && is_picked(kept, std::string(field.field->key) + ":" + choice.value))
          chosen_[std::string(field.field->key)].push_back(choice.value);
  };
  recall(true);
  recall(false);
}

std::string ActFormScene::chosen_one(std::string_view key) const {
  auto found = chosen_.find(key);
  return found == chosen_.end() || found->second.empty() ? std::string() : found->second.front();
}

bool ActFormScene::is_chosen(std::string_view key, const std::string& value) const {
  auto found = chosen_.find(key);
  return found != chosen_.end() && std::find(found->second.begin(), found->second.end(), value) != found->second.end();
}

bool ActFormScene::has_value(const FormField& field) const {
  if (field.control == FormControl::one_of || field.control == FormControl::many_of) return !chosen_one(field.field->key).empty();
  return !typed_.empty(field.field->key);
}

std::vector<std::string> ActFormScene::gaps(const App& app) const {
  std::vector<std::string> names;
  for (const auto& field : fields(app))
    if (field.field->required && !has_value(field)) names.push_back(field.label);
  return names;
}

void ActFormScene::choose(const FormField& field, const std::string& value, App&) {
  auto& list = chosen_[std::string(field.field->key)];
  auto there = std::find(list.begin(), list.end(), value);
  bool on = there != list.end();
  if (field.control == FormControl::one_of) list.clear();
  else if (on) list.erase(there);
  if (!on) list.push_back(value);
  if (field.field->key == "category") chosen_.erase("subcategory");
}

Step ActFormScene::submit(App& app) {
  if (!may_submit(app)) return Step::stay();
  typed_.leave();
  Json json = Json::object();
  json.set("case", to_compact(code_)).set("action", rule().name);
  for (const auto& field : fields(app)) {
    if (!has_value(field)) continue;
    std::string key(field.field->key);
    if (field.control == FormControl::one_of) {
      json.set(key, value_of(*field.field, chosen_one(key)));
    } else if (field.control == FormControl::many_of) {
      Json list = Json::array();
      for (const auto& value : chosen_[key]) list.push(value);
      json.set(key, std::move(list));
    } else {
      std::string typed(typed_.value(key));
      json.set(key, field.control == FormControl::digits ? value_of(*field.field, typed) : Json(typed));
      wipe(typed);
    }
  }
  auto action = parse_action(json);
  if (!action.ok()) {
    tell(app.words().text_of("refuse", "missing", {{"what", action.error().what}}), ui::Tone::alert);
    return Step::redraw();
  }
  act(app.desk().act(std::move(*action), app.staff->person));
  return answer(app);
}

Step ActFormScene::on(const ui::UiEvent& event, App& app) {
  if (!app.staff) return Step::home();
  if (event.kind == ui::UiEvent::Kind::wake) return answer(app);
  if (event.tapped("cancel")) return Step::back();
  if (event.tapped("submit")) return submit(app);
  if (typed_.on(event)) return Step::redraw();
  for (const auto& field : fields(app))
    if (auto value = event.tapped_after("choose:" + std::string(field.field->key) + ":"); !value.empty()) {
      choose(field, value, app);
      return Step::redraw();
    }
  return Step::stay();
}

std::vector<ui::Button> ActFormScene::foot_buttons(const App& app) const {
  if (!rule_) return {};
  const auto need = missing(app);
  ui::Button cancel{.id = "cancel", .label = app.say("nav.return"_msg)};
  ui::Button submit{.id = "submit", .label = app.words().text(MessageKey("act." + std::string(rule().name) + ".label")), .look = ui::Look::filled, .off = !may_submit(app), .why = need};
  return {cancel, submit};
}

float ActFormScene::height_of(const Canvas&, const FormField& field, float) const {
  switch (field.control) {
    case FormControl::text: return kCaption + kText;
    case FormControl::digits:
    case FormControl::code: return kCaption + kLine;
    default: break;
  }
  auto columns = static_cast<std::size_t>(choice_columns(field));
  auto rows = (field.choices.size() + columns - 1) / columns;
  return kCaption + static_cast<float>(rows) * (ui::size::option_row + kOption_gap);
}

void ActFormScene::draw_field(Canvas& c, Rect r, const FormField& field, const App& app) const {
  auto label = app.say(field.field->required ? "staff.label_required"_msg : "staff.label_optional"_msg, {{"label", field.label}});
  if (rule().verb == Verb::pause && field.field->type == FieldType::instant && app.policy())
    label = app.say("staff.do.pause_most"_msg, {{"label", field.label}, {"n", app.policy()->pause_at_most_days}});
  ui::caption(c, r.take_top(kCaption), label);
  if (typing_of(field.control)) {
    typed_.draw(c, r.top_part(field.control == FormControl::text ? kText : kLine), std::string(field.field->key), {.placeholder = field.label});
    return;
  }
  int columns = choice_columns(field);
  std::string key(field.field->key);
  for (std::size_t i = 0; i < field.choices.size(); ++i) {
    const auto& choice = field.choices[i];
    auto cell = ui::grid_cell(r, static_cast<int>(i), columns, ui::size::option_row, kOption_gap, kOption_gap);
    ui::option_box(c, cell, {.id = "choose:" + key + ":" + choice.value, .label = choice.label, .detail = choice.detail,
                             .on = is_chosen(key, choice.value), .multiple = field.control == FormControl::many_of});
  }
}

void ActFormScene::draw_typing(Canvas& c, Rect r, const App& app) const {
  for (const auto& field : fields(app))
    if (field.field->key == typed_.typing()) typed_.draw_typing(c, r, app, field.label);
}

void ActFormScene::content(Canvas& c, const Rect& work, const App& app) const {
  if (!rule_) return;
  Rect rest = work;
  auto head = rest.take_top(kHead, kGap);
  auto back = back_button(app);
  ui::button(c, head.take_left(ui::button_width(c, back), 18), back);
  auto name = "act." + std::string(rule().name);
  const auto code = to_grouped(code_);
  c.text(head.take_right(c.measure(code, ui::type::staff_code).w + 8, 20), code, ui::type::staff_code);
  ui::heading(c, head, app.words().text(MessageKey(name + ".label")), app.words().text(MessageKey(name + ".effect")));
  if (!typed_.typing().empty()) {
    draw_typing(c, rest, app);
    return;
  }
  auto columns = ui::columns(rest, 2, kColumn_gap);
  std::size_t column = 0;
  float used = 0;
  for (const auto& field : fields(app)) {
    float height = height_of(c, field, columns[0].w);
    if (used + height > columns[column].h && column == 0) {
      column = 1;
      used = 0;
    }
    draw_field(c, columns[column].below(used).top_part(height), field, app);
    used += height + kGap;
  }
}

}  // namespace

std::unique_ptr<Scene> make_act_form() { return std::make_unique<ActFormScene>(); }

}  // namespace redress::counter
