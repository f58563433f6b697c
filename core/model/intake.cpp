#include "core/model/intake.h"

#include <algorithm>

#include "core/base/civil.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/model/field.h"

namespace redress {

namespace {

using T = FieldType;

// Order here is the order in the event (docs/EVENTS.md).
constexpr Field kPlain[] = {
    {"contact_type", T::word, true, false, "complaint|suggestion|enquiry|help"},
    {"category", T::name, true},
    {"subcategory", T::name},
    {"place", T::name},
    {"outcomes", T::names},
    {"language", T::word, false, false, "zh-Hans|zh-Hant|en"},
    {"anonymous", T::flag},
    {"channel", T::word, false, false, "kiosk|counter|phone|mail|web|app|wechat|social|open311"},
    {"source", T::word, false, false, "internal|external"},
    {"received_at", T::instant},
    {"text", T::text, false, true},
    {"outcome_text", T::line, false, true},
};
constexpr Field kOccurred[] = {
    {"date", T::date},
    {"part", T::word, false, false, "morning|afternoon|evening|unknown"},
};
constexpr Field kImpact[] = {
    {"injured", T::flag},           {"loss_fen", T::integer, false, false, {}, 0, 1'000'000'000'000},
    {"earlier_case", T::case_code}, {"promise_broken", T::flag},
    {"media_or_court", T::flag},    {"product", T::line, false, true},
};
constexpr Field kContact[] = {
    {"name", T::line, false, true},
    {"phone", T::line, false, true},
    {"email", T::line, false, true},
    {"address", T::line, false, true},
};
constexpr Field kConsent[] = {
    {"text", T::text, true},
    {"version", T::line, true},
};

bool is_phone(std::string_view phone) {
  auto digits = std::count_if(phone.begin(), phone.end(), [](char c) { return c >= '0' && c <= '9'; });
  bool plain = std::all_of(phone.begin(), phone.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == ' ' || c == '(' || c == ')';
  });
  return plain && digits >= 7 && digits <= 15;
}

constexpr CivilDate kEarliest_day{2000, 1, 1};
constexpr std::int64_t kRounded_ms = kMinute_ms;  // a time that was typed, beside a clock with seconds

// Only blanks say nothing, and nobody could tell them from a text that was lost.
bool is_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (const char32_t c = next_code_point(text, at); c != U' ' && c != U'\n' && c != U'\t' && c != U'\u3000' && c != U'\u00a0') return false;
  return true;
}

Status check_typed(const Json& typed, std::string_view prefix) {
  for (const auto& [key, value] : typed.members())
    if (value.is_string() && is_blank(value.string()))
      return invalid(std::string(prefix) + key + ": has only blanks; leave it out instead");
  return {};
}

Status check_occurred(const Json& occurred) {
  if (!occurred.has("date")) return {};
  const auto date = parse_date(occurred["date"].string());
  if (!date) return invalid("occurred.date: there is no such day");
  if (*date < kEarliest_day) return invalid("occurred.date: lies before " + to_iso(kEarliest_day));
  return {};
}

Status check_contact(const Json& contact, const Json& object, const Json& clear) {
  if (contact.members().empty()) return invalid("contact: is empty; leave it out instead");
  if (contact.has("phone") && !is_phone(contact["phone"].string()))
    return invalid("contact.phone: must have 7 to 15 digits");
  if (contact.has("email") && !is_email(contact["email"].string()))
    return invalid("contact.email: is no address like name@example.com");
  if (clear["anonymous"].boolean()) return invalid("anonymous: excludes a contact");
  if (!object.has("consent"))
    return invalid("consent: is missing; a contact needs the consent that was given");
  return {};
}

// The nested objects: key, fields. Their sealed fields move up into the intake's sealed part.
struct Nested {
  std::string_view key;
  std::span<const Field> fields;
};
constexpr Nested kNested[] = {
    {"occurred", kOccurred}, {"impact", kImpact}, {"contact", kContact}, {"consent", kConsent}};

}  // namespace

ContactType Intake::contact_type() const {
  return kContactTypes.find(clear["contact_type"].string()).value_or(ContactType::complaint);
}

Result<Intake> parse_intake(const Json& json) {
  if (!json.is_object()) return invalid("an intake is a JSON object");
  Json plain = Json::object();
  for (const auto& member : json.members()) {
    bool nested = std::any_of(std::begin(kNested), std::end(kNested),
                              [&](const Nested& n) { return n.key == member.first; });
    if (!nested) plain.set(member.first, member.second);
  }
  REDRESS_TRY_ASSIGN(auto split, check_fields(kPlain, plain));
  Intake intake{std::move(split.clear), std::move(split.sealed)};
  REDRESS_TRY(check_typed(intake.sealed, ""));
  for (const auto& nested : kNested) {
    const Json* object = json.find(nested.key);
    if (!object) continue;
    REDRESS_TRY_ASSIGN(auto part, check_fields(nested.fields, *object, std::string(nested.key) + "."));
    REDRESS_TRY(check_typed(part.sealed, std::string(nested.key) + "."));
    if (nested.key == "occurred") REDRESS_TRY(check_occurred(part.clear));
    if (nested.key == "contact") {
      REDRESS_TRY(check_contact(part.sealed, json, intake.clear));
      intake.sealed.set("contact", std::move(part.sealed));
      continue;
    }
    if (!part.clear.members().empty()) intake.clear.set(std::string(nested.key), std::move(part.clear));
    for (const auto& [key, value] : part.sealed.members()) intake.sealed.set(key, value);
  }
  return intake;
}

Result<Intake> parse_intake_line(std::string_view line) {
  REDRESS_TRY_ASSIGN(auto json, parse_json(line, {64 * 1024, limits::kEvent_depth}));
  return parse_intake(json);
}

Status check_not_ahead(const Intake& intake, Instant now, CivilDate today) {
  const auto day = parse_date(intake.clear["occurred"]["date"].string());
  if (day && *day > today) return invalid("occurred.date: lies ahead; today is " + to_iso(today));
  const auto& received = intake.clear["received_at"];
  if (received.is_int() && received.integer() > now.ms + kRounded_ms) return invalid("received_at: lies ahead");
  return {};
}

bool is_email(std::string_view address) {
  const auto at = address.find('@');
  if (at == address.npos || at == 0 || address.find('@', at + 1) != address.npos) return false;
  if (address.find(' ') != address.npos) return false;
  const auto host = address.substr(at + 1);
  const auto dot = host.find('.');
  return dot != host.npos && dot > 0 && host.back() != '.';
}

std::optional<Instant> promised_date(const Json& clear, std::string_view which) {
  const Json& at = clear["promised"][which];
  if (!check_field({"promised", FieldType::instant}, at).ok()) return std::nullopt;
  return Instant{at.integer()};
}

Json without_contact(const Json& typed) {
  auto out = Json::object();
  for (const auto& [key, value] : typed.members())
    if (key != "contact") out.set(key, value);
  return out;
}

}  // namespace redress
