#include "kiosk/ui/controls.h"
#include "kiosk/ui/parts.h"
#include "kiosk/ui/staff.h"

namespace redress::ui {
namespace {

struct Tint {
  Colour ground, tint, line;
};

Tint tint_of(const Canvas& c, Tone tone) {
  const bool staff = parts::staff(c);
  switch (tone) {
    case Tone::quiet: break;
    case Tone::info: return {Colour::info_wash, Colour::info, Colour::none};
    case Tone::ok: return {Colour::ok_wash, Colour::ok, Colour::none};
    case Tone::warn: return {Colour::warn_wash, Colour::warn, staff ? Colour::none : Colour::warn};
    case Tone::alert: return {Colour::alert_wash, Colour::alert, staff ? Colour::none : Colour::alert};
  }
  return staff ? Tint{Colour::surface, Colour::ink, Colour::line} : Tint{Colour::primary_wash, Colour::primary, Colour::none};
}

struct Metrics {
  Type title, body;
  float icon, gap, pad_x, pad_y;
};

Metrics metrics(const Canvas& c, const Notice& spec) {
  const bool grave = spec.tone == Tone::warn || spec.tone == Tone::alert;
  if (parts::staff(c)) return {Type{20, 1.45f, true}, spec.type.size > 0 ? spec.type : type::detail, 34, 12, 18, 15};
  const bool headed = grave && !spec.title.empty();
  const Type body = spec.type.size > 0 ? spec.type : headed ? Type{32, 1.45f} : Type{34, 1.45f};
  return {headed ? type::option_big : type::label, body, headed ? 72.f : 48.f, headed ? 28.f : 20.f, headed ? 32.f : 28.f, 24};
}

Icon icon_of(const Notice& spec) {
  if (spec.icon != Icon::none) return spec.icon;
  switch (spec.tone) {
    case Tone::warn: case Tone::alert: return Icon::warn;
    case Tone::ok: return Icon::check;
    default: return Icon::info;
  }
}

bool uses_mark(const Canvas& c, const Notice& spec) {
  return parts::staff(c) && spec.icon == Icon::none && spec.tone != Tone::quiet && spec.tone != Tone::info;
}

Canvas::Rich rich_of(const Metrics& m) {
  Canvas::Rich out;
  out.type = m.body;
  return out;
}

}  // namespace

float notice_height(const Canvas& c, float width, const Notice& spec) {
  const Metrics m = metrics(c, spec);
  const float room = width - 2 * m.pad_x - m.icon - m.gap;
  const float words = c.paragraph_height(spec.title, m.title, room) + c.rich_height(spec.body, rich_of(m), room);
  return std::max(words, m.icon) + 2 * m.pad_y;
}

float notice(Canvas& c, const Rect& r, const Notice& spec) {
  const Metrics m = metrics(c, spec);
  const Tint look = tint_of(c, spec.tone);
  const float needed = notice_height(c, r.w, spec);
  const Rect box{r.x, r.y, r.w, r.h > 0 ? r.h : needed};
  Widget w = parts::widget(c, Role::status, box, "", spec.title + (spec.title.empty() ? "" : " ") + parts::plain(spec.body));
  const Canvas::Scope scope(c, std::move(w));
  parts::box(c, box, {look.ground, look.line, parts::staff(c) ? 1.f : 3.f, false}, parts::radius(c));
  const Canvas::Ground ground(c, look.ground);
  const float room = box.w - 2 * m.pad_x - m.icon - m.gap;
  const float title_h = c.paragraph_height(spec.title, m.title, room);
  const float body_h = c.rich_height(spec.body, rich_of(m), room);
  const float y = box.y + (box.h - title_h - body_h) / 2;
  const bool tall = title_h + body_h > m.icon * 1.8f;
  const Rect mark{box.x + m.pad_x, tall ? y + 1 : box.mid_y() - m.icon / 2, m.icon, m.icon};
  if (uses_mark(c, spec)) {
    state_mark(c, mark, spec.tone == Tone::ok ? Mark::ok : spec.tone == Tone::warn ? Mark::attention : Mark::fault);
  } else {
    const Colour tint = parts::staff(c) ? Colour::ink : look.tint;
    c.icon(icon_of(spec), parts::staff(c) ? mark.inset(1) : mark, tint, parts::staff(c) ? 2.8f : 2.5f);
  }
  const float x = mark.right() + m.gap;
  c.paragraph({x, y, room, 0}, spec.title, m.title, Colour::ink);
  c.rich({x, y + title_h, room, 0}, spec.body, rich_of(m));
  return box.h;
}

}  // namespace redress::ui
