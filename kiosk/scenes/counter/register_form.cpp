#include "kiosk/scenes/counter/register_form.h"

#include <algorithm>
#include <cstdlib>

#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "core/text/dates.h"
#include "kiosk/scenes/counter/picked.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

constexpr std::ptrdiff_t kPhone_digits = 7;
constexpr int kDays_back = 12;
constexpr const char* kDraft = "register/choices";
const std::string kSame = "same:";

std::ptrdiff_t digits(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool has_contact(const TypedFields& typed) { return !typed.empty("name") || !typed.empty("phone") || !typed.empty("reach"); }

bool is_electronic(std::string_view reach) { return reach.find('@') != std::string_view::npos; }

std::string day_name(const App& app, const std::string& date) {
  const auto day = parse_date(date);
  if (!day) return {};
  return day->year == app.today().year ? bar_day_words(app.words(), *day) : full_day_weekday_words(app.words(), *day);
}

std::vector<std::string> last_days(const App& app) {
  std::vector<std::string> out;
  for (int back = 0; back < kDays_back; ++back) out.push_back(to_iso(add_days(app.today(), -back)));
  return out;
}

std::string near_day(const App& app, const std::string& date) {
  if (date == to_iso(app.today())) return app.say("when.today"_msg);
  if (date == to_iso(add_days(app.today(), -1))) return app.say("when.yesterday"_msg);
  return day_name(app, date);
}

}  // namespace

void add_register_fields(App& app, TypedFields& typed) {
  typed.add(app, "story", Typing::text);
  typed.add(app, "name", Typing::line);
  typed.add(app, "phone", Typing::phone);
  typed.add(app, "reach", Typing::line);
  typed.add(app, "loss", Typing::number);
  typed.add(app, "earlier", Typing::code);
}

Instant received_at(const App& app, const RegisterForm& form) {
  const auto day = parse_date(form.received_day);
  if (!day || form.received_hour < 0) return form.begun_at;
  return std::min(form.begun_at, app.zone().utc({*day, form.received_hour}));
}

Intake register_intake(const App& app, RegisterForm& form, const TypedFields& typed) {
  auto& visit = form.visit;
  visit.story.set(typed.value("story"));
  visit.name.set(typed.value("name"));
  visit.phone.set(typed.value("phone"));
  const auto reach = typed.value("reach");
  visit.email.set(is_electronic(reach) ? reach : std::string_view());
  visit.address.set(is_electronic(reach) ? std::string_view() : reach);
  visit.contact = has_contact(typed) ? ContactChoice::phone : ContactChoice::anonymous;
  visit.loss_fen.reset();
  if (!typed.empty("loss")) visit.loss_fen = static_cast<std::int64_t>(std::atoll(std::string(typed.value("loss")).c_str())) * 100;
  visit.earlier_case = visit.before == Answer3::yes && parse_case_code(typed.value("earlier")).ok() ? std::string(typed.value("earlier")) : std::string();
  auto intake = visit.intake(std::string(language_code(form.language)), consent_text(*app.policy(), form.language), app.policy()->consent_version);
  const bool noticed = form.channel == kNoticed_by_staff;
  intake.clear.set("channel", noticed ? "counter" : form.channel).set("source", noticed ? "internal" : "external").set("received_at", received_at(app, form).ms);
  return intake;
}

std::vector<std::string> register_gaps(const App& app, const RegisterForm& form, const TypedFields& typed) {
  std::vector<std::string> names;
  if (form.visit.category.empty()) names.push_back(app.say("staff.case.category"_msg));
  if (!typed.empty("phone") && digits(typed.value("phone")) < kPhone_digits) names.push_back(app.say("staff.reg.phone"_msg));
  if (is_electronic(typed.value("reach")) && !is_email(typed.value("reach"))) names.push_back(app.say("staff.reg.reach"_msg));
  if (has_contact(typed) && !form.visit.consent) names.push_back(app.say("staff.reg.consent.short"_msg));
  return names;
}

std::string register_pick_title(const App& app, const RegisterForm& form, RegisterPick pick) {
  switch (pick) {
    case RegisterPick::category: return app.say("staff.case.category"_msg);
    case RegisterPick::subcategory: return category_words(app, form.visit.category, "");
    case RegisterPick::floor:
    case RegisterPick::place: return app.say("staff.queue.col.place"_msg);
    case RegisterPick::day: return app.say("staff.reg.when"_msg);
    case RegisterPick::part: return day_name(app, form.visit.date);
    case RegisterPick::wish: return app.say("staff.case.wish"_msg);
    case RegisterPick::received_day: return app.say("staff.reg.received"_msg);
    case RegisterPick::received_hour: return app.say("staff.reg.received.hour"_msg, {{"day", near_day(app, form.received_day)}});
    case RegisterPick::language: return app.say("staff.reg.language"_msg);
    case RegisterPick::none: break;
  }
  return {};
}

