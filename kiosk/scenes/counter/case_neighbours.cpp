#include "kiosk/scenes/counter/case_neighbours.h"

#include <algorithm>

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Rect;

constexpr float kGap = 10, kAway_from_title = 18, kLabels_up_to_scale = 1.1f;

}  // namespace

void CaseNeighbours::ask_page(App& app, int page) {
  auto filter = app.staff->filter;
  filter.page = asked_page_ = page;
  asking_ = app.desk().queue(filter, app.staff->person);
  (void)take(app);
}

void CaseNeighbours::ask(App& app, CaseCode code) {
  code_ = code;
  page_ = app.staff->filter.page;
  listed_ = false;
  before_.reset();
  behind_.reset();
  ask_page(app, page_);
}

bool CaseNeighbours::take(App& app) {
  auto view = asking_.take();
  if (!view || !view->ok() || !app.staff) return false;
  const auto& rows = (*view)->rows;
  if (rows.empty()) return false;
  if (asked_page_ < page_) return before_ = {rows.back().code, asked_page_}, true;
  if (asked_page_ > page_) return behind_ = {rows.front().code, asked_page_}, true;
  const auto here =
      std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.code == code_; });
  listed_ = here != rows.end();
  if (!listed_) return false;
  if (here != rows.begin()) before_ = {std::prev(here)->code, page_};
  if (std::next(here) != rows.end()) behind_ = {std::next(here)->code, page_};
  const auto shown = static_cast<std::int64_t>(page_ + 1) * app.staff->filter.page_size;
  if (!before_ && page_ > 0)
    ask_page(app, page_ - 1);
  else if (!behind_ && (*view)->total > shown)
    ask_page(app, page_ + 1);
  return true;
}

bool CaseNeighbours::on(const ui::UiEvent& event, App& app) const {
  const auto& chosen = event.tapped("case:prev") ? before_ : behind_;
  if (!(event.tapped("case:prev") || event.tapped("case:next")) || !chosen) return false;
  app.staff->open_case = chosen->code;
  app.staff->filter.page = chosen->page;
  return true;
}

void CaseNeighbours::draw(Canvas& c, Rect& head, const App& app) const {
  if (!listed_) return;
  const auto button = [&](const char* id, MessageKey words, MessageKey end, ui::Icon icon, bool off) {
    ui::Button out{.id = id,
                   .label = app.say(words),
                   .left = icon,
                   .off = off,
                   .why = app.say(end),
                   .spoken = app.say(words)};
    if (c.theme().text_scale > kLabels_up_to_scale) out.label.clear();
    ui::button(c, head.take_right(out.label.empty() ? 64 : ui::button_width(c, out), kGap), out);
  };
  button("case:next", "staff.case.next"_msg, "staff.case.next.none"_msg, ui::Icon::chevron_down, !behind_);
  button("case:prev", "staff.case.prev"_msg, "staff.case.prev.none"_msg, ui::Icon::chevron_up, !before_);
  head.w -= kAway_from_title;
}

}  // namespace redress::counter
