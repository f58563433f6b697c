// A lost receipt: cases by the phone that was left with them, after asking who asks and what for (R130,
// decision 17). What is found shows code, kind, place and date only; whoever opens one asks the shopper
// first.
#include <algorithm>

#include "core/model/lookup.h"
#include "core/text/dates.h"
#include "kiosk/scenes/counter/scenes.h"
#include "kiosk/scenes/counter/staff_scene.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr float kWidth = 1400, kContent = 600, kPad_width = 420, kPad_height = 434, kColumn_gap = 40,
                kCaption = 34, kGap = 10;
constexpr int kDays[] = {31, 92, kLookup_days};
constexpr int kOn_page = 6;

std::string trouble_words(const App& app, const Error& error) {
  if (error.code == Errc::limit) return app.say("lost.error.busy"_msg);
  return error.code == Errc::invalid ? app.say("lost.error.phone"_msg) : app.say("err.happened.write"_msg);
}

class LostReceipt final : public StaffScene {
 public:
  bool overlay() const override { return true; }
  bool has_text_field() const override { return true; }

 protected:
  void closing(App&) override { phone_.wipe(); }
  Step on_back(App& app) override;
  Step on(const ui::UiEvent& event, App& app) override;
  void content(Canvas& c, const Rect&, const App& app) const override;

 private:
  bool choose(const ui::UiEvent& event);
  Step ask(App& app);
  Step answer(App& app);
  std::string missing(const App& app) const;
  template <class List>
  void draw_choice(Canvas& c, Rect& r, const App& app, MessageKey label, const char* area, const List& list,
                   int chosen) const;
  void draw_question(Canvas& c, Rect r, const App& app) const;
  void draw_found(Canvas& c, Rect r, const App& app) const;

  ui::TextEntry phone_{nullptr, ui::TextRules::phone(), ui::TypingLanguage::english};
  mutable ui::TextFieldView view_;
  std::optional<Asker> asker_;
  std::optional<Purpose> purpose_;
  int days_ = 92, page_ = 0;
  std::string trouble_;
  std::optional<std::vector<FoundCase>> found_;
  Pending<std::vector<FoundCase>> finding_;
};

// From what was found back to the question, the number gone.
Step LostReceipt::on_back(App&) {
  if (!found_) return Step::back();
  found_.reset();
  phone_.wipe();
  page_ = 0;
  return Step::redraw();
}

std::string LostReceipt::missing(const App& app) const {
  if (!asker_ || !purpose_) return app.say("lost.error.missing"_msg);
  const auto typed = phone_.value();  // not copied: it is somebody's number
  const auto digits = std::count_if(typed.begin(), typed.end(), [](char c) { return c >= '0' && c <= '9'; });
  return static_cast<std::size_t>(digits) < kLeast_phone_digits ? app.say("lost.error.phone"_msg)
                                                                : std::string();
}

Step LostReceipt::ask(App& app) {
  if (!app.staff || finding_.waiting() || !missing(app).empty()) return Step::stay();
  trouble_.clear();
  finding_ =
      app.desk().find_by_phone({std::string(phone_.value()), *asker_, *purpose_, days_}, app.staff->person);
  return answer(app);
}

Step LostReceipt::answer(App& app) {
  auto found = finding_.take();
  if (!found) return Step::redraw();
  if (found->ok())
    found_ = std::move(**found);
  else
    trouble_ = trouble_words(app, found->error());
  return Step::redraw();
}

bool LostReceipt::choose(const ui::UiEvent& event) {
  if (auto asker = event.tapped_after("asker:"); !asker.empty())
    asker_ = kAskers.find(asker);
  else if (auto purpose = event.tapped_after("purpose:"); !purpose.empty())
    purpose_ = kPurposes_of_lookup.find(purpose);
  else if (auto days = event.tapped_after("days:"); !days.empty())
    days_ = std::stoi(days);
  else if (event.tapped("found:next"))
    ++page_;
  else if (event.tapped("found:prev"))
    --page_;
  else
    return false;
  return true;
}

Step LostReceipt::on(const ui::UiEvent& event, App& app) {
  if (!app.staff) return Step::home();
  if (event.kind == ui::UiEvent::Kind::wake) return answer(app);
  if (event.tapped("dialog:close")) return Step::back();
  if (event.tapped("cancel")) return on_back(app);
  if (event.tapped("find")) return ask(app);
  if (auto code = event.tapped_after("case:"); !code.empty()) {
    app.staff->open_case = *parse_case_code(code);
    return Step::replace("counter.case");
  }
  if (choose(event)) return Step::redraw();
  if (found_) return Step::stay();
  auto change = view_.on(event, phone_);
  if (!change.used) change = phone_.on(event);
  return change.used ? Step::redraw() : Step::stay();
}

