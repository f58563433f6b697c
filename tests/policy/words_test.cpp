// Every word that the model can produce has a text in every language: no screen can meet a gap.
#include <doctest/doctest.h>

#include "core/model/action.h"
#include "core/model/case_fold.h"
#include "core/model/words.h"
#include "core/text/catalogue.h"

using namespace redress;

namespace {

void need(const std::string& key) {
  for (const auto& row : kLanguages) CHECK_MESSAGE(Catalogue::of(row.id).has(key), row.code << " has no " << key);
}

template <class Words>
void need_all(const std::string& area, const Words& words) {
  for (auto name : words.names) need(area + "." + std::string(name));
}

// Area of a field's words where it is not the field's key.
std::string area_of(const ActionRule& rule, std::string_view key) {
  std::string verb(rule.name), name(key);
  if (name == "reason") return verb + "_reason";
  if (name == "cause_class") return "cause";
  if (name == "remedies") return "remedy";
  if (name == "scope") return "erase_scope";
  return name;
}

}  // namespace

TEST_CASE("the closed word lists of the domain have texts") {
  need_all("contact_type", kContactTypes);
  need_all("type", kContactTypes);
  need_all("stage", kStages);
  need_all("stage.now", kStages);
  need_all("role", kRoles);
  need_all("device_role", kDeviceRoles);
  need_all("channel", kChannels);
  need_all("day_part", kDayParts);
  need_all("date.part", kDayParts);
  need_all("validity", kValidities);
  for (int level = 1; level <= 4; ++level) need("level." + std::to_string(level));
  for (const char* clock : {"acknowledge", "first_answer", "resolve"}) need(std::string("clock.") + clock);
}

TEST_CASE("every action has name and effect, every event its sentence, every choice its word") {
  for (const auto& rule : action_rules()) {
    need("act." + std::string(rule.name) + ".label");
    need("act." + std::string(rule.name) + ".effect");
    need("event." + std::string(rule.event));
    if (rule.seen_by_shopper) need("track.event." + std::string(rule.event));
    for (const auto& field : rule.fields)
      for (std::string_view rest = field.words; !rest.empty();) {
        auto bar = rest.find('|');
        need(area_of(rule, field.key) + "." + std::string(rest.substr(0, bar)));
        rest = bar == std::string_view::npos ? "" : rest.substr(bar + 1);
      }
  }
  for (auto event : {device_event::viewed, device_event::printed, device_event::scanned, device_event::alarm_raised,
                     device_event::alarm_answered, device_event::alarm_withdrawn, device_event::clock_measured, device_event::device_health})
    need("event." + std::string(event));
}

TEST_CASE("every refusal of every stage, role and action has a reason in words") {
  int refused = 0;
  for (const auto& rule : action_rules()) {
    if (rule.verb == Verb::submit) continue;
    for (int stage = 0; stage <= static_cast<int>(Stage::archived); ++stage)
      for (int role = -1; role <= static_cast<int>(Role::technician); ++role)
        for (int variant = 0; variant < 8; ++variant) {
          CaseState state;
          state.known = variant != 1;
          state.collision = variant == 2;
          state.paused = variant == 3;
          state.held = variant == 4;
          state.erased = variant == 5;
          state.stage = static_cast<Stage>(stage);
          if (variant == 6) state.departments = {"other"}, state.owner = "9";
          state.archived_at = Instant{0};
          std::optional<Person> person;
          if (role >= 0) person = Person{"1", static_cast<Role>(role), "service", ""};
          Permission permission = may(rule, state, person, Instant{variant == 7 ? 1 : 100 * kDay_ms}, 7);
          if (permission.allowed) continue;
          ++refused;
          for (const auto& row : kLanguages)
            REQUIRE_MESSAGE(Catalogue::of(row.id).has("refuse." + permission.reason), rule.name << ": refuse." << permission.reason);
        }
  }
  CHECK(refused > 1000);
}
