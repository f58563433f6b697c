// Components of the counter's and technician's screens (screens-staff.md 1-2).
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/controls.h"

namespace redress::ui {

enum class Mark { ok, attention, fault, waiting, off };  // state marks: five outlines

void state_mark(Canvas& c, const Rect& box, Mark mark);
void level_mark(Canvas& c, const Rect& box, int level);  // 1 octagon, 2 diamond, 3 square, 4 circle
Colour mark_colour(Mark mark);

// Mark and word in one line; returns the width.
float state_words(Canvas& c, const Rect& r, Mark mark, std::string_view words, Type t = type::detail,
                  Colour colour = Colour::none, Align align = Align::left);

// Rounded capsule of the top bar; id empty: only shown.
struct StatusChip {
  std::string id{}, words{};
  Tone tone = Tone::ok;
  bool mark = true;
};

struct StaffPage {
  std::string brand{}, where{};          // 诉达, 星河广场·L1 服务台·客服终端 1
  StatusChip sync{};                   // words empty: none
  std::string clock{}, date{}, person{};   // 14:31, 3月17日 周二, 周敏·客服
  Button lock{};                       // id empty: none
  float right_room = 0;                // kept free at the right of the top bar instead of Lock, for the scene
  // Foot bar
  std::string scan_prompt{};           // 扫描顾客回执，直接打开投诉
  Button type_code{};                  // id empty: none
  std::string foot_words{};            // soft words at the left instead (technician)
  Icon foot_icon = Icon::none;
  struct Device {
    Mark mark = Mark::ok;
    std::string words{};
  };
  std::vector<Device> devices{};       // right: scanner, printer, network
  std::vector<Button> buttons{};       // right instead: secondary, then primary (outermost)
};
// Draws both bars, returns the work area (inside the margins).
Rect staff_page(Canvas& c, const StaffPage& page);

// Technician navigation: left column in landscape (300 wide), two rows at the bottom of `area` in portrait.
// Returns what is left of the work area.
struct NavItem {
  std::string id{}, label{};
  Icon icon = Icon::none;
  std::string value{};
  bool off = false;
  std::string why{};
};
Rect staff_navigation(Canvas& c, const Rect& area, const std::vector<NavItem>& items, std::string_view chosen_id,
                      const NavItem& leave = {});

// White card; returns the inside. title empty: none.
struct Card {
  std::string title{}, soft{};           // soft words behind the title
  Tone tone = Tone::quiet;           // warn / alert: wash and coloured line
  float pad_x = 24, pad_y = 20;
};
Rect card(Canvas& c, const Rect& r, const Card& spec = {});
// How high a card is whose inside is `content` high.
float card_height(const Canvas& c, const Card& spec, float content);

// Heading of a page: 32 bold, soft words behind, returns x after the words.
float heading(Canvas& c, const Rect& r, std::string_view words, std::string_view soft = {});
// Small soft label above a control (18).
void caption(Canvas& c, const Rect& r, std::string_view words);

// Six cells.
struct StageCell {
  std::string name{};
  enum class State { done, now, later } state = State::later;
};
void stage_bar(Canvas& c, const Rect& r, const std::vector<StageCell>& cells, std::string_view now_suffix);
// Six dashes: `now` 0-based, earlier done.
void stage_dashes(Canvas& c, float x, float y, int now, int n = 6);

struct TimeLeft {
  Mark mark = Mark::waiting;         // attention: due soon, fault: over, off: paused…
  Icon icon = Icon::none;            // pause, clock instead of the mark
  std::string words{}, detail{};         // 剩 22 分钟 / 受理·今天 14:48 前
};
void time_left(Canvas& c, const Rect& r, const TimeLeft& spec);

struct Action {
  std::string id{}, label{}, effect{};
  Icon icon = Icon::none;
  bool first = false;                // filled, 92 high
  bool off = false;                  // dashed; `effect` then holds the reason
};
void action(Canvas& c, const Rect& r, const Action& spec);

struct OptionBox {
  std::string id{}, label{}, detail{};
  bool on = false;
  bool multiple = false;             // tick box instead of radio
  bool off = false;                  // detail holds the reason
  Icon icon = Icon::none;
};
void option_box(Canvas& c, const Rect& r, const OptionBox& spec);

// One of several to be switched on, icon over its word; on: a tick at the corner.
struct IconToggle {
  std::string id{}, label{};
  Icon icon = Icon::none;
  bool on = false;
};
void icon_toggle(Canvas& c, const Rect& r, const IconToggle& spec);

struct Picker {
  std::string id{}, label{}, value{};
  bool off = false;
  std::string why{};
  bool changed = false;              // warn outline: not saved yet
};
void picker(Canvas& c, const Rect& r, const Picker& spec);

// − 21.5 寸 +. Ids "<id>:less", "<id>:more".
struct Stepper {
  std::string id{}, value{};
  bool at_least = false, at_most = false;
  std::string least_why{}, most_why{};
};
void stepper(Canvas& c, const Rect& r, const Stepper& spec);

struct TimelineItem {
  std::string time{};
  Icon icon = Icon::note;
  std::string what{}, who{};             // bold, soft behind "· "
  std::string tag{};                   // 顾客可见 / 仅内部
  bool tag_visible = false;          // info colour: the shopper sees it
  std::string text{};
  bool derived = false;              // dashed "=", soft, `tag` before the text
  bool strong = false;               // filled primary mark
  bool alert = false;                // filled alert mark
};
float timeline_item_height(const Canvas& c, float width, const TimelineItem& spec);
// Draws from the top as many as fit; returns how many.
int timeline(Canvas& c, const Rect& r, const std::vector<TimelineItem>& items, int from = 0);

struct ClockBar {
  std::string label{}, words{};
  double share = 0;
  Tone tone = Tone::quiet;           // quiet primary, ok stopped in time, warn, alert
  bool mark = false;
};
// One below the other: all bars begin and end at the same place. `row` is the height of one.
void clock_bars(Canvas& c, const Rect& r, const std::vector<ClockBar>& bars, float row);

// One row of the queue, 80 high.
struct QueueRow {
  std::string id{};
  int level = 4;                       // 0: has none; its word then says what it is instead
  std::string level_word{}, code{}, channel{}, title{}, summary{}, place{}, stage{}, owner{};
  std::string tag{};                   // 有冲突, before what was said
  int stage_index = 0;
  TimeLeft left{};
  bool pinned = false, first = false, last = false;
  Icon card = Icon::none;            // a reminder and no case: neither level nor place nor stage
};
void queue_row(Canvas& c, const Rect& r, const QueueRow& row);
void queue_head(Canvas& c, const Rect& r, const std::vector<std::string>& six_titles);

// State tile of the technician's home.
struct StateTile {
  std::string id{};                    // empty: nothing to touch
  Icon icon = Icon::none;
  std::string name{}, state_word{};
  Mark mark = Mark::ok;
  std::string headline{}, detail{};      // detail: lines with '\n'
  Button more{};                       // id empty: none
};
void state_tile(Canvas& c, const Rect& r, const StateTile& spec);

// Name and explanation left, control right (372 wide). Returns the control's rectangle. 84 high.
Rect setting_row(Canvas& c, const Rect& r, std::string_view name, std::string_view explain, bool rule_above = true);

// PIN entry: dots filled so far.
void pin_dots(Canvas& c, const Rect& r, int filled, int n);

// Label / value lines of a card. Returns the height used.
struct Fact {
  std::string label{}, value{};          // value **rich**
};
float facts(Canvas& c, const Rect& r, const std::vector<Fact>& lines, float label_width = 92,
            Type t = type::detail);

// One answer of the five whys; returns the height used.
struct Why {
  int number = 1;
  std::string id{}, question{}, answer{}, placeholder{};
  bool todo = false, editing = false, last = false;
};
float why_row(Canvas& c, const Rect& r, const Why& spec);

}  // namespace redress::ui
