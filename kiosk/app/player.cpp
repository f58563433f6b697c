#include "kiosk/app/player.h"

#include <chrono>

namespace redress {

namespace {

constexpr int kPatience_ms = 10'000;
constexpr int kGuard_ms = 320;  // a new scene ignores touches for 300 ms

using SteadyTime = std::chrono::steady_clock;

}  // namespace

Status Player::wait_for(const std::string& what, const std::function<bool()>& there) {
  auto until = SteadyTime::now() + std::chrono::milliseconds(kPatience_ms);
  while (!there()) {
    if (SteadyTime::now() > until)
      return Error{Errc::not_found, "waited in vain for " + what + " on " + std::string(loop_.scene_name())};
    loop_.step(20);
  }
  return {};
}

void Player::touch_middle(const std::string& id) {
  const auto* widget = loop_.registry().find(id);
  InputEvent event;
  event.x = widget->rect.mid_x();
  event.y = widget->rect.mid_y();
  event.kind = InputEvent::Kind::touch_down;
  loop_.inject(event);
  event.kind = InputEvent::Kind::touch_up;
  loop_.inject(event);
  loop_.step(0);
}

Status Player::tap(const std::string& id) {
  REDRESS_TRY(wait_for("widget " + id, [&] { return loop_.registry().find(id) != nullptr; }));
  auto before = loop_.scene_name();
  touch_middle(id);
  if (loop_.scene_name() != before) pass(kGuard_ms);
  return {};
}

void Player::pass(int span_ms) {
  if (pass_time_) return pass_time_(span_ms);
  auto until = SteadyTime::now() + std::chrono::milliseconds(span_ms);
  while (SteadyTime::now() < until) loop_.step(20);
}

Status Player::step(std::string_view verb, std::string argument) {
  if (auto at = argument.find("$CODE"); at != std::string::npos) argument.replace(at, 5, code_);
  if (verb == "tap") return tap(argument);
  if (verb == "keys") {
    for (char c : argument) REDRESS_TRY(tap(std::string("key:") + c));
    return {};
  }
  if (verb == "type" || verb == "scan") {
    InputEvent event;
    event.kind = verb == "type" ? InputEvent::Kind::text : InputEvent::Kind::scan;
    event.text = argument;
    loop_.inject(event);
    loop_.step(0);
    return {};
  }
  if (verb == "expect") {
    REDRESS_TRY(wait_for("screen " + argument, [&] { return loop_.scene_name() == argument; }));
    pass(kGuard_ms);
    return {};
  }
  if (verb == "widget") return wait_for("widget " + argument, [&] { return loop_.registry().find(argument) != nullptr; });
  if (verb == "pause") {
    pass(std::atoi(argument.c_str()));
    return {};
  }
  if (verb == "picture") return save_picture_(argument);
  if (verb == "remember") {
    REDRESS_TRY(wait_for("widget " + argument, [&] { return loop_.registry().find(argument) != nullptr; }));
    code_ = loop_.registry().find(argument)->label;
    return {};
  }
  return invalid("unknown step");
}

Status Player::play(std::string_view script) {
  pass(kGuard_ms);
  int number = 0;
  while (!script.empty()) {
    auto end = script.find('\n');
    auto line = script.substr(0, end);
    script.remove_prefix(end == std::string_view::npos ? script.size() : end + 1);
    ++number;
    if (line.empty() || line[0] == '#') continue;
    auto space = line.find(' ');
    auto verb = line.substr(0, space);
    auto argument = space == std::string_view::npos ? std::string() : std::string(line.substr(space + 1));
    if (auto done = step(verb, argument); !done.ok())
      return Error{done.error().code, "line " + std::to_string(number) + " (" + std::string(line) + "): " + done.error().what};
  }
  return {};
}

}  // namespace redress
