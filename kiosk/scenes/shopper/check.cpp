// 24 Look up a case: scanning is live without a touch; the code can be typed; a lost code has a way too.
#include "core/policy/site.h"
#include "kiosk/scenes/shopper/scan_picture.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

MessageKey scan_words(const App& app) {
  const auto& here = app.here();
  if (!here.has_scanner) return "check.no_scanner"_msg;
  if (here.scanner_side == "left") return "check.q.left"_msg;
  return here.scanner_side == "right" ? "check.q.right"_msg : "check.q"_msg;
}

class LookUp final : public ShopperScene {
 protected:
  bool cancellable() const override { return false; }

  ui::ShopperPage page(const App& app) const override {
    auto page = base_page(app);
    page.tight = false;
    page.back = back_button(app);
    page.back.label = app.say(lost_ ? "nav.return"_msg : "nav.home"_msg);
    page.title = app.say(lost_ ? "check.lost.title"_msg : "check.title"_msg);
    if (!lost_) page.explain = app.say(scan_words(app));
    return page;
  }

  void content(Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    if (lost_) return lost(c, areas.main, app);
    Rect rest = areas.main.below(c.portrait() ? 8 : 0);
    const float note = private_height(c, c.portrait() ? rest.w : areas.side.w, app);
    if (!c.portrait()) private_line(c, Rect(areas.side).take_bottom(note), app);
    const float row = std::min(128 * (1 + (c.theme().text_scale - 1) * .5f), 170.f);
    const float heading = c.portrait() ? c.line_height(ui::type::label) + 16 : 0;
    const float rows = c.portrait() ? 2 * row + 16 : row;
    const float waiting = waiting_height(c, rest.w, app);
    const float foot = heading + rows + (c.portrait() ? 28 + note : 0);
    float room = rest.h - foot - waiting - 24 - (c.portrait() ? 40 : 28);
    if (app.here().has_scanner && room > 160) {
      picture(c, rest.take_top(std::min(room, 560.f), 24), app);
      waiting_line(c, rest.take_top(waiting, c.portrait() ? 40 : 28), app);
    } else if (app.here().has_scanner) {
      waiting_line(c, rest.take_top(waiting, 28), app);
    }
    if (c.portrait()) ui::section(c, rest.take_top(heading - 16, 16), app.say("check.no_qr"_msg));
    const auto cells = c.portrait() ? ui::rows(rest.take_top(rows, 28), 2, 16) : ui::columns(rest.take_top(rows), 2, 24);
    ui::option_row(c, cells[0], {.id = "type", .label = app.say("check.type"_msg), .explain = app.say("check.type.sub"_msg), .icon = ui::Icon::key});
    ui::option_row(c, cells[1], {.id = "lost", .label = app.say("check.lost"_msg), .explain = app.say("check.lost.sub"_msg), .icon = ui::Icon::bell});
    if (c.portrait()) private_line(c, rest.top_part(note), app);
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.kind == ui::UiEvent::Kind::scan) {
      const auto code = parse_scanned_code(event.text);
      wrong_.reset();
      if (code.ok()) {
        app.desk().note_scan(*code, std::nullopt);
        app.visit.looked_up = *code;
        return Step::go("shopper.status");
      }
      app.play(Tone::refused_scan);
      wrong_ = code.error().code == Errc::corrupt ? "check.wrong"_msg : "check.not_ours"_msg;
      return Step::redraw();
    }
    if (event.tapped("type")) return Step::go("shopper.find");
    if (event.tapped("lost")) {
      lost_ = true;
      return Step::redraw();
    }
    if (event.tapped("call")) return Step::go("shopper.call");
    return Step::stay();
  }

  bool on_back(App&) override {
    wrong_.reset();
    return std::exchange(lost_, false);
  }

 private:
  static void picture(Canvas& c, const Rect& r, const App& app) {
    ui::Widget widget;
    widget.role = ui::Role::image;
    widget.label = app.say(scan_words(app));
    widget.rect = r;
    const Canvas::Scope scope(c, std::move(widget));
    c.fill(r, Colour::surface, ui::size::radius);
    c.stroke(r, Colour::line, 2, ui::size::radius);
    scan_picture(c, r, app.here().scanner_side);
  }

  // What the scanner waits for, or what was wrong with the last thing it read.
  std::string waiting_words(const App& app) const { return app.say(wrong_ ? *wrong_ : "check.waiting"_msg); }
  float waiting_height(const Canvas& c, float width, const App& app) const { return std::max(48.f, c.paragraph_height(waiting_words(app), ui::Type{34, 1.4f}, width - 68)); }
  void waiting_line(Canvas& c, const Rect& r, const App& app) const {
    c.icon(wrong_ ? ui::Icon::warn : ui::Icon::qr, {r.x, r.y, 48, 48}, wrong_ ? Colour::warn : Colour::primary, 2.5f);
    c.paragraph({r.x + 68, r.y, r.w - 68, 0}, waiting_words(app), ui::Type{34, 1.4f, wrong_.has_value()}, wrong_ ? Colour::warn : Colour::ink);
  }

  static float private_height(const Canvas& c, float width, const App& app) { return c.paragraph_height(app.say("check.private"_msg), ui::type::note, width - 52); }
  static void private_line(Canvas& c, const Rect& r, const App& app) {
    c.icon(ui::Icon::lock, {r.x, r.y + (c.line_height(ui::type::note) - 36) / 2, 36, 36}, Colour::ink_soft, 3);
    c.paragraph({r.x + 52, r.y, r.w - 52, 0}, app.say("check.private"_msg), ui::type::note, Colour::ink_soft);
  }

  static void lost(Canvas& c, Rect rest, const App& app) {
    if (!app.site()) return;
    const auto words = app.say("check.lost.what"_msg, {{"place", place_words(*app.site(), app.site()->desk, app.language())}});
    rest = rest.below(c.paragraph({rest.x, rest.y, rest.w, 0}, words, ui::Type{38, 1.6f}) + 40);
    ui::KeyValue phone{.label = app.say("done.phone"_msg), .value = "**" + app.site()->phone + "**", .rule_above = true};
    phone.label_width = c.measure(phone.label, phone.label_type).w + 32;
    rest = rest.below(ui::key_value(c, rest, phone) + 40);
    ui::button(c, rest.top_part(ui::size::button), {.id = "call", .label = app.say("rail.call"_msg), .left = ui::Icon::bell});
  }

  bool lost_ = false;
  std::optional<MessageKey> wrong_;
};

}  // namespace

std::unique_ptr<Scene> make_check() { return std::make_unique<LookUp>(); }

}  // namespace redress::shopper
