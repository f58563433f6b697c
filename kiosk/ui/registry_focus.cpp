#include <algorithm>
#include <cmath>
#include <limits>

#include "kiosk/ui/registry.h"

namespace redress::ui {

namespace {

using Toward = Registry::Toward;

// A rectangle as seen when looking that way: y grows ahead, x is to the sides.
Rect turned(const Rect& r, Toward toward) {
  switch (toward) {
    case Toward::down:
      return r;
    case Toward::up:
      return {r.x, -r.bottom(), r.w, r.h};
    case Toward::right:
      return {r.y, r.x, r.h, r.w};
    case Toward::left:
      return {r.y, -r.right(), r.h, r.w};
  }
  return r;
}

// How far off the way there is; something beside the way counts three times its distance.
float effort(const Rect& from, const Rect& to) {
  const float ahead = std::max(0.f, to.y - from.bottom());
  const float aside = std::max({0.f, to.x - from.right(), from.x - to.right()});
  return ahead + 3 * aside + .01f * std::abs(to.mid_x() - from.mid_x());
}

bool is_ahead(const Rect& from, const Rect& to) {
  return to.mid_y() > from.mid_y() && to.y >= from.bottom() - std::min(from.h, to.h) / 2;
}

template <class Cost>
std::string cheapest(const std::vector<const Widget*>& widgets, Cost cost) {
  const Widget* best = nullptr;
  float least = std::numeric_limits<float>::infinity();
  for (const Widget* w : widgets)
    if (const float c = cost(w->rect); c < least) {
      least = c;
      best = w;
    }
  return best ? best->id : std::string();
}

}  // namespace

std::vector<const Widget*> Registry::focusable() const {
  std::vector<const Widget*> out;
  for (const Widget& w : widgets_)
    // A picture that can be touched is no control: it hides something from those who do not know it.
    if (w.role != Role::image && !w.id.empty() && hit(w.rect.mid_x(), w.rect.mid_y()) == &w)
      out.push_back(&w);
  std::stable_partition(out.begin(), out.end(), [](const Widget* w) { return !w->after_content; });
  return out;
}

std::string Registry::next_focus(std::string_view id, int direction) const {
  const auto reachable = focusable();
  if (reachable.empty()) return {};
  const int n = static_cast<int>(reachable.size());
  int at = direction > 0 ? -1 : n;
  for (int i = 0; i < n; ++i)
    if (reachable[static_cast<std::size_t>(i)]->id == id) at = i;
  return reachable[static_cast<std::size_t>(((at + direction) % n + n) % n)]->id;
}

bool Registry::can_focus(std::string_view id) const {
  const auto reachable = focusable();
  return std::any_of(reachable.begin(), reachable.end(), [&](const Widget* w) { return w->id == id; });
}

std::string Registry::focus_toward(const Rect& from, Toward toward) const {
  const Rect start = turned(from, toward);
  return cheapest(focusable(), [&](const Rect& r) {
    const Rect to = turned(r, toward);
    return is_ahead(start, to) ? effort(start, to) : std::numeric_limits<float>::infinity();
  });
}

std::string Registry::focus_near(const Rect& from) const {
  return cheapest(focusable(), [&](const Rect& r) {
    return std::hypot(r.mid_x() - from.mid_x(), r.mid_y() - from.mid_y());
  });
}

}  // namespace redress::ui
