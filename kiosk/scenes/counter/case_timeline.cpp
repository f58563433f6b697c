#include <algorithm>
#include <map>

#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "core/text/dates.h"
#include "kiosk/scenes/counter/case_words.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

std::string promised_words_of(const App& app, const Json& body) {
  const Json& at = body["promised"]["first_answer"];
  if (!at.is_int()) return {};
  return app.say("event.submitted.promise"_msg, {{"t", promised_words(app.words(), app.local(Instant{at.integer()}), app.today().year)}});
}

std::string list_words(const App& app, std::string_view area, const Json& list) {
  std::vector<std::string> words;
  for (const auto& item : list.items()) words.push_back(app.words().text_of(area, item.string()));
  return join_list(app.words(), words);
}

std::string departments_words(const App& app, const Json& list) {
  std::vector<std::string> words;
  for (const auto& item : list.items()) words.push_back(department_words(app, item.string()));
  return join_list(app.words(), words);
}

std::string day_of(const App& app, const Json& at) {
  return at.is_int() ? promised_words(app.words(), app.local(Instant{at.integer()}), app.today().year) : std::string();
}

// "难易：复杂" behind the words, if it was said.
std::string with_word(const App& app, std::string words, std::string_view field, const Json& body) {
  if (!body.has(field)) return words;
  return app.say("staff.category"_msg, {{"category", std::move(words)},
                                        {"subcategory", app.say("staff.case.related"_msg, {{"what", app.words().text_of("form", field)},
                                                                                          {"words", app.words().text_of(field, body[field].string())}})}});
}

// 租户管理部·李强
std::string assigned_words(const App& app, const TimelineEntry& entry) {
  auto to = departments_words(app, entry.event.event.body["departments"]);
  if (to.empty() || entry.assignee.empty()) to += entry.assignee;
  else to = app.say("staff.category"_msg, {{"category", std::move(to)}, {"subcategory", entry.assignee}});
  return app.say("event.assigned.detail"_msg, {{"to", std::move(to)}});
}

std::string escalated_words(const App& app, const Json& body) {
  const auto role = app.words().text_of("role", body["role"].string());
  if (!body.has("department")) return role;
  return app.say("escalated.to"_msg, {{"role", role}, {"department", department_words(app, body["department"].string())}});
}

std::string grouped_code(const Json& compact) {
  const auto code = parse_case_code(compact.string());
  return code.ok() ? to_grouped(*code) : std::string(compact.string());
}

// What is promised, and of a letter or call that waited before it was registered when it came (R1).
std::string submitted_words(const App& app, const Event& e) {
  const auto promised = promised_words_of(app, e.body);
  const Json& received = e.body["received_at"];
  if (!received.is_int() || e.at.ms - received.integer() < kHour_ms) return promised;
  const auto came = app.say("event.submitted.received"_msg, {{"t", when_words(app, Instant{received.integer()})}});
  return came + (language_info(app.language()).chinese ? "" : " ") + promised;
}

// A dash for what the shopper left out.
std::string rated_words(const App& app, const Json& body) {
  const auto mark = [&](const char* key) { return body[key].is_int() ? std::to_string(body[key].integer()) : std::string("–"); };
  return app.say("event.rated.detail"_msg, {{"speed", mark("speed")}, {"result", mark("result")}, {"attitude", mark("attitude")}});
}

std::string investigated_words(const App& app, const Json& body) {
  auto words = app.say("event.investigated.detail"_msg, {{"cause", app.words().text_of("cause", body["cause_class"].string())},
                                                         {"validity", app.words().text_of("validity", body["validity"].string("undecided"))}});
  for (const auto* field : {"complexity", "outside_party"}) words = with_word(app, std::move(words), field, body);
  const auto add = [&](std::string_view field, const std::string& what) {
    words = app.say("staff.category"_msg, {{"category", words}, {"subcategory", app.say("staff.case.related"_msg, {{"what", app.words().text_of("form", field)}, {"words", what}})}});
  };
  if (body.has("plan_department")) add("plan_department", department_words(app, body["plan_department"].string()));
  if (const auto until = parse_date(body["plan_until"].string())) add("plan_until", day_words(app.words(), *until, app.today().year));
  return words;
}

