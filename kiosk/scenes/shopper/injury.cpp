// 12 Is anyone hurt: the quiet answer on top and plain, the grave one named by icon, words, line and ground.
#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"

namespace redress::shopper {

namespace {

using ui::Colour;
using ui::Rect;

class Injury final : public ShopperScene {
 public:
  void enter(App& app) override {
    // Category asks once more when safety was chosen after "nobody is hurt".
    again_ = app.visit.injured == Answer3::none && !app.visit.category.empty();
  }

 protected:
  ui::ShopperPage page(const App& app) const override {
    auto page = step_page(app, 1, "step.1"_msg);
    page.title = app.say("hurt.q"_msg);
    page.explain = app.say("hurt.hint"_msg);
    page.tight = false;
    if (app.visit.injured == Answer3::none)
      page.hint = app.say("nav.auto"_msg);
    else
      page.primary = next_button(app);
    return page;
  }

  void content(ui::Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    Rect rest = areas.main;
    const auto rows = options(app);
    const bool land = !c.portrait();
    const auto look = emergency_look();
    const auto words = app.say("hurt.120"_msg);
    const float emergency =
        std::max(48.f, c.rich_height(words, look, (land ? areas.side.w : rest.w) - 68)) + (land ? 0 : 36);
    const float gap = land ? 24 : 64;
    // With the largest letters the last consequences make way for the answers.
    auto lines = consequences_of(app);
    const float least = static_cast<float>(rows.size()) * 120 + gap + (land ? 0 : emergency);
    while (lines.size() > 1 && consequences_height(c, rest.w, lines) + least > rest.h) lines.pop_back();
    const float consequences = consequences_height(c, rest.w, lines);
    const float room = rest.h - consequences - gap - (land ? 0 : emergency);
    const float used = option_rows(c, {rest.x, rest.y, rest.w, room}, rows, 176);
    rest = rest.below(used + std::clamp(rest.h - used - consequences - emergency, 24.f, gap));
    rest = rest.below(draw_consequences(c, rest, app, lines));
    Rect line = land ? areas.side.top_part(emergency) : Rect{rest.x, rest.y + 36, rest.w, emergency - 36};
    c.icon(ui::Icon::call, line.take_left(48, 20).centred(48, 48), Colour::alert, 2.5f);
    c.rich(line, words, look);
  }

  Step on(const ui::UiEvent& event, App& app) override {
    using Kind = ui::UiEvent::Kind;
    if (event.kind == Kind::wake) return news(app);
    if (event.tapped("next"))
      return next(app, app.visit.injured == Answer3::yes ? "shopper.alarm" : after_no());
    if (event.tapped("injury:no")) {
      app.visit.injured = Answer3::no;
      return next(app, after_no());
    }
    if (event.tapped("injury:yes")) {
      app.visit.injured = Answer3::yes;
      return Step::go("shopper.alarm");
    }
    if (event.tapped("injury:call") && !calling_.waiting() && app.visit.alarm().empty()) {
      calling_ = app.desk().raise_alarm("call_staff");
      return Step::redraw();
    }
    return Step::stay();
  }

 private:
  std::string after_no() const { return again_ ? "shopper.place" : "shopper.category"; }

  Step news(App& app) {
    auto answer = calling_.take();
    if (!answer) return Step::stay();
    if (answer->ok()) app.visit.staff_call = to_text(**answer);
    return Step::redraw();
  }

  std::vector<ui::OptionRow> options(const App& app) const {
    std::vector<ui::OptionRow> rows;
    if (app.visit.contact_type == "help") {
      const bool called = !app.visit.alarm().empty();
      ui::OptionRow call{.id = "injury:call",
                         .label = app.say("hurt.call_first"_msg),
                         .explain = app.say("hurt.call_first.does"_msg),
                         .icon = ui::Icon::bell,
                         .big = true};
      if (calling_.waiting()) call.explain = app.say("call.sending"_msg);
      if (called) call.explain = app.say("call.title"_msg);
      call.chosen = called;
      rows.push_back(std::move(call));
    }
    rows.push_back({.id = "injury:no",
                    .label = app.say("hurt.no"_msg),
                    .explain = app.say("hurt.no.does"_msg),
                    .icon = ui::Icon::one,
                    .big = true,
                    .chosen = app.visit.injured == Answer3::no});
    rows.push_back({.id = "injury:yes",
                    .label = app.say("hurt.yes"_msg),
                    .explain = app.say("hurt.yes.does"_msg),
                    .icon = ui::Icon::aid,
                    .big = true,
                    .chosen = app.visit.injured == Answer3::yes,
                    .alert = true});
    return rows;
  }

  static ui::Canvas::Rich emergency_look() {
    ui::Canvas::Rich look;
    look.type = ui::Type{36, 1.45f};
    look.bold = ui::Type{44, 1.45f, true};
    look.bold_colour = Colour::alert;
    look.across = ui::Across::middle;
    look.gap = 6;
    return look;
  }

  // Only what is true here: without a duty phone and a first-aid box nothing is said of them.
  static std::vector<std::string> consequences_of(const App& app) {
    std::vector<std::string> out{app.say("hurt.after.1"_msg)};
    if (app.site() && (!app.site()->duty_phone.empty() || !app.site()->first_aid.empty()))
      out.push_back(app.say("hurt.after.2"_msg));
    out.push_back(app.say("hurt.after.3"_msg));
    return out;
  }
  static float consequences_height(const ui::Canvas& c, float width, const std::vector<std::string>& lines) {
    float h = c.line_height(ui::type::section) + 20;
    for (const auto& line : lines) h += c.paragraph_height(line, ui::type::body, width - 56) + 44;
    return h;
  }
  static float draw_consequences(ui::Canvas& c, const Rect& r, const App& app,
                                 const std::vector<std::string>& lines) {
    const float head = c.line_height(ui::type::section);
    c.text(r.top_part(head), app.say("hurt.after"_msg), ui::type::section);
    c.rule({r.x, r.y + head + 18, r.w, 2});
    return head + 20 + ui::numbered_lines(c, r.below(head + 20), lines);
  }

  bool again_ = false;
  Pending<Uuid> calling_;
};

}  // namespace

std::unique_ptr<Scene> make_injury() {
  return std::make_unique<Injury>();
}

}  // namespace redress::shopper
