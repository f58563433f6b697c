// What several components share. Inside kiosk/ui only.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/ui/canvas.h"

namespace redress::ui::parts {

inline bool staff(const Canvas& c) { return c.theme().audience == Audience::staff; }
inline float radius(const Canvas& c) { return staff(c) ? size::radius_staff : size::radius; }

// Ground and outline of a control.
struct Box {
  Colour ground = Colour::surface, line = Colour::line_strong;
  float width = 2;
  bool dashed = false;
};
void box(Canvas& c, const Rect& r, const Box& look, float radius);

// Ground of an outlined control that may be chosen, pressed or off.
Box control_box(const Canvas& c, bool chosen, bool pressed, bool off, bool offer = false);

// A label that must be read: shrinks a little, then takes a second line where the height allows.
void label(Canvas& c, const Rect& r, std::string_view words, Type t, Colour colour, Align align = Align::left);
// A paragraph that shrinks until it fits into r, to the least size at most. Returns the height used.
float fit_paragraph(Canvas& c, const Rect& r, std::string_view words, Type t, Colour colour);
// Height label() would need.
float label_height(const Canvas& c, std::string_view words, Type t, float width);

// Title and explanation as one block, centred in r. Where the room is short both shrink alike.
void two_lines(Canvas& c, const Rect& r, std::string_view title, Type title_type, Colour title_colour,
               std::string_view explain, Type explain_type, Colour explain_colour);

// Marked text without its ** marks.
std::string plain(std::string_view marked);

Widget widget(const Canvas& c, Role role, const Rect& r, std::string id, std::string words);

}  // namespace redress::ui::parts