// The second line of an event: what of its clear fields a person should read.
std::string detail_of(const App& app, const TimelineEntry& entry) {
  const Event& e = entry.event.event;
  const Json& body = e.body;
  const auto& words = app.words();
  if (e.kind == "submitted") return submitted_words(app, e);
  if (e.kind == "assigned") return assigned_words(app, entry);
  if (e.kind == "reopened") return words.text_of("reopen_reason", body["reason"].string());
  if (e.kind == "investigated") return investigated_words(app, body);
  if (e.kind == "resolved")
    return with_word(app, app.say("event.resolved.detail"_msg, {{"remedies", list_words(app, "remedy", body["remedies"])}}), "staff_fault", body);
  if (e.kind == "replied" || e.kind == "fed_back") return std::string(body["text"].string());
  if (e.kind == "disputed") return app.say("event.disputed.detail"_msg, {{"reason", words.text_of("dispute_reason", body["reason"].string())}});
  if (e.kind == "paused")
    return body.has("until") ? app.say("event.paused.detail"_msg, {{"reason", words.text_of("pause_reason", body["reason"].string())}, {"t", day_of(app, body["until"])}})
                             : words.text_of("pause_reason", body["reason"].string());
  if (e.kind == "extended") return app.say("event.extended.detail"_msg, {{"t", day_of(app, body["until"])}});
  if (e.kind == "regraded") return app.say("event.regraded.detail"_msg, {{"level", level_words(app, static_cast<int>(body["level"].integer()))}});
  if (e.kind == "recategorised")
    return app.say("event.recategorised.detail"_msg, {{"category", category_words(app, body["category"].string(), body["subcategory"].string())}});
  if (e.kind == "escalated") return app.say("event.escalated.detail"_msg, {{"to", escalated_words(app, body)}});
  if (e.kind == "reviewed") return words.text_of("verdict", body["verdict"].string());
  if (e.kind == "unlinked") return grouped_code(body["other"]);
  if (e.kind == "called_back") return words.text_of("reached", body["reached"].boolean() ? "yes" : "no");
  if (e.kind == "linked")
    return app.say("event.linked.detail"_msg, {{"relation", words.text_of("relation", body["relation"].string())}, {"code", grouped_code(body["other"])}});
  if (e.kind == "viewed") return app.say("event.viewed.detail"_msg, {{"purpose", words.text_of("purpose", body["purpose"].string())}});
  if (e.kind == "rated") return rated_words(app, body);
  return {};
}

ui::Icon icon_of(std::string_view kind) {
  struct Row {
    std::string_view kind;
    ui::Icon icon;
  };
  static constexpr Row rows[] = {{"submitted", ui::Icon::doc},   {"acknowledged", ui::Icon::check}, {"assigned", ui::Icon::users},
                                 {"viewed", ui::Icon::eye},      {"fed_back", ui::Icon::paper_plane},      {"replied", ui::Icon::paper_plane},
                                 {"paused", ui::Icon::pause},    {"escalated", ui::Icon::arrow_up},       {"linked", ui::Icon::link},
                                 {"printed", ui::Icon::print},   {"investigated", ui::Icon::search}, {"recategorised", ui::Icon::tag}};
  for (const auto& row : rows)
    if (row.kind == kind) return row.icon;
  return ui::Icon::note;
}

bool seen_by_shopper(std::string_view kind) {
  auto rule = action_of_event(kind);
  return rule && rule->seen_by_shopper;
}

// What staff wrote under a step the shopper sees: they see the step, never the words, nor what followed for staff.
bool has_inner_words(const TimelineEntry& entry) {
  const auto& members = entry.sealed.members();
  if (entry.event.event.body.has("staff_fault")) return true;
  return entry.event.event.actor.kind == ActorKind::staff && entry.event.event.kind != "submitted" &&
         std::any_of(members.begin(), members.end(), [](const auto& one) { return !one.second.string().empty(); });
}

ui::TimelineItem item_of(const App& app, const TimelineEntry& entry) {
  const auto& e = entry.event.event;
  ui::TimelineItem item;
  item.time = clock_words(app.local(entry.event.corrected_at));
  item.icon = icon_of(e.kind);
  std::string key = "event." + e.kind;
  item.what = app.words().has(key) ? app.words().text(MessageKey(key)) : app.say("event.unknown"_msg, {{"kind", e.kind}});
  std::string author = !entry.person.empty() ? entry.person
                       : e.actor.kind == ActorKind::staff ? e.actor.staff
                                                          : app.words().text_of("role", kActorKinds.name(e.actor.kind));
  item.who = entry.device.empty() ? author : author + "  " + entry.device;
  if (const auto day = app.local(entry.event.corrected_at).date; day != app.today())
    item.who = app.say("staff.category"_msg, {{"category", item.who}, {"subcategory", day_words(app.words(), day, app.today().year)}});
  item.tag_visible = seen_by_shopper(e.kind) && !has_inner_words(entry);
  item.tag = app.say(item.tag_visible            ? "staff.case.visible"_msg
                     : seen_by_shopper(e.kind) ? "staff.case.words_internal"_msg
                                               : "staff.case.internal"_msg);
  item.text = entry_words(app, entry);
  item.strong = e.kind == "acknowledged";
  item.alert = e.kind == "disputed";
  return item;
}

