// pack, person
#include <charconv>

#include "core/store/folder.h"
#include "sync/headoffice/command/command_call.h"
#include "sync/headoffice/pages/hand_out.h"
#include "sync/headoffice/people/people.h"

namespace redress::headoffice {

namespace {

// Whoever hands it out, so that the purpose log names a person.
Result<Visitor> visitor_of(Call& call, RoleSet roles) {
  REDRESS_TRY_ASSIGN(const auto staff, call.arguments.need("by"));
  REDRESS_TRY_ASSIGN(auto reader, call.office.store().read());
  REDRESS_TRY_ASSIGN(const auto person, find_person(*reader, staff));
  if (!person || !person->active || !(roles & role_bit(person->person.role)))
    return Error{Errc::refused, "--by " + staff + ": this person's role may not hand it out"};
  return Visitor{person->person, person->mall, {}, {}};
}

Result<Language> language_of(const Call& call) {
  auto language = find_language(call.arguments.get("language", "zh-Hans"));
  return language ? Result<Language>(*language) : invalid("--language: must be zh-Hans, zh-Hant or en");
}

Outcome written(Call& call, const Result<std::string>& text) {
  if (!text.ok()) return failure(text.error());
  auto out = call.arguments.need("out");
  if (!out.ok()) return failure(out.error());
  auto done = write_file_whole(call.path(*out), as_bytes(*text), 0600);
  return done.ok() ? said({}) : Outcome{73, {}, done.error().what + "\n"};
}

Result<std::string> pack_text(Call& call) {
  REDRESS_TRY_ASSIGN(const auto named, call.arguments.need("case"));
  REDRESS_TRY_ASSIGN(const auto code, parse_case_code(named));
  REDRESS_TRY(call.arguments.need("out").ok() ? Status() : Status(invalid("--out: is missing")));
  REDRESS_TRY_ASSIGN(const auto visitor, visitor_of(call, kPack_makers));
  REDRESS_TRY_ASSIGN(const auto language, language_of(call));
  return hand_out_pack(call.office, code, visitor, language, call.arguments.get("contact"));
}

Result<PhoneLookup> lookup_of(const Call& call) {
  PhoneLookup out;
  REDRESS_TRY_ASSIGN(out.mall, call.arguments.need("mall"));
  REDRESS_TRY_ASSIGN(out.phone, call.arguments.need("phone"));
  const auto asker = kAskers.find(call.arguments.get("asker", "shopper"));
  const auto purpose = kPurposes_of_lookup.find(call.arguments.get("purpose", "own_data"));
  if (!asker) return invalid("--asker: must be shopper, relative, authority or staff");
  if (!purpose) return invalid("--purpose: must be lost_receipt, progress, own_data or official_request");
  out.asker = *asker;
  out.purpose = *purpose;
  const auto days = call.arguments.get("days", "366");
  std::from_chars(days.data(), days.data() + days.size(), out.days);
  return out;
}

Result<std::string> person_text(Call& call) {
  REDRESS_TRY_ASSIGN(const auto lookup, lookup_of(call));
  REDRESS_TRY(call.arguments.need("out").ok() ? Status() : Status(invalid("--out: is missing")));
  REDRESS_TRY_ASSIGN(const auto visitor, visitor_of(call, kExporters));
  REDRESS_TRY_ASSIGN(const auto language, language_of(call));
  const auto format = kPerson_formats.find(call.arguments.get("format", "html"));
  if (!format) return invalid("--format: must be html or json");
  return hand_out_person(call.office, lookup, visitor, language, *format);
}

Outcome pack(Call& call) {
  return written(call, pack_text(call));
}
Outcome person(Call& call) {
  return written(call, person_text(call));
}

}  // namespace

void add_hand_out_commands() {
  add_command({"pack", {"case", "out", "by", "contact", "language"}, {}, pack});
  add_command({"person",
               {"mall", "phone", "asker", "purpose", "days", "by", "format", "language", "out"},
               {},
               person});
}

}  // namespace redress::headoffice
