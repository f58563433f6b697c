#include "kiosk/ui/registry.h"

#include "core/base/secret.h"

namespace redress::ui {
namespace {

std::string_view name(Role role) {
  switch (role) {
    case Role::text: return "text";
    case Role::heading: return "heading";
    case Role::image: return "image";
    case Role::status: return "status";
    case Role::group: return "group";
    case Role::button: return "button";
    case Role::tile: return "tile";
    case Role::chip: return "chip";
    case Role::option: return "option";
    case Role::check: return "check";
    case Role::radio: return "radio";
    case Role::segment: return "segment";
    case Role::tab: return "tab";
    case Role::row: return "row";
    case Role::field: return "field";
    case Role::key: return "key";
    case Role::page: return "page";
    case Role::rail: return "rail";
    case Role::cell: return "cell";
    case Role::blocker: return "blocker";
  }
  return "text";
}

Json rect_json(const Rect& r) {
  const auto whole = [](float v) { return Json(static_cast<std::int64_t>(v + (v < 0 ? -0.5f : 0.5f))); };
  return Json(Json::Array{whole(r.x), whole(r.y), whole(r.w), whole(r.h)});
}

Json widget_json(const Widget& w) {
  Json out = Json::object();
  out.set("role", name(w.role));
  if (!w.id.empty()) out.set("id", w.id);
  out.set("label", w.label);
  if (!w.value.empty()) out.set("value", w.secret ? std::string("***") : w.value);
  const std::pair<const char*, bool> flags[] = {
      {"chosen", w.chosen}, {"off", w.off},         {"pressed", w.pressed},
      {"focused", w.focused}, {"editing", w.editing}, {"clipped", w.clipped}};
  for (const auto& [key, on] : flags)
    if (on) out.set(key, true);
  if (!w.why.empty()) out.set("why", w.why);
  if (w.layer > 0) out.set("layer", w.layer);
  out.set("rect", rect_json(w.rect));
  return out;
}

}  // namespace

void Registry::clear() {
  // Short texts stand inside the objects, in memory that the vectors keep for the next frame.
  for (Widget& w : widgets_) {
    wipe(w.label);
    wipe(w.value);
  }
  for (TextMark& t : texts_) wipe(t.text);
  widgets_.clear();
  texts_.clear();
}

int Registry::add(Widget widget) {
  widgets_.push_back(std::move(widget));
  return static_cast<int>(widgets_.size()) - 1;
}

void Registry::add(TextMark mark) { texts_.push_back(std::move(mark)); }

const Widget* Registry::find(std::string_view id) const {
  for (auto w = widgets_.rbegin(); w != widgets_.rend(); ++w)
    if (w->id == id) return &*w;
  return nullptr;
}

const Widget* Registry::hit(float x_px, float y_px) const {
  for (auto w = widgets_.rbegin(); w != widgets_.rend(); ++w) {
    if (!w->rect.contains(x_px, y_px)) continue;
    if (w->role == Role::blocker) return nullptr;
    if (is_touchable(*w)) return &*w;
  }
  return nullptr;
}

Json Registry::words_beside(int index) const {
  Json out = Json::array();
  const Widget& w = widgets_[static_cast<std::size_t>(index)];
  if (w.secret) return out;
  for (const TextMark& t : texts_) {
    if (t.widget != index || t.text.empty()) continue;
    const bool said = w.label.find(t.text) != std::string::npos || w.value.find(t.text) != std::string::npos || w.why.find(t.text) != std::string::npos;
    if (!said) out.push(t.text);
  }
  return out;
}

Json Registry::to_json() const {
  Json out = Json::array();
  for (std::size_t i = 0; i < widgets_.size(); ++i) {
    Json widget = widget_json(widgets_[i]);
    if (Json words = words_beside(static_cast<int>(i)); !words.items().empty()) widget.set("words", std::move(words));
    out.push(std::move(widget));
  }
  for (const TextMark& t : texts_) {
    if (t.widget >= 0) continue;
    Json text = Json::object();
    text.set("role", "text").set("label", t.text).set("rect", rect_json(t.rect));
    out.push(std::move(text));
  }
  return out;
}

}  // namespace redress::ui
