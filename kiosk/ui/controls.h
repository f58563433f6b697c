// Controls both audiences share. Each draws itself and registers itself; look and sizes follow
// theme().audience. Specs own their strings, so a spec may be kept.
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/canvas.h"

namespace redress::ui {

enum class Look {
  outlined,
  filled,   // the way forward, one a screen
  danger,   // outlined in alert
  plain,    // no outline (staff: text button)
  offer,    // dashed outline, an offer beside the task, usable
};

struct Button {
  std::string id{}, label{};
  Look look = Look::outlined;
  Icon left = Icon::none, right = Icon::none;
  std::string after{};        // lighter words behind the label: "（20 秒）"
  std::string value{};        // at the right edge: a count, a hint
  bool chosen = false;
  bool off = false;         // dashed; touched it says why
  std::string why{};
  Align align = Align::centre;
  Type type = Type{0};      // size 0: by audience (shopper 36 bold, staff 22 bold)
  float icon_size = 0;      // 0: by audience
  std::string spoken{};       // label for icon-only buttons
};
void button(Canvas& c, const Rect& r, const Button& spec);
float button_width(const Canvas& c, const Button& spec, float height = 0);  // natural width with padding; 0: usual height

// 88 du high (shopper) / 62 (staff).
struct Chip {
  std::string id{}, label{};
  bool chosen = false;
  Icon icon = Icon::none;   // Icon::add for "adds text"; a chosen chip shows a tick instead
  bool offer = false;       // dashed
  bool off = false;
  std::string why{};
  Align align = Align::centre;
  Type type = Type{0};
  std::string spoken{};     // label for icon-only chips
};
void chip(Canvas& c, const Rect& r, const Chip& spec);
float chip_width(const Canvas& c, const Chip& spec);
// Lays chips out left to right, wrapping. Returns the height used.
float chips(Canvas& c, const Rect& r, const std::vector<Chip>& specs, float gap = 16);

struct Choice {
  std::string id{}, label{};
  bool off = false;
  std::string why{};
};
// Separate boxes (shopper, 96 high) or one joined bar (staff, 62 high). chosen: index, -1 none.
void segment(Canvas& c, const Rect& r, const std::vector<Choice>& choices, int chosen);

// Label, outline, text. The text itself, with caret and selection, is text_edit's when `editing`.
struct Field {
  std::string id{}, label{};         // label above it; empty: none. Label is drawn above r.
  std::string value{}, placeholder{};
  bool editing = false;          // focus outline
  bool error = false;
  std::string message{};           // sentence below, with mark
  bool secret = false;           // masked in the registry
  bool mono = false;
  bool off = false;
  std::string why{};
  Icon left = Icon::none;
  Type type = Type{0};
  bool multiline = false;
  bool caret = false;            // draws a caret behind the value (simple one-line fields)
  std::string found{};           // what the value stands for, at the right with a tick: the name of a number
};
// Returns the inner rectangle for the text (text_edit draws there when the scene passes value empty).
Rect field(Canvas& c, const Rect& r, const Field& spec);

enum class Tone { quiet, info, ok, warn, alert };
struct Notice {
  Tone tone = Tone::quiet;
  Icon icon = Icon::none;   // none: by tone (warn, alert → triangle; ok → tick; info → i)
  std::string title{};        // bold first line; may be empty
  std::string body{};         // **bold** allowed
  Type type = Type{0};
};
float notice_height(const Canvas& c, float width, const Notice& spec);
// Height used (starts at r.y, r.h is ignored when 0).
float notice(Canvas& c, const Rect& r, const Notice& spec);

struct DialogSpec {
  std::string title{};
  std::string body{};         // **bold** allowed
  Icon icon = Icon::none;
  float width = 0, height = 0;  // 0: 900 (shopper) or 960 (staff); height from the content
  float content_height = 0;     // room between body and buttons for the scene's own things
  std::vector<Button> buttons{};  // shopper: stacked, first on top; staff: left to right, last = primary, outermost
  float top = 0;                // 0: 540 portrait shopper, else centred
  bool close_button = false;    // staff: × at the top right, id "dialog:close"
};
// Draws scrim and card. Use inside Canvas::Layer (it opens one itself for its own widgets and keeps it only
// for its lifetime): construct it, draw the content, let it go.
class Dialog {
 public:
  Dialog(Canvas& c, const DialogSpec& spec);
  const Rect& content() const { return content_; }  // between body and buttons
  const Rect& card() const { return card_; }

 private:
  Canvas::Layer layer_;
  Rect card_, content_;
  Canvas::Ground ground_;
};

// Why a control cannot be used yet, beside that control (its id in the registry of this frame). Draw it last.
void refusal(Canvas& c, std::string_view id, std::string_view why);

// Bars in the place of typed words, while the idle question stands (nobody else reads them).
void covered_lines(Canvas& c, const Rect& r, int lines = 3);

// Corners around what should be photographed.
void photo_corners(Canvas& c, const Rect& r);

// Progress of n parts, `done` of them full (printing: 5 parts).
void parts_bar(Canvas& c, const Rect& r, int done, int n, float gap = 6);
// Share of a whole, 0 … 1.
void share_bar(Canvas& c, const Rect& r, double share, Colour c_fill = Colour::primary,
               Colour c_ground = Colour::line);

// Modules row by row. Always ink on white, whole pixels a module, 4 quiet modules; r is the white square.
void qr_code(Canvas& c, const Rect& r, const std::vector<bool>& modules, int size);

// "7K3QF8M2X9TJ" (hyphens ignored) in three boxes. Digits are never cut.
void code_boxes(Canvas& c, const Rect& r, std::string_view code, float em = 116, bool fixed_black_on_white = false);

// Tick box / radio mark alone (52 shopper, 30 / 28 staff).
void tick_mark(Canvas& c, const Rect& box, bool on, bool round = false);

// Previous / next page and "第 1 / 2 页". Ids "<id>:prev", "<id>:next"; off at an end, saying `first` / `last`.
struct Pager {
  std::string id = "page";
  int page = 0, pages = 1;
  std::string prev{}, next{};          // button words; empty: icons only (62 staff)
  std::string words{};               // between them
  std::string first_why{}, last_why{};
};
void pager(Canvas& c, const Rect& r, const Pager& spec);

// Label and value side by side: 首次答复  4月17日（周五）14:06 前. Value may be **rich**. Returns height used.
struct KeyValue {
  std::string label{}, value{};
  float label_width = 160;
  Type label_type = Type{32, 1.45f};
  Type value_type = type::value;
  Type bold_type = Type{38, 1.45f, true};
  float pad = 18;                  // above and below
  bool rule_above = false, rule_below = true;
};
float key_value(Canvas& c, const Rect& r, const KeyValue& spec);

}  // namespace redress::ui
