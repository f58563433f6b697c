#include "sync/headoffice/rules/publishing.h"

#include <algorithm>

#include "core/policy/lint.h"
#include "core/policy/site.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/rules/documents.h"

namespace redress::headoffice {

namespace {

constexpr JsonLimits kLimits{4u << 20, 16};

std::string key_of(std::string_view what, std::string_view mall, wire::DocumentKind kind, std::int64_t number = 0) {
  auto key = std::string(what) + "." + std::string(wire::name(kind)) + "." + std::string(mall);
  return number ? key + "." + std::to_string(number) : key;
}

Result<std::int64_t> mall_number(Database& db, std::string_view mall) {
  REDRESS_TRY_ASSIGN(auto no, db.integer(0, "SELECT no FROM mall WHERE id = ?", mall));
  if (no == 0) return Error{Errc::not_found, "--mall: there is no mall '" + std::string(mall) + "'"};
  return no;
}

Result<Json> read_setting(Database& db, const std::string& key) {
  auto row = db.query("SELECT value FROM setting WHERE key = ?", key);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return Json();
  return parse_json(row.text(0), kLimits);
}

Status write_setting(Database& db, const std::string& key, const Json& value) {
  return db.run("INSERT INTO setting(key, value) VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value = ?2", key, value.dump());
}

// The reader's error: "policy: first fault", then one fault a line.
std::vector<std::string> lines_of(const Error& error, std::string_view document) {
  std::vector<std::string> out;
  std::string_view text = error.what;
  if (text.starts_with(document)) text.remove_prefix(document.size() + 2);
  while (!text.empty()) {
    auto end = std::min(text.find('\n'), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

// Who may sign (screens-staff.md section 10): head office's analysts and administrators.
bool may_sign(Database& db, std::string_view staff) {
  auto person = find_person(db, staff);
  return person.ok() && *person && (*person)->active && (*person)->mall.empty() &&
         ((*person)->person.role == Role::analyst || (*person)->person.role == Role::administrator);
}

Result<Json> content_of(Office& office, Database& db, std::int64_t mall, wire::DocumentKind kind, std::int64_t number) {
  auto row = db.query("SELECT bytes FROM document WHERE mall = ?1 AND kind = ?2 AND (version = ?3 OR ?3 = 0) ORDER BY version DESC LIMIT 1",
                      mall, wire::name(kind), number);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return Error{Errc::not_found, "there is no version " + std::to_string(number)};
  REDRESS_TRY_ASSIGN(auto document, wire::decode_document(row.blob(0), office.keys().signing.public_key()));
  return std::move(document.content);
}

// A category that became a kind of a new one (`policy profile`) is still known; kinds of the same code stand under others
// too, "other" under each.
bool knows(const Policy& draft, const Policy& current, std::string_view category) {
  if (draft.category(category)) return true;
  return std::any_of(draft.categories.begin(), draft.categories.end(), [&](const auto& row) {
    return !current.category(row.code) && draft.subcategory(row.code, category);
  });
}

// Open cases of a category that the draft drops: they would stand in lists and forms without a name. What is archived
// does not keep a category alive for ever.
Status add_dropped_categories(Office& office, std::string_view mall, const Policy& draft, const Policy& current, std::vector<std::string>& faults) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  auto row = reader->query(
      "SELECT category, count(*) FROM case_row WHERE mall = (SELECT no FROM mall WHERE id = ?) AND stage < 6 AND category <> ''"
      " GROUP BY category ORDER BY category",
      mall);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return {};
    if (!knows(draft, current, row.text(0)))
      faults.push_back("categories: \"" + row.string(0) + "\" is gone, but open cases of " + std::string(mall) + " have it: " +
                       std::to_string(row.integer(1)) + "; close them or give them another first");
  }
}

}  // namespace

std::vector<std::string> check_document(wire::DocumentKind kind, std::string_view text) {
  if (kind == wire::DocumentKind::policy) {
    auto policy = parse_policy(text);
    return policy.ok() ? lint_policy(*policy) : lines_of(policy.error(), "policy");
  }
  auto site = parse_site(text);
  return site.ok() ? std::vector<std::string>() : lines_of(site.error(), "site");
}

std::vector<std::string> check_draft(Office& office, std::string_view mall, wire::DocumentKind kind, std::string_view text) {
  auto faults = check_document(kind, text);
  if (!faults.empty()) return faults;
  auto draft = parse_json(text, kLimits);
  auto current = read_version(office, mall, kind, 0);
  auto versions = list_versions(office, mall, kind);
  if (!draft.ok() || !current.ok() || !versions.ok()) return {"document: cannot be compared with what is published"};
  if (*draft == *current) return {"document: is the same as the published version"};
  for (const auto& version : *versions)
    if (version.version == (*draft)["version"].string())
      faults.push_back("version: \"" + version.version + "\" is published already and never changes; give the draft another");
  auto rules = office.rules().of(mall);
  if (kind == wire::DocumentKind::site) {
    if ((*draft)["mall"].string() != mall) faults.push_back("mall: is not \"" + std::string(mall) + "\"");
    for (const auto& code : (*draft)["departments"].items())
      if (rules && !rules->policy.department(code.string())) faults.push_back("departments: the policy has no \"" + std::string(code.string()) + "\"");
  } else if (auto policy = parse_policy(text); policy.ok() && rules) {
    for (const auto& code : rules->site.departments)
      if (!policy->department(code)) faults.push_back("departments: \"" + code + "\" is gone, but the site document of " + std::string(mall) + " has it");
    if (auto read = add_dropped_categories(office, mall, *policy, rules->policy, faults); !read.ok()) faults.push_back("categories: " + read.error().what);
  }
  return faults;
}

Result<std::vector<PublishedVersion>> list_versions(Office& office, std::string_view mall, wire::DocumentKind kind) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY_ASSIGN(auto no, mall_number(*reader, mall));
  std::vector<PublishedVersion> out;
  auto row = reader->query("SELECT version, at FROM document WHERE mall = ? AND kind = ? ORDER BY version DESC", no, wire::name(kind));
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    PublishedVersion version;
    version.number = row.integer(0);
    version.at = row.instant(1);
    REDRESS_TRY_ASSIGN(auto content, content_of(office, *reader, no, kind, version.number));
    version.version = content["version"].string();
    REDRESS_TRY_ASSIGN(auto said, read_setting(*reader, key_of("published", mall, kind, version.number)));
    version.note = said["note"].string();
    version.by = said["by"].string();
    version.second = said["second"].string();
    out.push_back(std::move(version));
  }
}

