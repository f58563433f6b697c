#include "kiosk/ui/canvas.h"

#include <imgui.h>

#include <cmath>

#include "kiosk/type/text_layout.h"
#include "kiosk/ui/glyph_atlas.h"

namespace redress::ui {
namespace {

constexpr float kShortSide = 1080, kLongSide = 1920;

float fit_scale(Size px) {
  const bool portrait = px.h > px.w;
  const Size design = portrait ? Size{kShortSide, kLongSide} : Size{kLongSide, kShortSide};
  return std::min(px.w / design.w, px.h / design.h);
}

Rect intersection(const Rect& a, const Rect& b) {
  const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
  return {x, y, std::max(0.f, std::min(a.right(), b.right()) - x),
          std::max(0.f, std::min(a.bottom(), b.bottom()) - y)};
}

Region region_of(std::string_view language) {
  return language.starts_with("zh-Hant") ? Region::tc : Region::sc;
}

}  // namespace

Canvas::Canvas(const CanvasPorts& ports, const Theme& theme, std::string language, Size screen_px,
               std::string pressed_id, std::string focused_id)
    : ports_(ports),
      theme_(theme),
      language_(std::move(language)),
      scale_(fit_scale(screen_px)),
      pressed_(std::move(pressed_id)),
      focused_(std::move(focused_id)) {
  area_ = {0, 0, screen_px.w / scale_, screen_px.h / scale_};
  clip_ = area_;
  // Past the last design unit to the last real pixel, so that the fill leaves no seam.
  ports_.list->AddRectFilled({0, 0}, {screen_px.w, screen_px.h}, colour(Colour::paper));
}

float Canvas::snap(float du) const { return std::round(du * scale_); }

float Canvas::stroke_px(float du) const { return std::max(1.f, std::round(du * scale_)); }

Rect Canvas::to_px(const Rect& du) const {
  const float x = snap(du.x), y = snap(du.y);
  return {x, y, snap(du.right()) - x, snap(du.bottom()) - y};
}

unsigned Canvas::colour(Colour c) const {
  const Rgba v = theme_.rgba(c);
  return IM_COL32(v.r, v.g, v.b, v.a);
}

TextStyle Canvas::style(Type t) const {
  TextStyle out;
  out.family = t.mono ? Family::mono : Family::sans;
  out.weight = t.bold ? Weight::bold : Weight::regular;
  out.region = region_of(language_);
  out.em_px = t.size * theme_.text_scale * scale_;
  out.leading = t.leading;
  return out;
}

void Canvas::note_text(std::string_view s, const Rect& du, Type t, Colour c, bool clipped) {
  TextMark mark;
  mark.text = std::string(s);
  mark.rect = to_px(du);
  mark.colour = c;
  mark.ground = ground_;
  mark.em_px = t.size * theme_.text_scale * scale_;
  mark.widget = widget_;
  mark.layer = layer_;
  if (clipped) {
    if (widget_ >= 0) {
      registry().at(widget_).clipped = true;
    } else {  // plain text has no widget yet: one is made so that the check can name it
      Widget widget;
      widget.label = mark.text;
      widget.rect = mark.rect;
      widget.clipped = true;
      widget.layer = layer_;
      mark.widget = registry().add(std::move(widget));
    }
  }
  registry().add(std::move(mark));
}

Canvas::Scope::Scope(Canvas& canvas, Widget widget)
    : canvas_(canvas),
      before_(canvas.widget_),
      rect_(widget.rect),
      pressed_(canvas.pressed(widget.id)),
      focused_(canvas.focused(widget.id)) {
  widget.rect = canvas.to_px(intersection(widget.rect, canvas.clip_));
  widget.layer = canvas.layer_;
  widget.pressed = pressed_;
  widget.focused = focused_;
  if (widget.rect.empty()) widget.id.clear();  // outside the clip: nothing to touch
  canvas.widget_ = canvas.registry().add(std::move(widget));
}

Canvas::Scope::~Scope() {
  if (focused_) canvas_.stroke(rect_.inset(-7), Colour::focus, 4, size::radius + 6);
  canvas_.widget_ = before_;
}

void Canvas::scrim(const Rect& r) {
  Widget blocker;
  blocker.role = Role::blocker;
  blocker.rect = to_px(r);
  blocker.layer = layer_;
  registry().add(std::move(blocker));
  fill(r, Colour::scrim);
}

Canvas::Clip::Clip(Canvas& canvas, const Rect& r) : canvas_(canvas), before_(canvas.clip_) {
  canvas.clip_ = intersection(r, before_);
  const Rect px = canvas.to_px(canvas.clip_);
  canvas.list().PushClipRect({px.x, px.y}, {px.right(), px.bottom()}, true);
}

Canvas::Clip::~Clip() {
  canvas_.list().PopClipRect();
  canvas_.clip_ = before_;
}

}  // namespace redress::ui
