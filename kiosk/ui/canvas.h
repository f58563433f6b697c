// Where a scene draws. Shapes, icons and text in design units (rect.h); everything also lands in the Registry.
// Lives for one frame; ui thread only. A line that does not fit is first shrunk, to 85 % of its standard size at
// least, then cut with "…" and marked clipped. Nothing here remembers anything between frames.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/icons.h"
#include "kiosk/ui/rect.h"
#include "kiosk/ui/registry.h"
#include "kiosk/ui/theme.h"

struct ImDrawList;

namespace redress {
struct TextStyle;
}

namespace redress::ui {

class GlyphAtlas;

enum class Align { left, centre, right };
enum class Across { top, middle, bottom };

// What the canvas needs from its surroundings.
struct CanvasPorts {
  ImDrawList* list = nullptr;
  GlyphAtlas* glyphs = nullptr;
  Registry* registry = nullptr;
};

class Canvas {
 public:
  // `language`: "zh-Hans", "zh-Hant", "en": chooses the region face.
  Canvas(const CanvasPorts& ports, const Theme& theme, std::string language, Size screen_px,
         std::string pressed_id, std::string focused_id);

  const Theme& theme() const { return theme_; }
  const std::string& language() const { return language_; }
  bool portrait() const { return area_.h > area_.w; }
  const Rect& area() const { return area_; }  // the whole screen in du: at least 1080x1920 or 1920x1080
  float scale() const { return scale_; }      // real pixels per du
  bool pressed(std::string_view id) const { return !id.empty() && id == pressed_; }
  bool focused(std::string_view id) const { return !id.empty() && id == focused_; }

  // --- shapes ---
  void fill(const Rect& r, Colour c, float radius = 0);
  void stroke(const Rect& r, Colour c, float width, float radius = 0);  // inside the rectangle
  void dashed(const Rect& r, Colour c, float width, float radius = 0);
  void line(float x1, float y1, float x2, float y2, Colour c, float width);
  void rule(const Rect& r, Colour c = Colour::line, float width = 2);  // hairline along the top edge of r
  void circle(float cx, float cy, float radius, Colour c);
  void ring(float cx, float cy, float radius, Colour c, float width, bool dashes = false);
  void polygon(const std::vector<Size>& points, Colour fill, Colour outline = Colour::none, float width = 0);
  void icon(Icon icon, const Rect& box, Colour c, float stroke_width = 2.5f);  // stroke in the 48 grid
  // Free strokes (handwriting, illustrations).
  void polyline(const std::vector<Size>& points, Colour c, float width, bool closed = false);

  // --- text ---
  // The ground text lies on, for the contrast check. Ground g(c, Colour::surface) while drawing on a card.
  class Ground {
   public:
    Ground(Canvas& canvas, Colour ground) : canvas_(canvas), before_(canvas.ground_) { canvas.ground_ = ground; }
    ~Ground() { canvas_.ground_ = before_; }
    Ground(const Ground&) = delete;
    Ground& operator=(const Ground&) = delete;

   private:
    Canvas& canvas_;
    Colour before_;
  };
  Colour ground() const { return ground_; }

  // Words of another language for a while: each language's name stands in its own script.
  class Script {
   public:
    Script(Canvas& canvas, std::string language) : canvas_(canvas), before_(std::move(canvas.language_)) {
      canvas.language_ = std::move(language);
    }
    ~Script() { canvas_.language_ = std::move(before_); }
    Script(const Script&) = delete;
    Script& operator=(const Script&) = delete;

   private:
    Canvas& canvas_;
    std::string before_;
  };

  // One line inside r. Returns the width drawn.
  float text(const Rect& r, std::string_view s, Type t, Colour c = Colour::ink, Align align = Align::left,
             Across across = Across::middle);
  // Wrapped text from the top of r down; at most max_lines (0: as r.h allows; r.h 0: no limit).
  // Returns the height used.
  float paragraph(const Rect& r, std::string_view s, Type t, Colour c = Colour::ink, Align align = Align::left,
                  int max_lines = 0);
  // Same, with **bold** parts; `bold` may be larger or of another colour. Never for text a person typed.
  struct Rich {
    Type type = type::value;
    Colour colour = Colour::ink;
    Type bold = Type{0};              // size 0: type in bold
    Colour bold_colour = Colour::none;  // none: same colour
    Align align = Align::left;
    Across across = Across::top;      // where the block sits in r
    float gap = 0;                    // more room around bold parts
  };
  float rich(const Rect& r, std::string_view marked, const Rich& look);

  Size measure(std::string_view s, Type t) const;                         // one line
  float paragraph_height(std::string_view s, Type t, float width) const;  // as paragraph() will use
  float rich_height(std::string_view marked, const Rich& look, float width) const;
  int line_count(std::string_view s, Type t, float width) const;
  float line_height(Type t) const;  // leading x size x text scale
  // How far a text may shrink before it is cut: larger letters are a wish, whole words a must.
  float least_shrink() const { return 0.85f / theme_.text_scale; }

  // --- widgets ---
  // Opens a widget: texts drawn until the scope ends belong to it. `rect` in du. Draws nothing itself,
  // except the key-mode ring when it ends.
  class Scope {
   public:
    Scope(Canvas& canvas, Widget widget);
    ~Scope();
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    bool pressed() const { return pressed_; }
    bool focused() const { return focused_; }

   private:
    Canvas& canvas_;
    int before_;
    Rect rect_;
    bool pressed_, focused_;
  };
  // Target class of this audience's controls.
  Target target() const { return theme_.audience == Audience::staff ? Target::staff : Target::shopper; }

  // Everything drawn while it lives lies above what came before and takes the touches (dialogs).
  class Layer {
   public:
    explicit Layer(Canvas& canvas) : canvas_(canvas) { ++canvas.layer_; }
    ~Layer() { --canvas_.layer_; }
    Layer(const Layer&) = delete;
    Layer& operator=(const Layer&) = delete;

   private:
    Canvas& canvas_;
  };
  // Draws the flat cover over `r` and blocks touches of what lies below.
  void scrim(const Rect& r);

  // Clips drawing to r while it lives (a page of a list). Touches are clipped too.
  class Clip {
   public:
    Clip(Canvas& canvas, const Rect& r);
    ~Clip();
    Clip(const Clip&) = delete;
    Clip& operator=(const Clip&) = delete;

   private:
    Canvas& canvas_;
    Rect before_;
  };

  // --- for components that place characters themselves (text field, candidate bar) ---
  Rect to_px(const Rect& du) const;
  TextStyle style(Type t) const;        // real pixels, text scale and region applied
  unsigned colour(Colour c) const;      // ImU32
  GlyphAtlas& glyphs() { return *ports_.glyphs; }
  ImDrawList& list() { return *ports_.list; }
  Registry& registry() { return *ports_.registry; }
  // Registers text drawn past the canvas.
  void note_text(std::string_view s, const Rect& du, Type t, Colour c, bool clipped);

 private:
  float snap(float du) const;  // to whole pixels
  float stroke_px(float du) const;

  CanvasPorts ports_;
  Theme theme_;
  std::string language_;
  Rect area_;
  float scale_;
  std::string pressed_, focused_;
  Colour ground_ = Colour::paper;
  int widget_ = -1;
  int layer_ = 0;
  Rect clip_;
};

}  // namespace redress::ui
