#include "core/model/action.h"

#include <algorithm>

#include "core/base/limits.h"

namespace redress {

namespace {

using T = FieldType;
using S = Stage;

constexpr StageSet kAny = (1u << 7) - 1;
constexpr StageSet kOpen = kAny & ~stage_bit(S::archived);
constexpr StageSet kAfterAnswer = stage_bit(S::confirm) | stage_bit(S::archived);

constexpr RoleSet kS = role_bit(Role::service), kH = role_bit(Role::handler), kU = role_bit(Role::supervisor),
                  kM = role_bit(Role::manager), kA = role_bit(Role::analyst), kAd = role_bit(Role::administrator);
constexpr RoleSet kDesk = kS | kH | kU | kM;  // "S+" of domain.md

constexpr Field kAssign[] = {{"departments", T::names, true},
                             {"person", T::staff},
                             {"task", T::text, false, true},
                             {"reason", T::text, false, true}};
constexpr Field kInvestigate[] = {
    {"cause_class", T::word, true, false, "service|product|process|communication"},
    {"validity", T::word, false, false, "undecided|valid|need|unfounded"},
    {"whys", T::integer, false, false, {}, 0, 5},
    {"complexity", T::word, false, false, "simple|complex"},
    {"outside_party", T::word, false, false, "none|supplier|quality_lab|association|lawyer|other"},
    {"findings", T::text, true, true},
    {"evidence", T::line, false, true},
    {"whys_text", T::text, false, true},
    {"root", T::text, false, true},
    {"plan", T::text, false, true},  // the measures; who takes them and until when is no secret (R92)
    {"plan_department", T::name},
    {"plan_until", T::date}};
constexpr Field kResolve[] = {
    {"remedies", T::words, true, false,
     "replace|refund|repair|price_adjustment|service_change|apology|compensation|gift|explanation|referral"},
    {"cost_fen", T::integer, false, false, {}, 0, 1'000'000'000'000},
    {"minutes", T::integer, false, false, {}, 0, 100'000},
    {"staff_fault", T::word, false, false, "none|warned|dismissed|compensation|police_report"},
    {"text", T::text, false, true}};
constexpr Field kReply[] = {{"text", T::text, true}};
constexpr Field kFeedBack[] = {{"text", T::text, true},
                               {"way", T::word, false, false, "screen|phone|page|letter|in_person"},
                               {"told", T::flag}};
constexpr Field kDispute[] = {
    {"reason", T::word, true, false, "not_done|not_solved|disagree|unclear|happened_again|other"},
    {"text", T::text, false, true}};
constexpr Field kRate[] = {{"speed", T::integer, false, false, {}, 1, 5},
                           {"result", T::integer, false, false, {}, 1, 5},
                           {"attitude", T::integer, false, false, {}, 1, 5},
                           {"comment", T::text, false, true}};
constexpr Field kText[] = {{"text", T::text, true, true}};
constexpr Field kNote[] = {{"text", T::text, true, true}, {"remind", T::flag}};  // remind: of a case not here yet
constexpr Field kCallBack[] = {{"reached", T::flag, true}, {"text", T::text, false, true}};
constexpr Field kPause[] = {{"reason", T::word, true, false, "shopper|supplier|general_office"},
                            {"until", T::instant},
                            {"text", T::text, false, true}};
constexpr Field kResume[] = {{"text", T::text, false, true}};
constexpr Field kExtend[] = {{"until", T::instant, true},
                             {"reason", T::word, true, false, "parts|outside_party|investigation|shopper|other"},
                             {"text", T::text, false, true}};
constexpr Field kRegrade[] = {{"level", T::integer, true, false, {}, 1, 4},
                              {"silences", T::names},
                              {"reason", T::text, true, true}};
constexpr Field kRecategorise[] = {{"category", T::name, true}, {"subcategory", T::name}, {"reason", T::text, false, true}};
constexpr Field kEscalate[] = {{"role", T::word, true, false, "supervisor|manager|analyst"},
                               {"department", T::name},
                               {"reason", T::text, true, true}};
constexpr Field kLink[] = {{"other", T::case_code, true},
                           {"relation", T::word, true, false, "duplicate|repeat|same_cause"},
                           {"reason", T::text, false, true}};
constexpr Field kUnlink[] = {{"other", T::case_code, true}, {"reason", T::text, false, true}};
constexpr Field kReopen[] = {{"reason", T::word, true, false, "new_evidence|not_done|mistake|other"},
                             {"text", T::text, false, true}};
constexpr Field kArchive[] = {{"retention", T::word, false, false, "normal|long"}, {"reason", T::text, false, true}};
constexpr Field kReason[] = {{"reason", T::text, true, true}};
constexpr Field kErase[] = {{"scope", T::word, true, false, "contact|all"}, {"reason", T::text, true, true}};
constexpr Field kSettle[] = {{"events", T::event_ids, true}, {"holds", T::event_id, true}, {"reason", T::text, false, true}};
constexpr Field kReview[] = {{"verdict", T::word, true, false, "upheld|faulty"}, {"text", T::text, false, true}};

constexpr auto none = std::nullopt;

// verb, name, event, stages, leads to, roles, shopper, owner only, seen by shopper, fields
constexpr ActionRule kRules[] = {
    {Verb::submit, "submit", "submitted", 0, S::acknowledge, kDesk, true, false, true, {}},
    {Verb::acknowledge, "acknowledge", "acknowledged", stage_bit(S::acknowledge), S::assign, kDesk, false, false, true, {}},
    {Verb::assign, "assign", "assigned", kOpen, S::investigate, kDesk, false, false, true, kAssign},
    {Verb::investigate, "investigate", "investigated", stage_bit(S::investigate), S::resolve, kDesk, false, true, true, kInvestigate},
    {Verb::resolve, "resolve", "resolved", stage_bit(S::resolve), S::feed_back, kDesk, false, true, true, kResolve},
    {Verb::reply, "reply", "replied", kOpen, none, kDesk, false, true, true, kReply},
    {Verb::feed_back, "feed_back", "fed_back", stage_bit(S::feed_back), S::confirm, kDesk, false, true, true, kFeedBack},
    {Verb::confirm, "confirm", "confirmed", stage_bit(S::confirm), S::archived, kS, true, false, true, {}},
    {Verb::dispute, "dispute", "disputed", kAfterAnswer, S::investigate, kS, true, false, true, kDispute},
    {Verb::rate, "rate", "rated", kAfterAnswer, none, kS, true, false, true, kRate},
    {Verb::add, "add", "added", kAny, none, 0, true, false, true, kText},
    {Verb::note, "note", "noted", kAny, none, kDesk | kA, false, false, false, kNote},
    {Verb::call_back, "call_back", "called_back", kAfterAnswer, none, kS, false, false, false, kCallBack},
    {Verb::pause, "pause", "paused", kOpen, none, kDesk, false, true, true, kPause},
    {Verb::resume, "resume", "resumed", kOpen, none, kDesk, false, true, true, kResume},
    {Verb::extend, "extend", "extended", kOpen, none, kM, false, false, true, kExtend},
    {Verb::regrade, "regrade", "regraded", kOpen, none, kU | kM, false, false, false, kRegrade},
    {Verb::recategorise, "recategorise", "recategorised", kOpen, none, kDesk, false, false, true, kRecategorise},
    {Verb::escalate, "escalate", "escalated", kOpen, none, kDesk, false, false, false, kEscalate},
    {Verb::link, "link", "linked", kAny, none, kDesk, false, false, false, kLink},
    {Verb::unlink, "unlink", "unlinked", kAny, none, kDesk, false, false, false, kUnlink},
    {Verb::reopen, "reopen", "reopened", stage_bit(S::archived), S::investigate, kM, false, false, true, kReopen},
    {Verb::archive, "archive", "archived", stage_bit(S::confirm), S::archived, kM, false, false, true, kArchive},
    {Verb::hold, "hold", "held", kAny, none, kAd, false, false, false, kReason},
    {Verb::release, "release", "released", kAny, none, kAd, false, false, false, kReason},
    {Verb::erase, "erase", "erased", kAny, none, kAd, false, false, false, kErase},
    {Verb::settle, "settle", "settled", kAny, none, kU | kM, false, false, false, kSettle},
    {Verb::review, "review", "reviewed", stage_bit(S::feed_back) | kAfterAnswer, none, kU | kM, false, false, false, kReview},
};

}  // namespace

std::span<const ActionRule> action_rules() { return kRules; }

const ActionRule& action_rule(Verb verb) { return kRules[static_cast<std::size_t>(verb)]; }

const ActionRule* find_action(std::string_view name) {
  auto found = std::find_if(std::begin(kRules), std::end(kRules), [&](const ActionRule& r) { return r.name == name; });
  return found == std::end(kRules) ? nullptr : found;
}

const ActionRule* action_of_event(std::string_view event_kind) {
  auto found = std::find_if(std::begin(kRules), std::end(kRules), [&](const ActionRule& r) { return r.event == event_kind; });
  return found == std::end(kRules) ? nullptr : found;
}

bool outlives_erasure(std::string_view event_kind) {
  return event_kind == "erased" || event_kind == "held" || event_kind == "released";
}

Result<Action> parse_action(const Json& json) {
  if (!json.is_object()) return invalid("an action is a JSON object");
  Action action;
  Json rest = Json::object();
  bool has_case = false;
  for (const auto& [key, value] : json.members()) {
    if (key == "case") {
      auto code = parse_case_code(value.string());
      if (!code.ok()) return Error{code.error().code, "case: " + code.error().what};
      action.code = *code;
      has_case = true;
    } else if (key == "action") {
      action.rule = find_action(value.string());
      if (!action.rule || action.rule->verb == Verb::submit) return invalid("action: unknown action");
    } else if (key == "staff") {
      REDRESS_TRY_ASSIGN(auto staff, check_field({"staff", FieldType::staff}, value));
      action.staff = staff.string();
    } else if (key == "pin") {
      if (!value.is_string() || value.string().size() > 64) return invalid("pin: must be text");
      action.pin = value.string();
    } else {
      rest.set(key, value);
    }
  }
  if (!has_case) return invalid("case: is missing");
  if (!action.rule) return invalid("action: is missing");
  REDRESS_TRY_ASSIGN(auto split, check_fields(action.rule->fields, rest));
  action.clear = std::move(split.clear);
  action.sealed = std::move(split.sealed);
  return action;
}

Result<Action> parse_action_line(std::string_view line) {
  REDRESS_TRY_ASSIGN(auto json, parse_json(line, {64 * 1024, limits::kEvent_depth}));
  return parse_action(json);
}

}  // namespace redress
