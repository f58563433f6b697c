// 41 Queue: which case needs me now. Order and counts are the desk's; rows move only when no finger is near.
#include "kiosk/scenes/counter/queue_filter.h"
#include "kiosk/scenes/counter/queue_list.h"
#include "kiosk/scenes/counter/queue_row.h"
#include "kiosk/scenes/counter/scenes.h"
#include "kiosk/scenes/counter/staff_scene.h"
#include "kiosk/ui/key_codes.h"

namespace redress::counter {

namespace {

using Kind = ui::UiEvent::Kind;
using ui::Canvas;
using ui::Colour;
using ui::Rect;

class Queue final : public StaffScene {
 protected:
  void opened(App& app) override {
    list_.ask(app, true);
    asking_ = app.desk().team();
    look(app);
  }
  Step on_back(App&) override;
  bool stays_below() const override { return true; }
  std::uint64_t tick_at_ms() const override { return list_.tick_at_ms(); }
  Step on(const ui::UiEvent& event, App& app) override;
  void content(Canvas& c, const Rect& work, const App& app) const override;

 private:
  bool look(App& app);
  Step open_row(const std::string& code, App& app);
  Step turn(int by, App& app);
  int pages(const App& app) const;
  void draw_head(Canvas& c, Rect r, const App& app) const;
  void draw_rows(Canvas& c, Rect r, const App& app) const;
  void draw_foot(Canvas& c, Rect r, const App& app) const;
  void draw_nothing(Canvas& c, const Rect& r, const App& app) const;
  struct Wider {
    QueueFilter::Scope scope = QueueFilter::Scope::mall;
    std::int64_t cases = 0;  // 0: nothing waits there either
  };
  Wider wider(const App& app) const;

