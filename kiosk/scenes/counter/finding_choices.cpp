#include "kiosk/scenes/counter/finding_choices.h"

#include "core/model/action.h"
#include "kiosk/scenes/counter/filter_picker.h"
#include "kiosk/scenes/counter/form_field.h"

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Rect;

constexpr float kCaption = 32, kRow_gap = 6, kHalf_gap = 16;  // as between the fields above
constexpr const char* kUndecided = "undecided";

// A list of the catalogue and the field of the event that it fills.
struct List {
  const char* name;
  const char* field;
};
constexpr List kLists[] = {{"cause", "cause_class"},
                           {"validity", "validity"},
                           {"complexity", "complexity"},
                           {"outside_party", "outside_party"},
                           {"plan_department", "plan_department"},
                           {"plan_until", "plan_until"}};
constexpr std::string_view kPicked[] = {"outside_party", "plan_department", "plan_until"};
constexpr std::string_view kCauses[] = {"service", "product", "process", "communication"};
constexpr std::string_view kValidity_words[] = {"valid", "need", "unfounded", kUndecided};
constexpr std::string_view kComplexity[] = {"simple", "complex"};

void draw_segment(Canvas& c, Rect r, const App& app, std::string_view list, const std::string& caption,
                  std::span<const std::string_view> words, const std::string& chosen) {
  std::vector<ui::Choice> choices;
  int on = -1;
  for (auto word : words) {
    if (word == chosen) on = static_cast<int>(choices.size());
    choices.push_back(
        {.id = std::string(list) + ":" + std::string(word), .label = app.words().text_of(list, word)});
  }
  ui::segment(c, r.take_bottom(ui::size::staff_button), choices, on);
  ui::caption(c, r.take_bottom(kCaption), caption);
}

}  // namespace

std::string FindingChoices::chosen(std::string_view list) const {
  const auto found = chosen_.find(list);
  return found == chosen_.end() ? std::string() : found->second;
}

bool FindingChoices::on(const ui::UiEvent& event) {
  for (const auto field : kPicked)
    if (event.tapped("pick:" + std::string(field))) {
      picking_ = field;
      return true;
    }
  if (picking() && event.tapped("dialog:close")) {
    close();
    return true;
  }
  for (const auto& list : kLists) {
    const auto word = event.tapped_after(std::string(list.name) + ":");
    if (word.empty()) continue;
    const bool again = chosen(list.name) == word && std::string_view(list.name) != "cause";
    if (again || word == kUndecided)
      chosen_.erase(list.name);
    else
      chosen_[list.name] = word;
    close();
    return true;
  }
  return false;
}

void FindingChoices::add_to(Json& clear) const {
  for (const auto& list : kLists)
    if (const auto word = chosen(list.name); !word.empty()) clear.set(list.field, word);
  if (!clear.has("validity")) clear.set("validity", kUndecided);  // takes back an earlier judgement
}

std::vector<std::string> FindingChoices::kept() const {
  std::vector<std::string> out;
  for (const auto& [list, word] : chosen_) out.push_back(list + ":" + word);
  return out;
}

void FindingChoices::recall(const std::vector<std::string>& kept) {
  for (const auto& one : kept)
    if (const auto colon = one.find(':'); colon != std::string::npos)
      chosen_[one.substr(0, colon)] = one.substr(colon + 1);
}

void FindingChoices::draw(Canvas& c, Rect& inside, const App& app) const {
  constexpr float kRow = kCaption + ui::size::staff_button;
  const auto validity = chosen("validity");
  draw_segment(c, inside.take_bottom(kRow, kRow_gap), app, "validity", app.say("staff.inv.validity.q"_msg),
               kValidity_words, validity.empty() ? kUndecided : validity);
  const auto halves = ui::columns(inside.take_bottom(kRow, kRow_gap), 2, kHalf_gap);
  draw_segment(c, halves[0], app, "complexity", app.words().text_of("form", "complexity"), kComplexity,
               chosen("complexity"));
  draw_pick(c, halves[1], app, "outside_party", app.words().text_of("form", "outside_party"));
  draw_segment(c, inside.take_bottom(kRow, kRow_gap), app, "cause",
               app.say("staff.label_required"_msg, {{"label", app.say("staff.inv.cause"_msg)}}), kCauses,
               chosen("cause"));
}

// What was chosen, in the words of its list; a day of an older draft is in the list no more.
void FindingChoices::draw_pick(Canvas& c, Rect r, const App& app, std::string_view field, const std::string& caption) const {
  const auto value = chosen(field);
  std::string words = value.empty() ? app.say("staff.optional"_msg) : value;
  for (const auto& choice : form_choices(app, Verb::investigate, field))
    if (choice.value == value) words = choice.label;
  ui::picker(c, r.take_bottom(ui::size::staff_button), {.id = "pick:" + std::string(field), .value = words});
  ui::caption(c, r.take_bottom(kCaption), caption);
}

void FindingChoices::draw_plan(Canvas& c, Rect& inside, const App& app) const {
  const auto halves = ui::columns(inside.take_bottom(kCaption + ui::size::staff_button, kRow_gap), 2, kHalf_gap);
  const auto caption = [&](std::string_view field) { return app.say("staff.label_optional"_msg, {{"label", app.words().text_of("form", field)}}); };
  draw_pick(c, halves[0], app, "plan_department", caption("plan_department"));
  draw_pick(c, halves[1], app, "plan_until", caption("plan_until"));
}

void FindingChoices::draw_list(Canvas& c, const App& app) const {
  if (!picking()) return;
  std::vector<FilterOption> options;
  for (const auto& choice : form_choices(app, Verb::investigate, picking_))
    options.push_back({picking_ + ":" + choice.value, choice.label, choice.value == chosen(picking_)});
  filter_picker(c, app.words().text_of("form", picking_), options);
}

}  // namespace redress::counter