template <class List>
void LostReceipt::draw_choice(Canvas& c, Rect& r, const App& app, MessageKey label, const char* area,
                              const List& list, int chosen) const {
  ui::caption(c, r.take_top(kCaption), app.say(label));
  const Rect grid = r.take_top(2 * ui::size::option_row + kGap, kGap);
  const std::string id = area == std::string_view("lookup") ? "purpose" : area;
  for (std::size_t i = 0; i < list.names.size(); ++i)
    ui::option_box(c, ui::grid_cell(grid, static_cast<int>(i), 2, ui::size::option_row, kGap, kGap),
                   {.id = id + ":" + std::string(list.names[i]),
                    .label = app.words().text_of(area, list.names[i]),
                    .on = static_cast<int>(i) == chosen});
}

void LostReceipt::draw_question(Canvas& c, Rect r, const App& app) const {
  Rect left = r.take_left(kPad_width, kColumn_gap);
  ui::caption(c, left.take_top(kCaption), app.say("lost.phone"_msg));
  ui::TextFieldLook look;
  look.field.id = "field:phone";
  look.field.editing = true;
  look.field.type = ui::Type{32, 1.3f, true};
  view_.draw(c, left.take_top(72, 20), phone_, look);
  ui::digit_pad(c, left.top_part(std::min(left.h, kPad_height)), ui::digit_keys());
  const auto place = [](const auto& choice) { return choice ? static_cast<int>(*choice) : -1; };
  draw_choice(c, r, app, "lost.asker"_msg, "asker", kAskers, place(asker_));
  draw_choice(c, r, app, "lost.purpose"_msg, "lookup", kPurposes_of_lookup, place(purpose_));
  ui::caption(c, r.take_top(kCaption), app.say("lost.days"_msg));
  std::vector<ui::Choice> spans;
  int on = -1;
  for (int days : kDays) {
    if (days == days_) on = static_cast<int>(spans.size());
    spans.push_back(
        {.id = "days:" + std::to_string(days), .label = app.say("lost.days.n"_msg, {{"n", days}})});
  }
  ui::segment(c, r.take_top(ui::size::staff_button, 14), spans, on);
  if (finding_.waiting() || !trouble_.empty())
    c.paragraph(r, finding_.waiting() ? app.say("nav.wait"_msg) : trouble_, ui::type::item,
                trouble_.empty() ? Colour::ink_soft : Colour::alert);
}

void LostReceipt::draw_found(Canvas& c, Rect r, const App& app) const {
  const auto& found = *found_;
  const auto words =
      found.empty() ? app.say("lost.none"_msg) : app.say("lost.found"_msg, {{"n", found.size()}});
  c.paragraph(r.take_top(c.paragraph_height(words, ui::type::item, r.w), 20), words, ui::type::item);
  const int pages = (static_cast<int>(found.size()) + kOn_page - 1) / kOn_page;
  if (pages > 1)
    ui::pager(c, r.take_bottom(ui::size::staff_button, kGap), {.id = "found", .page = page_, .pages = pages});
  const int first = page_ * kOn_page, last = std::min(first + kOn_page, static_cast<int>(found.size()));
  const float high = std::min(132.f, (r.h - 2 * kGap) / 3);
  for (int i = first; i < last; ++i) {
    const auto& one = found[static_cast<std::size_t>(i)];
    const auto kind = app.words().text_of("contact_type", one.contact_type);
    std::string effect = category_words(app, one.category, one.subcategory);
    if (!one.place.empty()) effect += "  " + place_words(app, one.place);
    ui::action(c, ui::grid_cell(r, i - first, 2, high, kGap, kGap),
               {.id = "case:" + to_compact(one.code),
                .label = to_grouped(one.code) + "  " + kind + "  " + when_words(app, one.submitted_at),
                .effect = effect,
                .icon = ui::Icon::doc});
  }
}

void LostReceipt::content(Canvas& c, const Rect&, const App& app) const {
  ui::DialogSpec spec;
  spec.title = app.say("lost.title"_msg);
  spec.body = app.say("lost.sub"_msg, {{"n", kLookups_an_hour}});
  spec.width = kWidth;
  spec.content_height = kContent;
  spec.close_button = true;
  if (found_) {
    spec.body.clear();
    spec.buttons = {{.id = "cancel", .label = app.say("nav.return"_msg)}};
  } else {
    const auto need = missing(app);
    spec.buttons = {{.id = "dialog:close", .label = app.say("staff.cancel"_msg)},
                    {.id = "find",
                     .label = app.say("lost.find"_msg),
                     .look = ui::Look::filled,
                     .off = !need.empty() || finding_.waiting(),
                     .why = need.empty() ? app.say("nav.wait"_msg) : need}};
    spec.close_button = false;
  }
  const ui::Dialog dialog(c, spec);
  if (found_)
    draw_found(c, dialog.content(), app);
  else
    draw_question(c, dialog.content(), app);
}

}  // namespace

std::unique_ptr<Scene> make_lost_receipt() {
  return std::make_unique<LostReceipt>();
}

}  // namespace redress::counter
