// Components of the shopper's screens (screens-shopper.md 2-5).
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/controls.h"

namespace redress::ui {

// The frame around every shopper screen: header, progress, question, action row, rail; portrait and landscape.
struct ShopperPage {
  std::string mall{}, service{};        // 星河广场, 投诉与建议
  int step = 0, steps = 5;          // 0: no progress bars
  std::string step_name{};            // 事项
  std::string step_words{};           // "第 **2** 步，共 5 步" (marked)
  std::string right{};                // instead of the step: date and time
  std::string title{}, explain{};       // question block; title empty: none. '\n' allowed.
  Type title_type = type::question;
  bool tight = true;                // 40 du above the question instead of 56
  std::string kicker{};               // small line above the title, **bold** = mono code
  Button back{};                      // id empty: none. label, icon set by the scene ("back", Icon::back)
  Button extra{};                     // second outlined button (再看一分钟); id empty: none
  Button primary{};                   // id empty: none
  std::string hint{};                 // words where the primary would be
  float back_width = 0;             // 0: 304 portrait, 248 landscape
};
struct RailCell {
  std::string id{}, label{};
  Icon icon = Icon::none;
  bool strong = false;              // call staff
  bool active = false;
};
struct ShopperAreas {
  Rect main{};   // answer: portrait below the question; landscape the right column (or all, without a title)
  Rect side{};   // landscape: rest of the left column below the question; portrait: empty
  Rect body{};   // all between progress and action row: what changes from screen to screen
};
// rail: from left to right; a missing cancel simply has fewer cells (the first gets double width when three).
ShopperAreas shopper_page(Canvas& c, const ShopperPage& page, const std::vector<RailCell>& rail);
// Covers r with paper, so that only 1 - share of what is there is seen.
void veil(Canvas& c, const Rect& r, float share);
void rail(Canvas& c, const Rect& r, const std::vector<RailCell>& cells);

// Option row: 212 (big), 176, 128 high. Chosen or with arrow.
struct OptionRow {
  std::string id{}, label{}, explain{};
  Icon icon = Icon::none;
  bool big = false;
  bool chosen = false;
  bool alert = false;               // 有人受伤
  bool arrow = true;
  bool off = false;
  std::string why{};
};
void option_row(Canvas& c, const Rect& r, const OptionRow& spec);

// 124 high, box 52.
struct CheckRow {
  std::string id{}, label{};
  bool on = false;
  bool error = false;
};
void check_row(Canvas& c, const Rect& r, const CheckRow& spec);

// 468 x 252: icon, radio, title, two lines.
struct RadioCard {
  std::string id{}, label{}, explain{};
  Icon icon = Icon::none;
  bool on = false;
};
void radio_card(Canvas& c, const Rect& r, const RadioCard& spec);

// 304 x 224: icon, label, example line (left out when the label needs two lines).
struct Tile {
  std::string id{}, label{}, examples{};
  Icon icon = Icon::none;
  bool chosen = false;
};
void tile(Canvas& c, const Rect& r, const Tile& spec);
// Group heading with a line to its right; 40 high.
void group_heading(Canvas& c, const Rect& r, std::string_view words);
// Section heading with lighter words behind it.
void section(Canvas& c, const Rect& r, std::string_view words, std::string_view soft = {},
             Type t = type::label);

// 124 high, two chips; -1 none, 0 no, 1 yes. Ids "<id>:yes", "<id>:no".
struct YesNo {
  std::string id{}, label{}, explain{}, yes{}, no{};
  int answer = -1;
};
void yes_no(Canvas& c, const Rect& r, const YesNo& spec);

// 96 high rows in one box: number, name, kind.
struct ListRow {
  std::string id{}, number{}, name{}, kind{};
  bool chosen = false;
};
void list_rows(Canvas& c, const Rect& r, const std::vector<ListRow>& rows, float row_height = 96);

// Stage line of screen 25: discs with a line between.
struct Stage {
  enum class State { done, now, later } state = State::later;
  std::string name{}, words{};          // 受理, "4月16日\n15:20"
};
float stage_line(Canvas& c, const Rect& r, const std::vector<Stage>& stages);

// Status line of screen 21, 108 high (88 landscape).
struct StatusLine {
  enum class State { done, waiting, running, failed } state = State::waiting;
  Icon icon = Icon::none;
  std::string title{}, explain{}, word{};  // word: 完成, 等待网络
  int parts_done = -1, parts = 5;    // >= 0: bar instead of the word
};
void status_lines(Canvas& c, const Rect& r, const std::vector<StatusLine>& lines, float height = 108);

// Review row of screen 20: label, value, edit button. Returns the height used.
struct ReviewRow {
  std::string id{}, label{}, value{};     // touch id: `id`
  std::string edit{}, edit_spoken{};    // 修改, 修改类别
  bool long_text = false;           // top aligned, up to max_lines
  int max_lines = 0;                // 0: all
  bool secret = false;
};
float review_row_height(const Canvas& c, float width, const ReviewRow& spec);
float review_row(Canvas& c, const Rect& r, const ReviewRow& spec);

// 快慢 1 2 3 4 5. Ids "<id>:1" …
struct Rating {
  std::string id{}, label{};
  int value = 0;                    // 0: none
};
void rating(Canvas& c, const Rect& r, const Rating& spec);

// Answer of the mall: card with a thick primary edge. Returns inner rectangle below the text.
struct AnswerCard {
  std::string from{}, text{};
};
float answer_card_height(const Canvas& c, float width, const AnswerCard& spec, float room = 0);
Rect answer_card(Canvas& c, const Rect& r, const AnswerCard& spec);

// Numbered lines (what a yes does): returns the height used.
float numbered_lines(Canvas& c, const Rect& r, const std::vector<std::string>& lines);
float bullet_lines(Canvas& c, const Rect& r, const std::vector<std::string>& lines, Type t = type::body);

// Big round mark beside a title (done: ok tick).
void round_mark(Canvas& c, const Rect& r, Icon icon, Colour fill);

}  // namespace redress::ui
