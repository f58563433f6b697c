// Every action with fields that has no screen of its own: one form, asked from the action table. What is missing is named on the
// button; nothing typed is lost by looking around.
#include <algorithm>
#include <map>

#include "kiosk/scenes/counter/form_field.h"
#include "kiosk/scenes/counter/scenes.h"
#include "kiosk/scenes/counter/staff_scene.h"
#include "kiosk/scenes/counter/typed_fields.h"

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr float kHead = 62, kGap = 16, kColumn_gap = 32, kCaption = 34, kOption_gap = 8, kText = 132, kLine = 62;

// Two and four stand in two columns, so that no row is left with one.
int choice_columns(const FormField& field) { return field.choices.size() == 2 || field.choices.size() == 4 ? 2 : 3; }

std::optional<Typing> typing_of(FormControl control) {
  switch (control) {
    case FormControl::text: return Typing::text;
    case FormControl::digits: return Typing::number;
    case FormControl::code: return Typing::code;
    default: return std::nullopt;
  }
}

class ActFormScene final : public StaffScene {
 public:
  bool has_text_field() const override { return true; }

 protected:
  void opened(App& app) override;
  void closing(App&) override { typed_.leave(); }
  Step on(const ui::UiEvent& event, App& app) override;
  Step on_back(App& app) override;
  bool dirty() const override { return !chosen_.empty() || typed_.any(); }
  std::vector<ui::Button> foot_buttons(const App& app) const override;
  void content(Canvas& c, const Rect& work, const App& app) const override;

 private:
  const ActionRule& rule() const { return *rule_; }
  std::vector<FormField> fields(const App& app) const { return form_fields(app, rule(), chosen_one("category")); }
  std::string chosen_one(std::string_view key) const;
  bool is_chosen(std::string_view key, const std::string& value) const;
  bool has_value(const FormField& field) const;
  std::string missing(const App& app) const;  // labels of what is still needed
  void choose(const FormField& field, const std::string& value, App& app);
  Step submit(App& app);
  float height_of(const Canvas& c, const FormField& field, float width) const;
  void draw_field(Canvas& c, Rect r, const FormField& field, const App& app) const;
  void draw_typing(Canvas& c, Rect r, const App& app) const;

  const ActionRule* rule_ = nullptr;
  std::map<std::string, std::vector<std::string>, std::less<>> chosen_;
  TypedFields typed_;
  Pending<Uuid> acting_;
};

void ActFormScene::opened(App& app) {
  if (rule_) return;
  rule_ = find_action(app.staff ? app.staff->form_action : std::string());
  if (!rule_) rule_ = find_action("note");
  for (const auto& field : fields(app))
    if (auto kind = typing_of(field.control)) typed_.add(app, std::string(field.field->key), *kind);
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

std::string ActFormScene::missing(const App& app) const {
  std::vector<std::string> names;
  for (const auto& field : fields(app))
    if (field.field->required && !has_value(field)) names.push_back(field.label);
  return names.empty() ? std::string() : app.say("refuse.missing"_msg, {{"what", join_list(app.words(), names)}});
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
  if (acting_.waiting() || !missing(app).empty()) return Step::stay();
  typed_.leave();
  Json json = Json::object();
  json.set("case", to_compact(*app.staff->open_case)).set("action", rule().name);
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
  acting_ = app.desk().act(std::move(*action), app.staff->person);
  return Step::redraw();
}

Step ActFormScene::on_back(App&) {
  if (typed_.typing().empty()) return Step::back();
  typed_.leave();
  return Step::redraw();
}

Step ActFormScene::on(const ui::UiEvent& event, App& app) {
  if (event.kind == ui::UiEvent::Kind::wake) {
    auto result = acting_.take();
    if (!result) return Step::redraw();
    if (result->ok()) return Step::back();
    tell_refusal(result->error(), app);
    return Step::redraw();
  }
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
  auto need = missing(app);
  ui::Button cancel{.id = "cancel", .label = app.say("nav.return"_msg)};
  ui::Button submit{.id = "submit", .label = app.words().text(MessageKey("act." + std::string(rule().name) + ".label")), .look = ui::Look::filled, .off = !need.empty() || acting_.waiting(), .why = need};
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
  auto label = field.field->required ? field.label : field.label + "  " + app.say("optional.fill"_msg);
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
  Rect rest = work;
  auto head = rest.take_top(kHead, kGap);
  auto back = back_button(app);
  ui::button(c, head.take_left(ui::button_width(c, back), 18), back);
  auto name = "act." + std::string(rule().name);
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
