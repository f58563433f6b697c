#include "sync/headoffice/command/setup.h"

#include <algorithm>

#include "assets/asset.h"
#include "core/base/json.h"
#include "core/policy/site.h"
#include "core/store/folder.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/rules/documents.h"

namespace redress::headoffice {

namespace {

constexpr std::string_view kRecovery_file = "recovery-key.txt";

// All of them for the demonstration; without it the administrator alone.
struct FirstRow {
  std::string_view staff, name, mall, department;
  Role role;
  bool pages;  // also signs in to the pages
};
constexpr FirstRow kFirst_people[] = {
    {"1001", "周敏", "xinghe", "service", Role::service, false},
    {"1002", "李伟", "xinghe", "service", Role::service, false},
    {"1003", "陈刚", "xinghe", "engineering", Role::handler, false},
    {"1004", "赵丽", "xinghe", "service", Role::supervisor, false},
    {"1005", "王芳", "xinghe", "operations", Role::manager, true},
    {"1009", "孙工", "xinghe", "engineering", Role::technician, false},
    {"2001", "吴静", "binjiang", "service", Role::service, false},
    {"2003", "郑强", "binjiang", "engineering", Role::handler, false},
    {"2004", "何洁", "binjiang", "service", Role::supervisor, false},
    {"2005", "林峰", "binjiang", "general_office", Role::manager, true},
    {"2009", "马工", "binjiang", "engineering", Role::technician, false},
    {"9001", "总部管理员", "", "", Role::administrator, true},
    {"9002", "总部分析员", "", "", Role::analyst, true},
    {"9003", "总部经理", "", "general_office", Role::manager, true},
};

Status keep_recovery(const std::string& path, const std::array<std::uint8_t, 32>& secret) {
  auto text =
      "Redress recovery key. Take this file away from this machine and lock it up: it opens every\n"
      "sealed text if head office's own key is lost. It is not kept anywhere else.\n\n" +
      to_hex(secret) + "\n";
  auto kept = write_file_whole(path, as_bytes(text), 0600);
  wipe(text);
  return kept;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

// The demo site with another public address.
Result<std::string> site_text(std::string_view mall, const std::string& public_url) {
  auto text = asset("site/" + std::string(mall) + ".json");
  if (text.empty())
    return Error{Errc::internal, "the site document of " + std::string(mall) + " is missing in this program"};
  if (public_url.empty()) return std::string(text);
  REDRESS_TRY_ASSIGN(auto site, parse_json(text, {4u << 20, 16}));
  auto changed = Json::object();
  for (const auto& [key, value] : site.members())
    changed.set(key, key == "public_url" ? Json(upper(public_url)) : value);
  return changed.dump();
}

Status add_mall(Database& db, const SigningKey& key, std::string_view mall, const SetupOptions& options,
                Instant now, Random& random) {
  REDRESS_TRY(db.run("INSERT INTO mall(id, key_epoch) VALUES(?, 0)", mall));
  auto no = db.last_row_id();
  REDRESS_TRY_ASSIGN([[maybe_unused]] auto made, make_mall_key(db, no, now, random));
  REDRESS_TRY(put_document(db, key, now, no, wire::DocumentKind::policy, asset("policy/mall.json")));
  REDRESS_TRY_ASSIGN(auto site, site_text(mall, options.public_url));
  return put_document(db, key, now, no, wire::DocumentKind::site, site);
}

Result<std::vector<FirstPerson>> add_people(Office& office, bool demo) {
  std::vector<FirstPerson> out;
  for (const auto& row : kFirst_people) {
    if (!demo && row.role != Role::administrator) continue;
    NewPerson person{std::string(row.staff),
                     std::string(row.name),
                     std::string(row.mall),
                     std::string(row.department),
                     row.role,
                     {},
                     {}};
    if (!row.mall.empty()) person.pin = make_pin(office.random());
    if (row.pages) person.password = make_password(office.random());
    REDRESS_TRY(put_person(office, person));
    out.push_back({person.staff, person.name, person.mall, person.department, person.pin, person.password,
                   person.role});
  }
  return out;
}

}  // namespace

Result<SetupReport> set_up(const std::string& folder, const SetupOptions& options, Clock& clock,
                           Random& random) {
  SetupReport report;
  {
    REDRESS_TRY_ASSIGN(auto store, Store::open(folder));
    auto made = store->write([&](Database& db) -> Status {
      REDRESS_TRY_ASSIGN(auto recovery, make_keys(db, clock.wall(), random));
      report.recovery_file = store->file(kRecovery_file);
      REDRESS_TRY(keep_recovery(report.recovery_file, recovery));
      REDRESS_TRY_ASSIGN(auto keys, load_keys(db, random));
      report.head_office_key = fingerprint(keys.signing.public_key());
      for (auto mall : demo_malls()) {
        REDRESS_TRY(add_mall(db, keys.signing, mall, options, clock.wall(), random));
        report.malls.emplace_back(mall);
      }
      return {};
    });
    if (!made.ok()) return made.error();
  }
  REDRESS_TRY_ASSIGN(auto office, Office::open(folder, clock, random));
  REDRESS_TRY_ASSIGN(report.people, add_people(*office, options.demo));
  return report;
}

}  // namespace redress::headoffice
