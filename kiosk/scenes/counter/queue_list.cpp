#include "kiosk/scenes/counter/queue_list.h"

#include <algorithm>

namespace redress::counter {

void QueueList::ask(App& app, bool by_person) {
  if (!app.staff) return;
  const float scale = app.text_scale;
  app.staff->filter.page_size = scale > 1.3f ? 5 : scale > 1.1f ? 6 : 8;
  if (by_person) new_ = 0;
  new_before_ = new_;
  by_person_ = by_person;
  asked_ = app.desk().queue(app.staff->filter, app.staff->person);
  look(app);
}

bool QueueList::look(App& app) {
  bool changed = false;
  if (auto answer = asked_.take()) {
    failed_ = !answer->ok();
    changed = failed_;
    if (answer->ok()) {
      const bool now = by_person_ || !shown_ || app.now_ms() >= touched_ms_ + kRest_ms;
      if (now) changed = show(std::move(**answer));
      else held_ = std::move(**answer);
    }
  }
  if (held_ && app.now_ms() >= touched_ms_ + kRest_ms) changed = show(*std::exchange(held_, std::nullopt)) || changed;
  const int arrived = app.here().new_cases;
  if (arrived > 0 && shown_ && shown_->rows.empty() && !asked_.waiting()) {  // nothing there that could move
    ask(app, true);
    return true;
  }
  if (new_before_ + arrived != new_ && arrived > 0) {
    new_ = new_before_ + arrived;
    changed = true;
  }
  return changed;
}

// While new cases are announced, known rows keep their places and only say what is new about them.
bool QueueList::show(QueueView view) {
  held_.reset();
  if (new_ > 0 && shown_) {
    std::vector<QueueRowView> kept;
    for (const auto& old : shown_->rows) {
      const auto found = std::find_if(view.rows.begin(), view.rows.end(), [&](const auto& row) { return row.code == old.code; });
      if (found != view.rows.end()) kept.push_back(std::move(*found));
    }
    view.rows = std::move(kept);
  }
  shown_ = std::move(view);
  return true;
}

}  // namespace redress::counter