  QueueList list_;
  FilterList picking_ = FilterList::none;
  std::int64_t minute_ = -1;
  Team team_;
  Pending<Team> asking_;
};

Step Queue::on_back(App&) {
  if (picking_ == FilterList::none) return Step::stay();
  picking_ = FilterList::none;
  return Step::redraw();
}

bool Queue::look(App& app) {
  if (auto team = asking_.take(); team && team->ok()) team_ = std::move(**team);
  return list_.look(app);
}

Step Queue::on(const ui::UiEvent& event, App& app) {
  if (!app.staff) return Step::home();
  if (event.kind == Kind::wake) return look(app) ? Step::redraw() : Step::stay();
  if (event.kind == Kind::tick) {
    // Times are the engine's: asked anew each minute.
    const std::int64_t minute = app.now().ms / kMinute_ms;
    if (std::exchange(minute_, minute) != minute) list_.ask(app, false);
    return list_.look(app) ? Step::redraw() : Step::stay();
  }
  list_.touched(app.now_ms());
  if (event.tapped("dialog:close")) return on_back(app);
  if (event.tapped("pick:stage")) picking_ = FilterList::stage;
  else if (event.tapped("pick:department")) picking_ = FilterList::department;
  else if (event.tapped("pick:owner")) picking_ = FilterList::owner;
  else if (event.tapped("register")) return Step::go("counter.register");
  else if (event.tapped("wider")) {
    app.staff->filter.scope = wider(app).scope;
    list_.ask(app, true);
  }
  else if (filter_touched(event, app.staff->filter)) {
    picking_ = FilterList::none;
    list_.ask(app, true);
  } else if (event.tapped("new")) list_.ask(app, true);
  else if (event.tapped("page:prev") || (event.kind == Kind::key && event.key == ui::keys::page_up)) return turn(-1, app);
  else if (event.tapped("page:next") || (event.kind == Kind::key && event.key == ui::keys::page_down)) return turn(1, app);
  else if (auto code = event.tapped_after("row:"); !code.empty()) return open_row(code, app);
  else return Step::stay();
  return Step::redraw();
}

Step Queue::open_row(const std::string& compact, App& app) {
  const auto code = parse_case_code(compact);
  if (!code.ok() || !list_.shown()) return Step::stay();
  for (const auto& row : list_.shown()->rows)
    if (row.code == *code && row.missing) {
      app.staff->open_case = *code;
      return Step::go("counter.unknown");
    } else if (row.code == *code && row.content_hidden) {
      tell(queue_row_words(app, row).title, ui::Tone::info);
      return Step::redraw();
    }
  return open_case(app, *code);
}

int Queue::pages(const App& app) const {
  const auto size = std::max(1, app.staff->filter.page_size);
  return list_.shown() ? std::max(1, static_cast<int>((list_.shown()->total + size - 1) / size)) : 1;
}

Step Queue::turn(int by, App& app) {
  auto& page = app.staff->filter.page;
  const int next = std::clamp(page + by, 0, pages(app) - 1);
  if (next == page) return Step::stay();
  page = next;
  list_.ask(app, true);
  return Step::redraw();
}

void Queue::content(Canvas& c, const Rect& work, const App& app) const {
  if (!app.staff) return;
  Rect right = work;
  queue_filter(c, right.take_left(300, 24), app, list_.shown(), team_);
  draw_foot(c, right.take_bottom(ui::size::staff_button, 16), app);
  draw_head(c, right.take_top(56, 6), app);
  if (list_.shown() && !list_.shown()->rows.empty()) draw_rows(c, right, app);
  else draw_nothing(c, right, app);
  if (picking_ == FilterList::none) return;
  const auto title = picking_ == FilterList::stage ? "staff.queue.stage"_msg : picking_ == FilterList::owner ? "staff.queue.owner"_msg : "staff.queue.department"_msg;
  filter_picker(c, app.say(title), filter_options(app, picking_, team_));
}

void Queue::draw_head(Canvas& c, Rect r, const App& app) const {
  const auto* view = list_.shown();
  const float used = ui::heading(c, r, app.say("staff.queue.title"_msg), view ? app.say("staff.queue.count"_msg, {{"n", view->total}}) : "");
  if (!view) return;
  Rect right = r.after(std::min(r.w, used - r.x + 40));
  const std::string sorted = app.say("staff.queue.sorted"_msg);
  const float sorted_w = c.measure(sorted, ui::type::item).w + 2;
  const ui::Type bold{22, 1.4f, true};
  const auto counted = [&](ui::Mark mark, const std::string& words) {
    const float w = c.measure(words, bold).w + 40;
    if (w < right.w) ui::state_words(c, right.take_right(w, 24), mark, words, bold, ui::mark_colour(mark));
  };
  if (sorted_w + 420 < right.w) c.text(right.take_right(sorted_w, 24), sorted, ui::type::item, Colour::ink_soft, ui::Align::right);
  if (view->due_soon > 0) counted(ui::Mark::attention, app.say("staff.queue.due_soon"_msg, {{"n", view->due_soon}}));
  if (view->overdue > 0) counted(ui::Mark::fault, app.say("staff.queue.overdue"_msg, {{"n", view->overdue}}));
}

void Queue::draw_rows(Canvas& c, Rect r, const App& app) const {
  ui::queue_head(c, r.take_top(c.line_height(ui::type::small) + 6, 2),
                 {app.say("staff.queue.col.level"_msg), app.say("staff.queue.col.code"_msg), app.say("staff.queue.col.category"_msg),
                  app.say("staff.queue.col.place"_msg), app.say("staff.queue.col.stage"_msg), app.say("staff.queue.col.left"_msg)});
  const auto& rows = list_.shown()->rows;
  std::size_t band = 0;
  while (band < rows.size() && pinned(rows[band])) ++band;
  const float gaps = static_cast<float>(band) * 8;
  const float most = (r.h - gaps) / static_cast<float>(rows.size());
  const float high = std::min(most, ui::size::queue_row * (1 + (c.theme().text_scale - 1) * .9f));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto row = queue_row_words(app, rows[i]);
    row.pinned = i < band;
    row.first = i == band;
    row.last = i + 1 == rows.size();
    ui::queue_row(c, r.take_top(high, row.pinned ? 8 : 0), row);
  }
}

void Queue::draw_foot(Canvas& c, Rect r, const App& app) const {
  const auto* view = list_.shown();
  if (!view) return;
  const auto& filter = app.staff->filter;
  const bool first = filter.page == 0, last = filter.page + 1 >= pages(app);
  const auto page_button = [&](const char* id, MessageKey words, ui::Icon icon, bool off, MessageKey why) {
    const ui::Button b{.id = id, .label = app.say(words), .left = icon, .off = off, .why = app.say(why)};
    const float w = ui::button_width(c, b);
    ui::button(c, r.take_right(w, 12), b);
  };
  page_button("page:next", "staff.next"_msg, ui::Icon::chevron_down, last, "nav.last_page"_msg);
  page_button("page:prev", "staff.prev"_msg, ui::Icon::chevron_up, first, "nav.first_page"_msg);
  if (list_.new_cases() > 0) {
    const ui::Button fresh{.id = "new", .label = app.say("staff.queue.new"_msg, {{"n", list_.new_cases()}}), .look = ui::Look::filled, .left = ui::Icon::arrow_up};
    ui::button(c, r.take_right(ui::button_width(c, fresh), 24), fresh);
  }
  if (filtered(filter)) {
    const ui::Button clear{.id = "clear", .label = app.say("staff.queue.clear"_msg), .left = ui::Icon::close};
    ui::button(c, r.take_left(ui::button_width(c, clear), 20), clear);
  }
  if (view->total == 0) return;
  const std::int64_t from = static_cast<std::int64_t>(filter.page) * filter.page_size + 1;
  const std::int64_t to = std::min(view->total, from + filter.page_size - 1);
  std::string words = app.say("staff.queue.range"_msg, {{"a", from}, {"b", to}, {"n", view->total}});
  c.text(r.take_left(std::min(r.w, c.measure(words, ui::type::item).w + 2), 20), words, ui::type::item, Colour::ink_soft);
  const auto hidden = app.say("staff.queue.hidden"_msg, {{"n", view->hidden_by_filter}});
  const ui::Type bold{20, 1.4f, true};
  if (view->hidden_by_filter > 0 && c.measure(hidden, bold).w <= r.w) c.text(r, hidden, bold, Colour::warn);
}

// Where something waits if nothing does here: nobody may think the mall has no complaints.
Queue::Wider Queue::wider(const App& app) const {
  using Scope = QueueFilter::Scope;
  const auto* view = list_.shown();
  if (!view || filtered(app.staff->filter)) return {};
  if (app.staff->filter.scope == Scope::mine && view->department > 0) return {Scope::department, view->department};
  return {Scope::mall, app.staff->filter.scope == Scope::mall ? 0 : view->mall};
}

// Empty, empty by filter, first start, not answered yet.
void Queue::draw_nothing(Canvas& c, const Rect& r, const App& app) const {
  const auto& sync = app.here().sync;
  const bool filter = filtered(app.staff->filter);
  std::string words;
  if (list_.failed()) words = app.say("refuse.not_ready"_msg);
  else if (!list_.shown()) words = app.say("nav.wait"_msg);
  else if (filter) words = app.say("staff.queue.none"_msg);
  else if (sync.phase == SyncPhase::syncing && !sync.last_success)
    words = app.say("staff.queue.receiving"_msg, {{"n", sync.sent}, {"m", sync.total}});
  else words = app.say(wider(app).cases > 0 ? "staff.queue.empty_here"_msg : "staff.queue.empty"_msg);
  const Rect box = ui::card(c, r);
  const Canvas::Ground ground(c, Colour::surface);
  const ui::Type big{28, 1.4f, true};
  const auto elsewhere = wider(app);
  Rect rest = box.centred(box.w, c.line_height(big) + (filter || elsewhere.cases > 0 ? 24 + ui::size::staff_button + 36 : 0));
  c.text(rest.take_top(c.line_height(big), 24), words, big, Colour::ink, ui::Align::centre);
  if (elsewhere.cases > 0) {
    const auto key = elsewhere.scope == QueueFilter::Scope::mall ? "staff.queue.look.mall"_msg : "staff.queue.look.department"_msg;
    const ui::Button look{.id = "wider", .label = app.say(key, {{"n", elsewhere.cases}}), .look = ui::Look::filled};
    const float wide = ui::button_width(c, look);
    ui::button(c, rest.top_part(ui::size::staff_button).centred(wide, ui::size::staff_button), look);
  }
  if (!filter || !list_.shown()) return;
  c.text(rest.take_top(28, 8), app.say("staff.queue.hidden"_msg, {{"n", list_.shown()->hidden_by_filter}}), ui::type::item, Colour::ink_soft, ui::Align::centre);
}

}  // namespace

std::unique_ptr<Scene> make_queue() { return std::make_unique<Queue>(); }

}  // namespace redress::counter
