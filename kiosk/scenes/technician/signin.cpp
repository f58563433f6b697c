// The technician's sign-in at a kiosk: number and PIN, no names. Checked on this device, also without network.
#include "core/base/secret.h"
#include "core/text/dates.h"
#include "kiosk/scenes/technician/technician_scene.h"
#include "kiosk/ui/key_codes.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_entry.h"

namespace redress::technician {

namespace {

using Kind = ui::UiEvent::Kind;

constexpr std::size_t kPin_digits = 6;

class SignIn final : public TechnicianScene {
 public:
  bool has_text_field() const override { return true; }

 protected:
  std::string_view here_id() const override { return ""; }
  bool has_navigation() const override { return false; }
  void closing() override {
    number_.wipe();
    pin_.wipe();
    checking_ = {};
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.kind == Kind::wake) {
      auto checked = checking_.take();
      return checked ? answer(std::move(*checked), app) : Step::stay();
    }
    if (checking_.waiting()) return Step::stay();
    if (event.tapped("field:number") || event.tapped("field:pin")) {
      in_pin_ = event.tapped("field:pin");
      return Step::redraw();
    }
    const bool enter = event.kind == Kind::key && (event.key == ui::keys::enter || event.key == ui::keys::keypad_enter);
    if (enter && !in_pin_) {
      in_pin_ = !number_.value().empty();
      return Step::redraw();
    }
    if (enter || event.tapped("next")) return ask(app);
    const auto change = (in_pin_ ? pin_ : number_).on(event);
    if (change.value) trouble_.clear();
    return change.used ? Step::redraw() : Step::stay();
  }

  void content(ui::Canvas& c, ui::Rect work, const App& app) const override {
    const ui::Notice trouble{.tone = ui::Tone::alert, .body = trouble_};
    float high = 64 + c.line_height(ui::type::heading) + 14 + c.line_height(ui::type::small) + 10 + 98 + 422 + 84;
    if (!trouble_.empty()) high += 14 + ui::notice_height(c, 640, trouble);
    ui::Rect box = work.centred(std::min(work.w, 760.f), std::min(work.h, 860.f));
    box.h = std::min(box.h, high);
    ui::Rect r = ui::card(c, box, {.pad_x = 60, .pad_y = 32});
    const ui::Canvas::Ground ground(c, ui::Colour::surface);
    ui::heading(c, r.take_top(c.line_height(ui::type::heading), 14), app.say("tech.pin.title"_msg));
    r.take_top(c.line_height(ui::type::small) + 10);
    ui::Rect fields = r.take_top(76, 22);
    ui::field(c, fields.take_left(300, 24), {.id = "field:number", .label = app.say("tech.pin.number"_msg), .value = std::string(number_.value()),
              .editing = !in_pin_, .mono = true, .type = ui::Type{32, 1.3f, true}, .caret = true});
    ui::field(c, fields, {.id = "field:pin", .label = app.say("tech.pin.pin"_msg), .editing = in_pin_, .error = !trouble_.empty(), .secret = true});
    ui::pin_dots(c, {fields.x + 20, fields.y, 246, fields.h}, static_cast<int>(pin_.edit().code_points()), kPin_digits);
    ui::digit_pad(c, r.take_top(400, 22));
    const bool busy = checking_.waiting();
    ui::button(c, r.take_top(84, 14), {.id = "next", .label = app.say(busy ? "staff.signin.checking"_msg : "staff.signin.login"_msg), .look = ui::Look::filled,
               .off = busy, .why = app.say("staff.signin.checking"_msg), .type = ui::Type{26, 1.3f, true}});
    if (!trouble_.empty()) ui::notice(c, r.top_part(0), trouble);
  }

 private:
  Step ask(App& app) {
    if (number_.value().empty() || pin_.edit().code_points() < kPin_digits) {
      in_pin_ = !number_.value().empty();
      trouble_ = app.say(in_pin_ ? "staff.signin.need_pin"_msg : "staff.signin.need_number"_msg);
      return Step::redraw();
    }
    std::string pin(pin_.value());
    checking_ = app.desk().sign_in(std::string(number_.value()), pin);
    wipe(pin);
    pin_.wipe();
    if (auto checked = checking_.take()) return answer(std::move(*checked), app);
    return Step::redraw();
  }

  Step answer(Result<redress::SignIn> answer, App& app) {
    if (!answer.ok()) trouble_ = app.say("refuse.not_ready"_msg);
    else if (answer->person && answer->person->role == Role::technician) {
      app.staff = StaffSession{};
      app.staff->person = *answer->person;
      app.staff->language = app.language_code();
      return Step::replace("technician.home");
    } else if (answer->locked_until) {
      trouble_ = app.say("staff.signin.locked"_msg, {{"time", clock_words(app.local(*answer->locked_until))}});
    } else {
      // Somebody else's right PIN is answered like a wrong one: nothing is told about people here.
      trouble_ = app.say("tech.pin.wrong"_msg, {{"n", answer->tries_left}});
    }
    return Step::redraw();
  }

  ui::TextEntry number_{nullptr, ui::TextRules::digits(16), ui::TypingLanguage::english};
  ui::TextEntry pin_{nullptr, ui::TextRules::pin(kPin_digits), ui::TypingLanguage::english};
  bool in_pin_ = false;
  std::string trouble_;
  Pending<redress::SignIn> checking_;
};

}  // namespace

std::unique_ptr<Scene> make_signin() { return std::make_unique<SignIn>(); }

}  // namespace redress::technician
