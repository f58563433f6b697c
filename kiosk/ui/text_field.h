// A text field as it is seen: lines, cursor, composing run, pages. Keeps which lines are shown and where
// characters stand (no text), so that a touch finds its place. One view a field; ui thread.
#pragma once

#include <string>
#include <vector>

#include "kiosk/type/text_layout.h"
#include "kiosk/ui/controls.h"
#include "kiosk/ui/text_entry.h"

namespace redress::ui {

enum class Grouping { none, phone, code };  // 139 0000 1234, 7K3Q-F8M2-X9TJ

struct TextFieldLook {
  Field field;  // id, label, placeholder, editing, error … ; its value is not used
  Grouping grouping = Grouping::none;
  bool caret_lit = true;  // blinking is the scene's (1 Hz, still with motion off)
  bool covered = false;   // idle warning: bars instead of the text
};

class TextFieldView {
 public:
  void draw(Canvas& c, const Rect& r, const TextEntry& entry, const TextFieldLook& look);

  // A touch into the field moves the cursor, one on its page buttons turns the page.
  EntryChange on(const UiEvent& event, TextEntry& entry);
  // Shows the first page again (another text).
  void reset() { *this = {}; }

  struct Shown;  // inside text_field.cpp

 private:
  struct Setting;
  struct Edge {
    std::size_t byte;  // of the value
    float x_px;
  };
  struct Row {
    float top_px = 0, bottom_px = 0;
    std::vector<Edge> edges;
  };
  void draw_lines(Canvas& c, Rect inside, const TextEntry& entry, const TextFieldLook& look);
  std::vector<TextLine> lay_out(Canvas& c, const Setting& set, std::string_view text, Rect& inside);
  void follow(std::size_t caret_line, std::size_t cursor, std::size_t size);
  void draw_line(Canvas& c, const Setting& set, const Shown& shown, const TextLine& line, const Rect& r,
                 const TextEdit& edit, bool caret, Colour colour);
  void draw_dots(Canvas& c, const Rect& inside, const TextEdit& edit);
  void draw_pages(Canvas& c, const Rect& r, const TextFieldLook& look);
  std::size_t value_byte_at(float x_px, float y_px) const;

  std::string id_;
  std::size_t first_line_ = 0, lines_ = 1, visible_ = 1;
  std::size_t seen_cursor_ = 0, seen_size_ = 0;
  std::vector<Row> rows_;
};

}  // namespace redress::ui
