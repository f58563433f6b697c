// Shoppers and staff at the devices, through the same engine as the screens.
#include <array>

#include "tests/sim/steps.h"

namespace redress::sim {

namespace {

// The demo's people; service first.
const std::array<Person, 5> kStaff{{{"1001", Role::service, "service", "周敏"},
                                    {"1002", Role::service, "service", "李伟"},
                                    {"1003", Role::handler, "engineering", "陈刚"},
                                    {"1004", Role::supervisor, "service", "赵丽"},
                                    {"1005", Role::manager, "operations", "王芳"}}};
const std::array<Person, 4> kOther_staff{{{"2001", Role::service, "service", "吴静"},
                                          {"2003", Role::handler, "engineering", "郑强"},
                                          {"2004", Role::supervisor, "service", "何洁"},
                                          {"2005", Role::manager, "general_office", "林峰"}}};

const Person& somebody(World& world, const Device& device) {
  return world.in_mall(device) ? world.random.pick(kStaff) : world.random.pick(kOther_staff);
}
constexpr std::array kCategories{"product_quality", "service_attitude", "facilities",
                                 "hygiene",         "safety",           "other"};

Intake intake(World& world) {
  auto& random = world.random;
  auto json = Json::object();
  json.set("contact_type", random.chance(85) ? "complaint" : "enquiry")
      .set("category", random.pick(kCategories));
  json.set("text", "排队太久 " + std::to_string(random.next())).set("language", "zh-Hans");
  if (random.chance(50)) {
    auto contact = Json::object().set("phone", "139" + std::to_string(10'000'000 + random.below(90'000'000)));
    json.set("contact", contact).set("consent", Json::object().set("text", "同意").set("version", "1"));
  }
  if (random.chance(20))
    json.set("impact",
             Json::object().set("injured", random.chance(50)).set("promise_broken", random.chance(50)));
  if (random.chance(30))
    json.set("occurred", Json::object().set("date", "2026-09-" + std::to_string(10 + random.below(12))));
  auto parsed = parse_intake(json);
  if (!parsed.ok()) violation("the story's intake is wrong: " + parsed.error().what);
  return *parsed;
}

Told told_of(World& world, Device& device, const Submitted& submitted) {
  Told told;
  told.code = submitted.code;
  told.event = submitted.event;
  told.device = world.device_of(device);
  told.incarnation = device.store().identity().incarnation;
  told.first_answer = submitted.first_answer;
  told.resolve = submitted.resolve;
  return told;
}

// The bug on purpose: the receipt first, the commit afterwards.
void complain_acknowledged_early(World& world, Device& device) {
  auto& store = device.store();
  Draft draft;
  draft.event.id = store.new_event_id();
  draft.event.code = make_case_code(device.random);
  draft.event.actor.kind = ActorKind::shopper;
  draft.event.kind = "submitted";
  draft.event.body.set("contact_type", "complaint").set("category", "other").set("language", "zh-Hans");
  Told told;
  told.code = *draft.event.code;
  told.event = draft.event.id;
  told.device = world.device_of(device);
  world.ledger.told.push_back(told);
  (void)store.append(draft);
}

std::optional<CaseCode> case_on(World& world, Device& device) {
  CaseQuery query;
  query.open_only = false;
  query.order = CaseQuery::Order::submitted;
  auto rows = device.store().cases(query);
  if (!rows.ok() || rows->empty()) return std::nullopt;
  return world.random.pick(*rows).code;
}

// Somebody names a code of the mall that may not be here yet (screen 47).
std::optional<CaseCode> code_told_of(World& world, const Device& device) {
  if (world.ledger.told.empty()) return std::nullopt;
  const auto& told = world.random.pick(world.ledger.told);
  if (world.devices[told.device]->place.mall != device.place.mall) return std::nullopt;
  return told.code;
}

// Something this person may do with this case just now, with the fields it needs.
Json action_for(World& world, const CaseView& view) {
  auto& random = world.random;
  std::vector<std::string> allowed;
  for (const auto& [name, permission] : view.actions)
    if (permission.allowed && name != "settle" && name != "link" && name != "unlink" && name != "erase")
      allowed.push_back(name);
  if (allowed.empty()) return {};
  auto name = random.pick(allowed);
  auto json = Json::object().set("case", to_compact(view.state.code)).set("action", name);
  auto until = world.now.ms + random.between(1, 5) * kDay_ms;
  if (name == "assign")
    json.set("departments", Json::array().push(random.chance(50) ? "engineering" : "service"));
  if (name == "investigate")
    json.set("cause_class", "service")
        .set("findings", "已查看")
        .set("complexity", random.chance(30) ? "complex" : "simple");
  if (name == "resolve") json.set("remedies", Json::array().push("apology"));
  if (name == "reply" || name == "note" || name == "add")
    json.set("text", "已转告 " + std::to_string(random.next() % 1000));
  if (name == "feed_back") json.set("text", "已处理").set("way", "phone").set("told", true);
  if (name == "dispute") json.set("reason", "not_solved");
  if (name == "rate") json.set("speed", random.between(1, 5)).set("result", random.between(1, 5));
  if (name == "call_back") json.set("reached", random.chance(50));
  if (name == "pause") json.set("reason", "supplier").set("until", until);
  if (name == "extend") json.set("until", until).set("reason", "parts");
  if (name == "regrade") json.set("level", random.between(1, 4)).set("reason", "重新评估");
  if (name == "recategorise") json.set("category", "hygiene");
  if (name == "escalate") json.set("role", "manager").set("reason", "需要上级");
  if (name == "reopen") json.set("reason", "not_done");
  if (name == "review") json.set("verdict", random.chance(80) ? "upheld" : "faulty");
  if (name == "hold" || name == "release") json.set("reason", "监管");
  return json;
}

void act(World& world, Device& device, const std::optional<Person>& person) {
  auto code = world.random.chance(10) ? code_told_of(world, device) : case_on(world, device);
  if (!code) return;
  auto view = device.engine().look_up(*code, person);
  if (!view.ok()) return;
  auto json = action_for(world, *view);
  if (json.is_null()) return;
  auto action = parse_action(json);
  if (!action.ok()) violation("the story's action is wrong: " + action.error().what + " in " + json.dump());
  auto done = device.engine().act(*action, person);
  world.note(device.place.name + ": " + std::string(action->rule->name) + " " + to_compact(*code) +
             (done.ok() ? "" : " failed: " + done.error().what));
  if (action->rule->verb != Verb::extend) return;
  for (auto& told : world.ledger.told)
    if (told.code == *code) told.extended = true;
}

}  // namespace

void shopper_complains(World& world, Device& device) {
  if (!device.up() || !device.enrolled()) return;
  if (world.options.plant == Plant::acknowledge_before_commit)
    return complain_acknowledged_early(world, device);
  std::optional<Person> by;
  if (device.is_counter()) by = world.in_mall(device) ? kStaff[world.random.below(2)] : kOther_staff[0];
  auto submitted = device.engine().submit(intake(world), by);
  world.note(device.place.name + ": complaint " +
             (submitted.ok() ? to_compact(submitted->code) : "failed: " + submitted.error().what));
  if (submitted.ok())
    world.ledger.told.push_back(told_of(world, device, *submitted));
  else
    ++world.ledger.unanswered;
}

void shopper_adds(World& world, Device& device) {
  if (device.up() && device.enrolled() && !device.is_counter()) act(world, device, std::nullopt);
}

void staff_acts(World& world, Device& counter) {
  if (!counter.up() || !counter.enrolled() || !counter.is_counter()) return;
  const auto& person = somebody(world, counter);
  if (world.random.chance(10)) {
    if (auto code = case_on(world, counter)) (void)counter.engine().open_contact(*code, "回电", person);
    return;
  }
  act(world, counter, person);
}

void ordinary_work(World& world, Device& device) {
  switch (world.random.below(4)) {
    case 0:
      return device_syncs(world, device);
    case 1:
      return device.is_counter() ? staff_acts(world, device) : shopper_adds(world, device);
    default:
      return shopper_complains(world, device);
  }
}

}  // namespace redress::sim
