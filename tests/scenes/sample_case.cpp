#include "tests/scenes/sample_case.h"

#include "core/policy/case_facts.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"

namespace redress::stage {

namespace {

constexpr Instant kSubmitted =
    kStageNow;  // of the mockups; a case that went on was submitted three days before

struct Told {
  std::string kind;
  Instant at;
  std::string staff, department;
  Json body;
};

Json intake() {
  Json outcomes = Json::array();
  outcomes.push("repair_replace");
  outcomes.push("explanation");
  return Json::object()
      .set("contact_type", "complaint")
      .set("category", "after_sales")
      .set("subcategory", "repair_delay")
      .set("place", "xh-318")
      .set("channel", "kiosk")
      .set("language", "zh-Hans")
      .set("policy", "2026-04")
      .set("outcomes", std::move(outcomes))
      .set("occurred", Json::object().set("date", "2026-04-12").set("part", "morning"))
      .set("impact", Json::object().set("injured", false).set("promise_broken", true));
}

std::vector<Told> story(Instant start) {
  std::vector<Told> out;
  out.push_back({"submitted", start, "", "", intake()});
  out.push_back({"acknowledged", start + 74 * kMinute_ms, "1024", "service", Json::object()});
  Json departments = Json::array();
  departments.push("tenant");
  out.push_back({"assigned", start + 80 * kMinute_ms, "1024", "service",
                 Json::object().set("departments", std::move(departments)).set("person", "2051")});
  out.push_back(
      {"investigated", start + 20 * kHour_ms, "2051", "tenant",
       Json::object().set("cause_class", "process").set("validity", "valid").set("complexity", "simple")});
  Json remedies = Json::array();
  remedies.push("repair");
  remedies.push("apology");
  out.push_back({"resolved", start + 22 * kHour_ms, "2051", "tenant",
                 Json::object().set("remedies", std::move(remedies))});
  out.push_back(
      {"fed_back", start + 23 * kHour_ms, "1024", "service",
       Json::object()
           .set("text",
                "维修师傅昨天已经上门，换了两副抽屉滑轨，另送一年保修。让您多等了几天，我们向您道歉。")
           .set("way", "page")});
  out.push_back({"confirmed", start + 47 * kHour_ms, "", "", Json::object()});
  return out;
}

CaseEvent event_of(const Told& told, std::size_t n, const std::vector<CaseEvent>& before) {
  CaseEvent out;
  out.event.id.bytes.fill(static_cast<std::uint8_t>(n + 1));
  out.event.code = sample_code();
  out.event.seq = n + 1;
  if (!before.empty()) out.event.seen = {before.back().event.id};
  out.event.at = told.at;
  out.event.clock_trusted = true;
  out.event.kind = told.kind;
  out.event.body = told.body;
  out.event.actor.kind = told.staff.empty() ? ActorKind::shopper : ActorKind::staff;
  out.event.actor.staff = told.staff;
  out.event.actor.department = told.department;
  if (!told.staff.empty()) out.event.actor.role = Role::service;
  out.incarnation.bytes.fill(told.staff.empty() ? 70 : 71);
  out.corrected_at = out.arrived_at = told.at;
  return out;
}

const Site& site() {
  static const Site loaded = std::move(*demo_site("xinghe"));
  return loaded;
}

QueueRowView row(std::uint64_t number, int level, std::string category, std::string sub, std::string place,
                 Stage stage, std::int64_t left_ms) {
  QueueRowView out;
  out.code = CaseCode{0x2468ACE01357ull + number * 0x1111111111ull};
  out.level = level;
  out.contact_type = "complaint";
  out.category = std::move(category);
  out.subcategory = std::move(sub);
  out.place = std::move(place);
  out.channel = "kiosk";
  out.device = "K07";
  out.stage = stage;
  out.submitted_at = kStageNow - 3 * kHour_ms;
  ClockView clock;
  clock.kind = stage == Stage::acknowledge ? ClockKind::acknowledge : ClockKind::resolve;
  clock.start = out.submitted_at;
  clock.due = kStageNow + left_ms;
  clock.state = left_ms < 0 ? ClockState::overdue : ClockState::running;
  clock.left_ms = std::max<std::int64_t>(left_ms, 0);
  clock.late_ms = std::max<std::int64_t>(-left_ms, 0);
  out.nearest = clock;
  return out;
}

}  // namespace

CaseCode sample_code() {
  static const CaseCode code{0x3B7A21F90C55D1ull};
  return code;
}

Submitted sample_submitted() {
  Submitted out;
  out.event.bytes.fill(1);
  out.code = sample_code();
  out.at = kSubmitted;
  out.clock_trusted = true;
  out.first_answer = kSubmitted + 24 * kHour_ms;
  out.resolve = kSubmitted + 72 * kHour_ms;
  out.tracking_address = tracking_address(site().public_url, out.code);
  return out;
}

namespace {

CaseView view_of(const std::vector<CaseEvent>& events, Instant now, const std::optional<Person>& person) {
  const bool for_staff = person.has_value();
  CaseView view;
  view.state = fold_case(sample_code(), events, now, default_policy().confirm_days);
  view.facts = facts_of(view.state, Zone{});
  view.judgement = judge(default_policy(), site(), view.facts, now);
  for (const auto& rule : action_rules())
    view.actions[std::string(rule.name)] = may(rule, view.state, person, now, default_policy().reopen_days);
  for (auto index : view.state.order) {
    TimelineEntry entry;
    entry.event = events[index];
    entry.device = entry.event.event.actor.staff.empty() ? "K07" : "客服终端 1";
    if (!entry.event.event.actor.staff.empty()) entry.person = "周敏";
    if (entry.event.event.kind == "assigned") entry.assignee = "李强";
    view.events.push_back(std::move(entry));
  }
  if (for_staff) {
    view.names = {{"1024", "周敏"}, {"2051", "李强"}};
    view.said.set("text",
                  "4月4日在轻木家居买了一张儿童书桌，用了几天抽屉滑轨就坏了。9日来店里报修，店员答应三天内上"
                  "门。等到今天也没有人来。");
    view.has_contact = true;
  }
  return view;
}

std::vector<CaseEvent> events_up_to(Stage stage, Instant start) {
  const auto told = story(start);
  const auto wanted = std::min<std::size_t>(static_cast<std::size_t>(stage) + 1, told.size());
  std::vector<CaseEvent> events;
  for (std::size_t n = 0; n < wanted; ++n) events.push_back(event_of(told[n], n, events));
  return events;
}

}  // namespace

CaseView sample_case(Stage stage, Instant now, bool for_staff) {
  const Instant start = stage == Stage::acknowledge ? now - 40 * kMinute_ms : now - 3 * kDay_ms;
  return view_of(events_up_to(stage, start), now, for_staff ? std::optional(sample_person()) : std::nullopt);
}

CaseView conflicting_case(Conflicting what, const Person& person) {
  const Instant now = kStageNow;
  auto events = events_up_to(Stage::confirm, now - 3 * kDay_ms);
  const auto answered = events.back().event.id;
  // Two desks without network: neither event has seen the other, both came in a minute ago.
  const auto offline = [&](Told told, std::uint8_t counter) {
    auto event = event_of(told, events.size(), {});
    event.event.seen = {answered};
    event.incarnation.bytes.fill(counter);
    event.arrived_at = now - kMinute_ms;
    events.push_back(event);
    return event.event.id;
  };
  const auto confirmed = offline({"confirmed", now - 54 * kMinute_ms, "1024", "service", Json::object()}, 70);
  const auto disputed = offline({"disputed", now - 45 * kMinute_ms, "1031", "service", Json::object().set("reason", "not_done")}, 72);
  if (what == Conflicting::closing_holds) {
    auto list = Json::array();
    list.push(to_text(confirmed));
    list.push(to_text(disputed));
    auto settled = event_of({"settled", now, "3007", "tenant", Json::object().set("events", std::move(list)).set("holds", to_text(confirmed))},
                            events.size(), {});
    settled.event.actor.role = Role::supervisor;
    settled.event.seen = {confirmed, disputed};
    events.push_back(settled);
  }
  auto view = view_of(events, now, person);
  view.names["1031"] = "李倩";
  for (auto& entry : view.events) {
    if (entry.event.event.id == disputed) {
      entry.person = "李倩";
      entry.device = "客服终端 2";
      entry.sealed = Json::object().set("text", "顾客来电：换上的滑轨又松了，抽屉关不上，希望今天有人来看。");
    }
  }
  return view;
}

QueueView sample_queue() {
  QueueView out;
  out.rows.push_back(row(1, 1, "safety", "fall", "xh-atrium", Stage::acknowledge, 12 * kMinute_ms));
  out.rows.push_back(
      row(2, 2, "after_sales", "repair_delay", "xh-318", Stage::investigate, -100 * kMinute_ms));
  out.rows.push_back(row(3, 3, "facilities", "lift", "xh-lift-1", Stage::assign, 5 * kHour_ms));
  out.rows.push_back(row(4, 4, "price_promotion", "label", "xh-b101", Stage::resolve, 2 * kDay_ms));
  out.rows[0].summary = "在中庭滑倒，膝盖擦破了，保安已经叫了急救";
  out.rows[1].summary = "用了几天抽屉滑轨就坏了，9 日来店里报修，店员答应三天内上门";
  out.rows[1].owner = "李强";
  out.rows[2].summary = "门开了又关，夹到购物袋";
  out.rows[3].summary = "海报写“全场第二件半价”，结账时说新款不参加";
  out.rows[3].owner = "周敏";
  out.total = out.mall = 4;
  out.department = 3;
  out.mine = 1;
  out.overdue = out.due_soon = 1;
  return out;
}

Person sample_person(Role role) {
  switch (role) {
    case Role::handler:
      return {"2051", role, "tenant", "李强"};
    case Role::supervisor:
      return {"3007", role, "tenant", "王芳"};
    case Role::manager:
      return {"4001", role, "operations", "赵云"};
    default:
      return {"1024", role, "service", "周敏"};
  }
}

}  // namespace redress::stage
