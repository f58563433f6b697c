#include "kiosk/scenes/counter/queue_row.h"

#include "core/text/dates.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

ui::TimeLeft left_words(const App& app, const QueueRowView& row) {
  ui::TimeLeft out;
  if (row.paused) {  // nothing else runs
    out.icon = ui::Icon::pause;
    out.words = app.say("left.paused"_msg);
    if (!row.pause_reason.empty()) out.detail = app.words().text_of("pause_reason", row.pause_reason);
    if (row.paused_until)
      out.detail = app.say("staff.queue.paused_until"_msg, {{"reason", out.detail}, {"t", day_words(app.words(), app.local(*row.paused_until).date, app.today().year)}});
    return out;
  }
  if (row.call_back_due) {
    out.icon = ui::Icon::phone;
    out.words = app.say("staff.queue.call_back"_msg);
    out.detail = app.say("staff.reg.by"_msg, {{"t", when_words(app, *row.call_back_due)}});
    if (*row.call_back_due < app.now()) {
      out.icon = ui::Icon::none;
      out.mark = ui::Mark::fault;
    }
    return out;
  }
  if (row.waiting_for_shopper) {
    out.icon = ui::Icon::user;
    out.words = app.say("staff.queue.wait_shopper"_msg);
    return out;
  }
  if (row.nearest) return clock_left(app, *row.nearest);
  out.icon = ui::Icon::minus;
  return out;
}

std::string source(const App& app, const QueueRowView& row) {
  if (!row.device.empty() && (row.channel.empty() || row.channel == "kiosk")) return row.device;
  return row.channel.empty() ? row.device : app.words().text_of("channel", row.channel);
}

std::string title(const App& app, const QueueRowView& row) {
  if (row.category.empty()) return app.words().text_of("contact_type", row.contact_type);
  return category_words(app, row.category, row.subcategory);
}

// A card in the list: only the code is known.
ui::QueueRow missing_words(const App& app, const QueueRowView& row, ui::QueueRow out) {
  out.code = to_grouped(row.code);
  out.card = row.missing_for_a_day ? ui::Icon::warn : ui::Icon::bell;
  out.title = app.say(row.missing_for_a_day ? "staff.unknown.overdue"_msg : "staff.unknown.title"_msg);
  out.summary = app.say("staff.unknown.recorded_at"_msg, {{"t", when_words(app, row.submitted_at)}});
  out.left.words = app.say("staff.queue.missing"_msg);
  if (row.missing_for_a_day) out.left.mark = ui::Mark::attention;
  return out;
}

}  // namespace

bool pinned(const QueueRowView& row) { return row.level == 1 && row.stage == Stage::acknowledge; }

ui::QueueRow queue_row_words(const App& app, const QueueRowView& row) {
  ui::QueueRow out;
  out.id = "row:" + to_compact(row.code);
  if (row.missing) return missing_words(app, row, std::move(out));
  out.level = row.level;
  out.level_word = row.level > 0 ? level_word(app, row.level) : app.words().text_of("contact_type", row.contact_type);
  out.code = to_grouped(row.code);
  out.channel = source(app, row);
  out.stage = app.words().text_of("stage.now", kStages.name(row.stage));
  out.stage_index = stage_place(row.stage);
  out.left = left_words(app, row);
  if (row.conflict) out.tag = app.say("staff.queue.conflict"_msg);
  else if (row.arrived) out.tag = app.say("staff.queue.arrived"_msg);
  else if (!row.escalated_to.empty()) out.tag = app.say("staff.queue.escalated"_msg);
  else if (!row.decided_by.empty()) out.tag = app.say("staff.queue.decided_by"_msg, {{"department", department_words(app, row.decided_by)}});
  else if (row.cluster > 0) out.tag = app.say("staff.queue.cluster"_msg, {{"n", row.cluster}});
  else if (row.disputed) out.tag = app.say("staff.queue.disputed"_msg);
  if (row.content_hidden) {
    out.title = app.say("staff.queue.hidden_case"_msg, {{"level", level_words(app, row.level)},
                                                        {"department", department_words(app, row.owner_department)}});
    return out;
  }
  out.title = title(app, row);
  out.summary = row.summary;
  out.place = place_words(app, row.place);
  out.owner = row.owner;
  return out;
}

}  // namespace redress::counter
