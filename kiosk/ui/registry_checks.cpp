// The rules of sizes and contrast, asked of one drawn screen.
#include <cmath>
#include <cstdio>

#include "kiosk/ui/registry.h"

namespace redress::ui {
namespace {

float least_mm(Target target) {
  switch (target) {
    case Target::shopper: return 20;
    case Target::staff: case Target::key: return 15;
    case Target::none: break;
  }
  return 0;
}

std::string number(double v) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", v);
  return text;
}

}  // namespace

std::vector<std::string> check_targets(const Registry& registry, float px_per_mm) {
  std::vector<std::string> out;
  for (const Widget& w : registry.widgets()) {
    const float least = least_mm(w.target);
    if (!is_touchable(w) || least == 0) continue;
    const float w_mm = w.rect.w / px_per_mm, h_mm = w.rect.h / px_per_mm;
    if (std::min(w_mm, h_mm) + 0.13f >= least) continue;  // half a pixel of rounding
    out.push_back("target '" + w.id + "' is " + number(w_mm) + " x " + number(h_mm) + " mm, needs " +
                  number(least));
  }
  return out;
}

std::vector<std::string> check_contrast(const Registry& registry, const Theme& theme) {
  std::vector<std::string> out;
  for (const TextMark& t : registry.texts()) {
    const double ratio = contrast(theme.rgba(t.colour), theme.rgba(t.ground));
    if (ratio >= 4.5) continue;
    out.push_back("text '" + t.text + "' is " + std::string(name(t.colour)) + " on " +
                  std::string(name(t.ground)) + ": " + number(ratio) + " : 1");
  }
  return out;
}

std::vector<std::string> check_clipping(const Registry& registry) {
  std::vector<std::string> out;
  for (const Widget& w : registry.widgets())
    if (w.clipped) out.push_back("text of '" + (w.id.empty() ? w.label : w.id) + "' does not fit");
  return out;
}

namespace {

// The letters themselves: line boxes may touch.
Rect ink(const TextMark& t) { return t.rect.inset(2, t.rect.h > t.em_px ? t.em_px * 0.2f : 0); }

void words_under_targets(const Registry& registry, std::vector<std::string>& out) {
  for (const TextMark& t : registry.texts())
    for (std::size_t i = 0; i < registry.widgets().size(); ++i) {
      const Widget& w = registry.widgets()[i];
      if (!is_touchable(w) || static_cast<int>(i) == t.widget || w.layer != t.layer) continue;
      if (ink(t).overlaps(w.rect)) out.push_back("text '" + t.text + "' lies on '" + w.id + "'");
    }
}

void words_on_words(const Registry& registry, std::vector<std::string>& out) {
  const auto& texts = registry.texts();
  for (std::size_t i = 0; i < texts.size(); ++i)
    for (std::size_t j = i + 1; j < texts.size(); ++j) {
      if (texts[i].layer != texts[j].layer || texts[i].text == texts[j].text) continue;
      if (ink(texts[i]).overlaps(ink(texts[j])))
        out.push_back("texts '" + texts[i].text + "' and '" + texts[j].text + "' overlap");
    }
}

}  // namespace

std::vector<std::string> check_overlap(const Registry& registry) {
  std::vector<std::string> out;
  const auto& all = registry.widgets();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!is_touchable(all[i])) continue;
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      if (!is_touchable(all[j]) || all[i].layer != all[j].layer) continue;
      const Rect a = all[i].rect.inset(0.5f), b = all[j].rect.inset(0.5f);
      if (a.overlaps(b)) out.push_back("'" + all[i].id + "' and '" + all[j].id + "' overlap");
    }
  }
  words_under_targets(registry, out);
  words_on_words(registry, out);
  return out;
}

std::vector<std::string> check_inside(const Registry& registry) {
  std::vector<std::string> out;
  for (const TextMark& t : registry.texts()) {
    if (t.widget < 0) continue;
    const Widget& w = registry.widgets()[static_cast<std::size_t>(t.widget)];
    const Rect letters = ink(t), room = w.rect.inset(-1);
    if (w.role == Role::field) continue;  // its label stands above it, its message below
    const bool leaves = letters.x < room.x || letters.y < room.y || letters.right() > room.right() || letters.bottom() > room.bottom();
    if (is_touchable(w) && !letters.empty() && leaves)
      out.push_back("text '" + t.text + "' leaves '" + w.id + "'");
  }
  return out;
}

std::vector<std::string> check_all(const Registry& registry, const Theme& theme, float px_per_mm) {
  std::vector<std::string> out = check_targets(registry, px_per_mm);
  for (auto more : {check_contrast(registry, theme), check_clipping(registry), check_overlap(registry), check_inside(registry)})
    out.insert(out.end(), more.begin(), more.end());
  return out;
}

}  // namespace redress::ui