std::vector<FilterOption> register_options(const App& app, const RegisterForm& form, RegisterPick pick, const std::string& floor) {
  std::vector<FilterOption> out;
  const auto& visit = form.visit;
  const auto language = app.language();
  const auto add = [&](const std::string& id, std::string label, bool on) { out.push_back({id, std::move(label), on}); };
  const auto* category = app.policy()->category(visit.category);
  switch (pick) {
    case RegisterPick::category:
      for (const auto& one : app.policy()->categories) add("category:" + one.code, one.labels.in(language), one.code == visit.category);
      break;
    case RegisterPick::subcategory:
      if (category)
        for (const auto& one : category->subcategories) add("subcategory:" + one.code, one.labels.in(language), one.code == visit.subcategory);
      break;
    case RegisterPick::floor:
      for (const auto& one : app.site()->floors) add("floor:" + one.code, one.labels.in(language), one.code == floor);
      break;
    case RegisterPick::place:
      for (const auto& one : app.site()->places)
        if (one.floor == floor) add("place:" + one.id, place_words(app, one.id), one.id == visit.place);
      break;
    case RegisterPick::day:
      for (const auto& date : last_days(app)) add("day:" + date, near_day(app, date), date == visit.date);
      break;
    case RegisterPick::received_day:
      add("received:now", app.say("staff.reg.received.now"_msg), form.received_hour < 0);
      for (const auto& date : last_days(app)) add("received_day:" + date, near_day(app, date), form.received_hour >= 0 && date == form.received_day);
      break;
    case RegisterPick::received_hour: {
      const bool today = form.received_day == to_iso(app.today());
      for (int hour = 0; hour < 24 && !(today && hour > app.local(app.now()).hour); ++hour)
        add("received_hour:" + std::to_string(hour), clock_words({{}, hour}), hour == form.received_hour);
      break;
    }
    case RegisterPick::language:
      for (const auto one : offered_languages()) add("language:" + std::string(language_code(one)), std::string(language_info(one).own_name), one == form.language);
      break;
    case RegisterPick::part:
      for (const auto* part : {"morning", "afternoon", "evening", "unknown"}) add("part:" + std::string(part), app.words().text_of("day_part", part), visit.day_part == part);
      break;
    case RegisterPick::wish:
      for (const auto& one : app.policy()->outcomes) add("wish:" + one.code, one.labels.in(language), is_picked(visit.outcomes, one.code));
      break;
    case RegisterPick::none: break;
  }
  return out;
}

std::string category_choice(const App& app, const RegisterForm& form) {
  if (form.visit.category.empty()) return app.say("staff.reg.choose"_msg);
  return category_words(app, form.visit.category, form.visit.subcategory);
}

std::string place_choice(const App& app, const RegisterForm& form) {
  return form.visit.place.empty() ? app.say("staff.reg.choose"_msg) : place_words(app, form.visit.place);
}

std::string when_choice(const App& app, const RegisterForm& form) {
  if (form.visit.date.empty()) return app.say("staff.reg.choose"_msg);
  const auto day = day_name(app, form.visit.date);
  return form.visit.day_part.empty() ? day : day + "  " + app.words().text_of("day_part", form.visit.day_part);
}

std::string received_choice(const App& app, const RegisterForm& form) {
  if (form.received_hour < 0) return app.say("staff.reg.received.now"_msg);
  return near_day(app, form.received_day) + "  " + clock_words({{}, form.received_hour});
}

std::string wish_choice(const App& app, const RegisterForm& form) {
  std::vector<std::string> words;
  for (const auto& code : form.visit.outcomes)
    if (const auto* outcome = app.policy()->outcome(code)) words.push_back(outcome->labels.in(app.language()));
  return words.empty() ? app.say("staff.reg.choose"_msg) : join_list(app.words(), words);
}

void keep_register(App& app, const RegisterForm& form) {
  const auto& v = form.visit;
  std::vector<std::string> kept{form.channel, std::to_string(form.begun_at.ms), form.received_day, std::to_string(form.received_hour), std::string(language_code(form.language)), form.alarm,
                                v.contact_type, v.category, v.subcategory, v.place, v.date, v.day_part, v.consent ? "1" : "0"};
  for (auto answer : {v.injured, v.money, v.before, v.promise, v.media}) kept.push_back(std::to_string(static_cast<int>(answer)));
  for (const auto& outcome : v.outcomes) kept.push_back(outcome);
  for (const auto& code : form.same) kept.push_back(kSame + to_compact(code));
  keep_picked(app, kDraft, kept);
}

void recall_register(const App& app, RegisterForm& form) {
  const auto kept = recall_picked(app, kDraft);
  constexpr std::size_t kWords = 13, kAnswers = 5;
  if (kept.size() < kWords + kAnswers) return;
  auto& v = form.visit;
  std::size_t at = 0;
  form.channel = kept[at++];
  form.begun_at.ms = std::atoll(kept[at++].c_str());
  form.received_day = kept[at++];
  form.received_hour = std::atoi(kept[at++].c_str());
  form.language = find_language(kept[at++]).value_or(form.language);
  form.alarm = kept[at++];
  for (auto* word : {&v.contact_type, &v.category, &v.subcategory, &v.place, &v.date, &v.day_part}) *word = kept[at++];
  v.consent = kept[at++] == "1";
  for (auto* answer : {&v.injured, &v.money, &v.before, &v.promise, &v.media}) *answer = static_cast<Answer3>(std::atoi(kept[at++].c_str()));
  for (; at < kept.size(); ++at) {
    if (!kept[at].starts_with(kSame)) v.outcomes.push_back(kept[at]);
    else if (auto code = parse_case_code(kept[at].substr(kSame.size())); code.ok()) form.same.push_back(*code);
  }
}

void forget_register(App& app) { keep_picked(app, kDraft, {}); }

}  // namespace redress::counter