std::string reason_words(const App& app, const CaseView& view, const LevelStep& step) {
  if (!app.policy() || !app.site()) return {};
  auto because = step.because;
  because.by = staff_words(view, because.by);
  return app.say("staff.case.because"_msg, {{"trigger", trigger_words(app.words(), *app.policy(), *app.site(), view.facts, because, app.today().year)}});
}

// A level the case came to have: computed, so it stands where its reason came.
ui::TimelineItem level_item(const App& app, const CaseView& view, const LevelStep& step) {
  ui::TimelineItem level;
  level.time = clock_words(app.local(step.since));
  level.what = level_words(app, step.level);
  if (app.policy()) level.who = app.say("staff.case.derived.by"_msg, {{"version", app.policy()->version}});
  level.tag = app.say("staff.case.derived"_msg);
  level.text = reason_words(app, view, step);
  level.derived = true;
  return level;
}

// 3 人：7K3Q-F8M2-X9TJ、…
std::string cluster_words(const App& app, const ClusterFact& cluster) {
  constexpr std::size_t kShown = 2;
  std::vector<std::string> codes;
  for (const auto& other : cluster.others)
    if (codes.size() < kShown) codes.push_back(to_grouped(other));
  return app.say(cluster.others.size() > kShown ? "staff.case.cluster.more"_msg : "staff.case.cluster.codes"_msg,
                 {{"n", cluster.people}, {"codes", join_list(app.words(), codes)}});
}

}  // namespace

std::string staff_words(const CaseView& view, const std::string& number) {
  const auto named = view.names.find(number);
  return named == view.names.end() || named->second.empty() ? number : named->second;
}

std::string owner_words(const App& app, const CaseView& view) {
  const auto& state = view.state;
  const auto& owner = state.owner.empty() ? state.first_contact : state.owner;
  if (owner.empty()) return app.say("staff.queue.no_owner"_msg);
  if (state.first_contact.empty() || state.first_contact == owner) return staff_words(view, owner);
  return app.say("staff.category"_msg,
                 {{"category", staff_words(view, owner)},
                  {"subcategory", app.say("staff.case.first_contact"_msg, {{"name", staff_words(view, state.first_contact)}})}});
}

std::string related_words(const App& app, const CaseView& view) {
  std::string out;
  const auto line = [&](const std::string& label, const std::string& words) {
    out += (out.empty() ? "" : "\n") + app.say("staff.case.related"_msg, {{"what", label}, {"words", words}});
  };
  for (const auto& cluster : view.facts.clusters) line(app.say("staff.case.cluster"_msg), cluster_words(app, cluster));
  std::map<std::string, std::vector<std::string>> linked;
  for (const auto& link : view.links) linked[link.relation].push_back(to_grouped(link.other));
  for (const auto& [relation, codes] : linked) line(app.words().text_of("relation", relation), join_list(app.words(), codes));
  return out;
}

std::string entry_words(const App& app, const TimelineEntry& entry) {
  std::string out = detail_of(app, entry);
  if (entry.event.event.kind == "submitted") return out;
  for (const auto& [key, value] : entry.sealed.members()) {
    if (!value.is_string()) continue;
    if (!out.empty()) out += "\n";
    out += value.string();
  }
  return out;
}

std::string because_words(const App& app, const CaseView& view) {
  auto step = view.judgement.because();
  return step ? reason_words(app, view, *step) : std::string();
}

std::vector<ui::TimelineItem> timeline_of(const App& app, const CaseView& view) {
  std::vector<ui::TimelineItem> items;
  auto step = view.judgement.history.rbegin();
  const auto steps_since = [&](Instant at) {
    for (; step != view.judgement.history.rend() && step->since >= at; ++step) items.push_back(level_item(app, view, *step));
  };
  for (auto it = view.events.rbegin(); it != view.events.rend(); ++it) {
    steps_since(it->event.corrected_at);
    items.push_back(item_of(app, *it));
  }
  return items;
}

std::string case_title(const App& app, const CaseView& view) {
  auto title = category_words(app, view.state.category, view.state.subcategory);
  auto place = view.state.intake["place"].string();
  return place.empty() ? title : title + "  " + place_words(app, place);
}

}  // namespace redress::counter
