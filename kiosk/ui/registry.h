// What a screen says and where: every widget a canvas draws. Touches, keypad focus, --inspect, size and
// contrast checks all read this one list. Belongs to one frame; ui thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "kiosk/ui/rect.h"
#include "kiosk/ui/theme.h"

namespace redress::ui {

enum class Role {
  text, heading, image, status, group,            // read, not touched
  button, tile, chip, option, check, radio, segment, tab, row, field, key, page, rail, cell,
  blocker,                                        // a scrim: swallows touches meant for what is below
};

// Smallest allowed target: shopper 20 mm, staff 15 mm, keys of a keyboard 15 mm.
enum class Target { none, shopper, staff, key };

struct Widget {
  Role role = Role::text;
  std::string id{};     // "next", "category:service_attitude"; empty for what cannot be touched
  std::string label{};  // what a person would read or hear
  std::string value{};  // field text, "1/3", …
  Rect rect{};          // real pixels of the screen
  Target target = Target::none;
  bool chosen = false;
  bool off = false;        // may still be touched: it then says `why`
  std::string why{};         // reason of an `off` widget
  bool pressed = false, focused = false;
  bool editing = false;    // a field that takes the keys
  bool on_press = false;   // acts on touch, not on release (keys of a keyboard)
  bool secret = false;     // value never leaves the process (phone numbers, PIN)
  bool clipped = false;    // a text of it did not fit
  bool after_content = false;  // Back, Next, rail: the keypad reaches them after what stands above
  int layer = 0;           // dialogs lie above
};

inline bool is_touchable(const Widget& w) { return !w.id.empty() && w.role != Role::blocker; }

// One piece of text as drawn, for the contrast check.
struct TextMark {
  std::string text{};
  Rect rect{};  // real pixels
  Colour colour = Colour::ink, ground = Colour::paper;
  float em_px = 0;
  int widget = -1;  // index into widgets(), -1: none
  int layer = 0;
};

class Registry {
 public:
  void clear();
  int add(Widget widget);           // returns its index
  Widget& at(int index) { return widgets_[static_cast<std::size_t>(index)]; }
  void add(TextMark mark);

  const std::vector<Widget>& widgets() const { return widgets_; }
  const std::vector<TextMark>& texts() const { return texts_; }
  const Widget* find(std::string_view id) const;
  // The topmost touchable widget under a point (real pixels); null also where a blocker lies on top.
  const Widget* hit(float x_px, float y_px) const;
  // Keypad operation (registry_focus.cpp), among what can be touched now, in reading order: as drawn, the
  // frame last.
  std::string next_focus(std::string_view id, int direction) const;
  bool can_focus(std::string_view id) const;
  // The nearest in that direction from a rectangle; empty where there is none.
  enum class Toward { left, right, up, down };
  std::string focus_toward(const Rect& from, Toward toward) const;
  // The one whose middle is nearest to a rectangle's: where the focus goes when its widget has gone.
  std::string focus_near(const Rect& from) const;

  // role, id, label, value (secret ones masked), state, rect, clipped; "words": what else is written on it.
  // Texts on no widget stand at the end as role "text".
  Json to_json() const;

 private:
  Json words_beside(int index) const;  // texts of a widget that its label and value do not say
  std::vector<const Widget*> focusable() const;
  std::vector<Widget> widgets_;
  std::vector<TextMark> texts_;
};

// Every broken rule as one English sentence; empty = good. px_per_mm of the real screen.
std::vector<std::string> check_targets(const Registry& registry, float px_per_mm);
std::vector<std::string> check_contrast(const Registry& registry, const Theme& theme);  // >= 4.5:1
std::vector<std::string> check_clipping(const Registry& registry);
std::vector<std::string> check_overlap(const Registry& registry);  // targets, and words under targets or words
std::vector<std::string> check_inside(const Registry& registry);   // words within the control they stand on (a field apart)
std::vector<std::string> check_all(const Registry& registry, const Theme& theme, float px_per_mm);

}  // namespace redress::ui