Result<Json> read_version(Office& office, std::string_view mall, wire::DocumentKind kind, std::int64_t number) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY_ASSIGN(auto no, mall_number(*reader, mall));
  return content_of(office, *reader, no, kind, number);
}

Result<std::optional<DraftDocument>> find_draft(Office& office, std::string_view mall, wire::DocumentKind kind) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY_ASSIGN(auto kept, read_setting(*reader, key_of("draft", mall, kind)));
  if (!kept.is_object()) return std::optional<DraftDocument>();
  return std::optional(DraftDocument{std::string(kept["text"].string()), std::string(kept["note"].string()),
                                     std::string(kept["by"].string()), {kept["at"].integer()}});
}

Status keep_draft(Office& office, std::string_view mall, wire::DocumentKind kind, const DraftDocument& draft) {
  if (draft.note.empty()) return invalid("note: is missing; it tells the staff what changes");
  REDRESS_TRY_ASSIGN([[maybe_unused]] auto json, parse_json(draft.text, kLimits));
  return office.store().write([&](Database& db) -> Status {
    REDRESS_TRY_ASSIGN([[maybe_unused]] auto no, mall_number(db, mall));
    if (!may_sign(db, draft.by)) return Error{Errc::refused, "first signer: must be an analyst or administrator of head office"};
    auto kept = Json::object().set("text", draft.text).set("note", draft.note).set("by", draft.by).set("at", office.now().ms);
    return write_setting(db, key_of("draft", mall, kind), kept);
  });
}

Status drop_draft(Office& office, std::string_view mall, wire::DocumentKind kind) {
  return office.store().write([&](Database& db) { return db.run("DELETE FROM setting WHERE key = ?", key_of("draft", mall, kind)); });
}

Status publish_draft(Office& office, std::string_view mall, wire::DocumentKind kind, std::string_view second) {
  REDRESS_TRY_ASSIGN(auto draft, find_draft(office, mall, kind));
  if (!draft) return Error{Errc::not_found, "there is no draft"};
  if (draft->by == second) return Error{Errc::refused, "second signer: must be somebody else than who wrote the draft"};
  if (auto faults = check_draft(office, mall, kind, draft->text); !faults.empty()) return invalid(faults.front());
  std::int64_t mall_no = 0;
  auto published = office.store().write([&](Database& db) -> Status {
    if (!may_sign(db, second) || !may_sign(db, draft->by))
      return Error{Errc::refused, "second signer: must be an analyst or administrator of head office"};
    REDRESS_TRY_ASSIGN(mall_no, mall_number(db, mall));
    REDRESS_TRY(put_document(office, db, mall_no, kind, draft->text));
    REDRESS_TRY_ASSIGN(auto number, db.integer(0, "SELECT max(version) FROM document WHERE mall = ? AND kind = ?", mall_no, wire::name(kind)));
    auto said = Json::object().set("note", draft->note).set("by", draft->by).set("second", second);
    REDRESS_TRY(write_setting(db, key_of("published", mall, kind, number), said));
    REDRESS_TRY(db.run("DELETE FROM setting WHERE key = ?", key_of("draft", mall, kind)));
    // Levels and deadlines in lists follow the new rules at once.
    REDRESS_TRY(db.run("UPDATE case_row SET recheck_at = ? WHERE mall = ? AND stage < 6", office.now(), mall_no));
    return office.rules().load(db, office.keys().signing.public_key());
  });
  if (!published.ok()) {
    // What was read inside is perhaps in no database.
    (void)office.store().alone([&](Database& db) { return office.rules().load(db, office.keys().signing.public_key()); });
    return published;
  }
  office.bell().news(mall_no, false);
  return {};
}

}  // namespace redress::headoffice
