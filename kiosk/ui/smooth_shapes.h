// Shapes with soft edges, as triangles of a draw list: full colour inside, a ramp of one pixel to transparent around it.
// ImGui's own soften their edges by the processor's estimate of a reciprocal root, which makers of processors compute
// differently: the same screen would have other pixels on another machine. Here everything is exact arithmetic.
// Points in real pixels, clockwise on the screen where a shape is filled. No memory of its own outlives a call; ui thread.
#pragma once

#include <imgui.h>

#include <vector>

#include "kiosk/ui/rect.h"

namespace redress::ui {

using Points = std::vector<ImVec2>;

// Around a circle; more of them, the larger it is.
Points circle_points(ImVec2 centre, float radius);
// Along a rectangle with round corners, from the top left.
Points rounded_points(const Rect& px, float radius);

// `points`: the corners of a convex shape.
void fill_smooth(ImDrawList& list, const Points& points, ImU32 colour);
// A line through the points, half of `width` on each side; corners are mitred, ends are cut straight.
void stroke_smooth(ImDrawList& list, const Points& points, bool closed, ImU32 colour, float width);

}  // namespace redress::ui
