#include "kiosk/app/inspector.h"

#include <chrono>
#include <future>

#include "kiosk/app/line_server.h"

namespace redress {

namespace {

Json failed(std::string why) { return Json::object().set("error", std::move(why)); }

Json picture_time_json(Loop& loop) {
  Json out = Json::object();
  out.set("scene", loop.scene_name());
  out.set("frame", static_cast<std::int64_t>(loop.frames()));
  out.set("first_picture_at_us", loop.first_picture_at_us());
  return out.set("last_picture_at_us", loop.last_picture_at_us());
}

Json screen_json(Loop& loop) {
  auto pixels = loop.screen().pixels();
  Json out = picture_time_json(loop);
  out.set("width", pixels.width);
  out.set("height", pixels.height);
  out.set("widgets", loop.registry().to_json());
  return out;
}

// How long from the event to the picture presented.
std::int64_t inject_us(Loop& loop, InputEvent& event, InputEvent::Kind kind) {
  auto from = std::chrono::steady_clock::now();
  event.kind = kind;
  loop.inject(event);
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - from).count();
}

struct TouchTimes {
  std::int64_t down_us = 0, up_us = 0;
};

TouchTimes touch(Loop& loop, float x, float y) {
  InputEvent event;
  event.x = x;
  event.y = y;
  TouchTimes times;
  times.down_us = inject_us(loop, event, InputEvent::Kind::touch_down);
  times.up_us = inject_us(loop, event, InputEvent::Kind::touch_up);
  return times;
}

}  // namespace

Json inspect(Loop& loop, const Json& request, const std::function<Status(const std::string&)>& save_picture) {
  auto ask = request["ask"].string();
  if (ask == "screen") return screen_json(loop);
  if (ask == "picture_time") return picture_time_json(loop);
  if (ask == "touch") {
    TouchTimes took;
    if (const Json* id = request.find("id")) {
      const auto* widget = loop.registry().find(id->string());
      if (!widget) return failed("no widget " + std::string(id->string()) + " on " + std::string(loop.scene_name()));
      took = touch(loop, widget->rect.mid_x(), widget->rect.mid_y());
    } else if (!request["x"].is_int() || !request["y"].is_int()) {
      return failed("touch needs the id of a widget, or whole x and y");
    } else {
      took = touch(loop, static_cast<float>(request["x"].integer()), static_cast<float>(request["y"].integer()));
    }
    return screen_json(loop).set("down_us", took.down_us).set("took_us", took.up_us);
  }
  if (ask == "text" || ask == "scan") {
    InputEvent event;
    event.kind = ask == "text" ? InputEvent::Kind::text : InputEvent::Kind::scan;
    event.text = request["text"].string();
    loop.inject(event);
    return request["brief"].boolean() ? picture_time_json(loop) : screen_json(loop);
  }
  if (ask == "picture") {
    auto saved = save_picture(std::string(request["file"].string()));
    return saved.ok() ? Json::object().set("file", request["file"]) : failed(saved.error().what);
  }
  if (ask == "quit") {
    InputEvent event;
    event.kind = InputEvent::Kind::quit;
    loop.inject(event);
    return Json::object().set("quit", true);
  }
  return failed("unknown request: ask is one of screen, picture_time, touch, text, scan, picture, quit");
}

struct Inspector::State {
  std::unique_ptr<LineServer> server;
};

Inspector::Inspector(std::unique_ptr<State> state) : state_(std::move(state)) {}
Inspector::~Inspector() = default;

Result<std::unique_ptr<Inspector>> Inspector::listen(const std::string& path, Loop& loop,
                                                     std::function<Status(const std::string&)> save_picture) {
  auto answer = [&loop, save_picture](const std::string& line) {
    auto request = parse_json(line);
    if (!request.ok()) return failed(request.error().what).dump();
    auto reply = std::make_shared<std::promise<std::string>>();
    auto future = reply->get_future();
    loop.post([&loop, save_picture, request = *request, reply] { reply->set_value(inspect(loop, request, save_picture).dump()); });
    // The loop may be ending; never hold the closing program up.
    if (future.wait_for(std::chrono::seconds(5)) != std::future_status::ready) return failed("no answer").dump();
    return future.get();
  };
  auto state = std::make_unique<State>();
  REDRESS_TRY_ASSIGN(state->server, LineServer::listen(path, answer));
  return std::unique_ptr<Inspector>(new Inspector(std::move(state)));
}

}  // namespace redress
