// 19 Contact and consent: two equal cards, neither preset. Choosing anonymous wipes a typed number and asks nothing.
#include <algorithm>

#include "core/policy/policy.h"
#include "kiosk/scenes/shopper/contact_choice.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr float kField = 104, kGap = 16;

class ContactAndConsent final : public ShopperScene {
 public:
  void enter(App& app) override {
    if (number_) return;
    number_ = std::make_unique<ui::TextEntry>(nullptr, ui::TextRules::phone(), ui::TypingLanguage::english);
    number_->edit().load(app.visit.phone.view());
  }
  void leave(App& app) override { keep(app); }
  bool has_text_field() const override { return true; }

 protected:
  ui::ShopperPage page(const App& app) const override {
    auto page = step_page(app, 4, "step.4b"_msg);
    page.title = app.say("contact.q"_msg);
    page.explain = app.say("contact.same"_msg);
    page.primary = next_button(app);
    return page;
  }

  void content(Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    Rect rest = areas.main;
    if (c.portrait()) {
      const float high = c.theme().text_scale > 1 ? 200 : 276;  // larger letters: icon beside the words
      cards(c, ui::columns(rest.take_top(high, 0), 2, ui::size::gutter), app);
    } else {
      const auto cells = ui::rows(areas.side, 2, 20);
      cards(c, {cells[0].top_part(std::min(cells[0].h, 252.f)), Rect{cells[1].x, cells[0].y + std::min(cells[0].h, 252.f) + 20, cells[1].w, std::min(cells[1].h, 252.f)}}, app);
    }
    if (app.visit.contact == ContactChoice::phone) return phone(c, c.portrait() ? rest.below(36) : rest, app);
    if (c.portrait()) rest = rest.below(36);
    if (app.visit.contact == ContactChoice::anonymous)
      ui::notice(c, {rest.x, rest.y, rest.w, 0}, {.tone = ui::Tone::quiet, .icon = ui::Icon::qr, .body = app.say("contact.anon.note"_msg), .type = ui::Type{34, 1.45f}});
    else if (shown_ == ContactGap::choice)
      missing(c, {rest.x, rest.y, rest.w, 0}, app.say("contact.choose"_msg));
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("next")) return go_on(app);
    if (event.tapped("contact:anonymous")) return choose(app, ContactChoice::anonymous);
    if (event.tapped("contact:phone")) return choose(app, ContactChoice::phone);
    if (app.visit.contact != ContactChoice::phone) return Step::stay();
    if (const auto title = event.tapped_after("title:"); !title.empty()) {
      app.visit.title = app.visit.title == title ? "" : title;
      return Step::redraw();
    }
    if (event.tapped("consent")) {
      app.visit.consent = !app.visit.consent;
      shown_ = shown_ == ContactGap::consent ? ContactGap::none : shown_;
      return Step::redraw();
    }
    if (event.tapped("privacy")) return Step::go("shopper.privacy");
    if (event.tapped("other")) return Step::go("shopper.contact_other");
    auto change = view_.on(event, *number_);
    if (!change.used) change = number_->on(event);
    if (!change.used) return Step::stay();
    if (change.value) {
      keep(app);
      if (shown_ != ContactGap::consent) shown_ = ContactGap::none;
    }
    return change.done ? go_on(app) : Step::redraw();
  }

 private:
  void keep(App& app) {
    if (app.visit.contact == ContactChoice::phone) app.visit.phone.set(number_->value());
  }

  Step choose(App& app, ContactChoice choice) {
    app.visit.contact = choice;
    shown_ = ContactGap::none;
    if (choice == ContactChoice::anonymous) {
      number_->wipe();
      app.visit.phone.wipe();
      app.visit.name.wipe();
      app.visit.email.wipe();
      app.visit.title.clear();
      app.visit.consent = app.visit.call_me = false;
    }
    return Step::redraw();
  }

  Step go_on(App& app) {
    keep(app);
    shown_ = contact_gap(app.visit);
    if (shown_ != ContactGap::none) return Step::redraw();
    return next(app, "shopper.review");
  }

  static void cards(Canvas& c, const std::vector<Rect>& cells, const App& app) {
    card(c, cells[0], app, ContactChoice::anonymous);
    card(c, cells[1], app, ContactChoice::phone);
  }
  static void card(Canvas& c, const Rect& r, const App& app, ContactChoice choice) {
    const bool anonymous = choice == ContactChoice::anonymous;
    const std::string id = anonymous ? "contact:anonymous" : "contact:phone";
    const std::string label = app.say(anonymous ? "contact.anon"_msg : "contact.phone"_msg);
    const auto icon = anonymous ? ui::Icon::anon : ui::Icon::mobile;
    const bool on = app.visit.contact == choice;
    const std::string first = app.say(anonymous ? "contact.anon.1"_msg : "contact.phone.1"_msg);
    const std::string second = app.say(anonymous ? "contact.anon.2"_msg : "contact.phone.2"_msg);
    if (r.h >= 245) return ui::radio_card(c, r, {.id = id, .label = label, .explain = first + "\n" + second, .icon = icon, .on = on});
    ui::option_row(c, r, {.id = id, .label = label, .explain = first, .icon = icon, .chosen = on, .arrow = false});
  }

  // The thing that is missing, under its place: triangle and words.
  static float missing(Canvas& c, const Rect& r, const std::string& words) {
    const ui::Type t{30, 1.4f};
    c.icon(ui::Icon::warn, {r.x, r.y + (c.line_height(t) - 36) / 2, 36, 36}, Colour::warn, 3.6f);
    return c.paragraph({r.x + 48, r.y, r.w - 48, 0}, words, t, Colour::warn);
  }

  void phone(Canvas& c, Rect rest, const App& app) const {
    const float other_high = 88, consent_high = 112;
    const bool lacks_consent = shown_ == ContactGap::consent;
    const float warning = lacks_consent ? c.line_height(ui::Type{30, 1.4f}) + 10 : 0;
    const float keys = ui::kDigitPadSize.h + (c.portrait() ? 40 : 0);
    const float wanted = 46 * c.theme().text_scale + kField + kGap + keys;
    const float foot = consent_high + warning + (c.portrait() ? other_high + 20 : 0) + 24;
    Rect middle = rest.take_top(std::min(wanted, rest.h - foot), 24);
    number_pad(c, middle.take_left(468, ui::size::gutter), app);
    person(c, middle, app);
    ui::check_row(c, rest.take_top(consent_high, 10), {.id = "consent", .label = app.say("contact.consent"_msg), .on = app.visit.consent, .error = lacks_consent});
    if (lacks_consent) rest = rest.below(missing(c, rest, app.say("contact.tick"_msg)));
    if (c.portrait()) other(c, rest.below(10).top_part(other_high), app);
  }

  static void other(Canvas& c, const Rect& r, const App& app) {
    ui::Chip chip{.id = "other", .label = app.say("contact.other"_msg), .chosen = !app.visit.email.empty() || !app.visit.name.empty(), .icon = ui::Icon::pencil, .offer = true};
    ui::chip(c, r, chip);
  }

  void number_pad(Canvas& c, Rect rest, const App& app) const {
    const ui::Type label{32, 1.4f, true};
    ui::section(c, rest.take_top(c.line_height(label), 4), app.say("contact.number"_msg), app.say("contact.abroad"_msg), label);
    ui::TextFieldLook look;
    look.field.id = "field:phone";
    look.field.secret = true;
    look.field.editing = true;
    look.field.type = ui::Type{48 * std::min(1.f, 1.15f / c.theme().text_scale), 1.3f};  // the whole number stays in sight
    look.field.placeholder = app.say("contact.number"_msg);
    look.grouping = ui::Grouping::phone;
    std::string gap;
    if (shown_ == ContactGap::number) gap = app.say("contact.short"_msg, {{"n", digits_missing(number_->value())}});
    if (shown_ == ContactGap::implausible) gap = app.say("contact.implausible"_msg);
    look.field.error = !gap.empty();
    look.field.message = gap;
    if (number_->edit().empty()) look.field.type = ui::type::field;
    const float below = gap.empty() ? kGap : kGap + c.paragraph_height(gap, ui::type::note, rest.w - 46);
    view_.draw(c, rest.take_top(kField, below), *number_, look);
    ui::digit_pad(c, rest, number_->edit().empty() ? ui::empty_phone_keys() : ui::digit_keys());
  }

  void person(Canvas& c, Rect rest, const App& app) const {
    const ui::Type label{32, 1.4f, true};
    ui::section(c, rest.take_top(c.line_height(label), 4), app.say("contact.title"_msg), app.say("optional.fill"_msg), label);
    Rect titles = rest.take_top(kField, kGap);
    if (!c.portrait()) {
      Rect extra = titles.take_right(titles.w * .44f, kGap);
      other(c, extra, app);
    }
    const auto cells = ui::columns(titles, 2, kGap);
    for (std::size_t i = 0; i < 2; ++i) {
      const std::string code = i == 0 ? "ms" : "mr";
      ui::chip(c, cells[i], {.id = "title:" + code, .label = app.words().text_of("contact.title", code), .chosen = app.visit.title == code});
    }
    privacy(c, rest, app);
  }

  // Five short lines; fewer where larger letters lack room, the full text is one touch away.
  static void privacy(Canvas& c, const Rect& r, const App& app) {
    c.fill(r, Colour::primary_wash, ui::size::radius);
    const Canvas::Ground ground(c, Colour::primary_wash);
    Rect rest = r.inset(28, 22);
    const ui::Type head{32, 1.4f, true}, line{30, 1.4f};
    ui::chip(c, rest.take_bottom(88, 12), {.id = "privacy", .label = app.say("contact.full"_msg), .type = ui::Type{30, 1.3f}});
    Rect title = rest.take_top(std::max(44.f, c.paragraph_height(app.say("contact.use"_msg), head, rest.w - 54)), 6);
    c.icon(ui::Icon::lock, title.take_left(40, 14).top_part(c.line_height(head)).centred(40, 40), Colour::primary, 3);
    c.paragraph({title.x, title.y, title.w, 0}, app.say("contact.use"_msg), head);
    const std::string keep = app.policy() ? retention_sentence(*app.policy(), app.language()) : std::string();
    for (const auto& words : {app.say("contact.use.1"_msg), app.say("contact.use.2"_msg), app.say("contact.use.3"_msg), keep, app.say("contact.use.5"_msg)}) {
      const float high = c.paragraph_height(words, line, rest.w - 30) + 12;
      if (words.empty() || high > rest.h) continue;
      ui::bullet_lines(c, rest.take_top(high), {words}, line);
    }
  }

  std::unique_ptr<ui::TextEntry> number_;
  mutable ui::TextFieldView view_;
  ContactGap shown_ = ContactGap::none;
};

}  // namespace

std::unique_ptr<Scene> make_contact() { return std::make_unique<ContactAndConsent>(); }

}  // namespace redress::shopper
