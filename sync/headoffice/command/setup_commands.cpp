// init, restore: the folder must be closed
#include "core/store/folder.h"
#include "sync/headoffice/command/command_call.h"
#include "sync/headoffice/command/setup.h"
#include "sync/headoffice/record/backup.h"

namespace redress::headoffice {

Outcome run_init(const std::string& data, const std::vector<std::string>& words, Clock& clock,
                 Random& random) {
  auto arguments = Arguments::parse(words, {"public-url"}, {"demo", "json"});
  if (!arguments.ok()) return failure(arguments.error());
  auto report = set_up(data, {arguments->has("demo"), arguments->get("public-url")}, clock, random);
  if (!report.ok()) return failure(report.error());
  std::string out;
  if (arguments->has("json")) {
    auto people = Json::array();
    for (const auto& p : report->people)
      people.push(Json::object()
                      .set("staff", p.staff)
                      .set("name", p.name)
                      .set("role", kRoles.name(p.role))
                      .set("mall", p.mall)
                      .set("department", p.department)
                      .set("pin", p.pin)
                      .set("password", p.password));
    auto malls = Json::array();
    for (const auto& mall : report->malls) malls.push(mall);
    return said(Json::object()
                    .set("head_office_key", report->head_office_key)
                    .set("recovery_file", report->recovery_file)
                    .set("malls", std::move(malls))
                    .set("people", std::move(people))
                    .dump() +
                "\n");
  }
  out += "Head office key      " + report->head_office_key + "\n";
  out += "Recovery key         " + report->recovery_file + "  (take this file away from this machine)\n";
  for (const auto& mall : report->malls) out += "Mall                 " + mall + "\n";
  for (const auto& p : report->people)
    out += "Staff " + p.staff + "  " + std::string(kRoles.name(p.role)) + "  " +
           (p.mall.empty() ? "head office" : p.mall) + "  " + p.name +
           (p.pin.empty() ? "" : "  PIN " + p.pin) + (p.password.empty() ? "" : "  password " + p.password) +
           "\n";
  return said(std::move(out));
}

Outcome run_restore(const std::string& data, const std::vector<std::string>& words, Clock& clock,
                    Random& random) {
  auto arguments = Arguments::parse(words, {"from"}, {});
  if (!arguments.ok()) return failure(arguments.error());
  auto from = arguments->need("from");
  if (!from.ok()) return failure(from.error());
  if (auto made = make_folder(data); !made.ok()) return failure(made.error());
  auto restored = restore(data, *from, clock, random);
  if (!restored.ok()) return failure(restored.error());
  std::string out = "restored " + std::to_string(restored->events) +
                    " events; a new epoch began, devices offer again what they hold\n";
  if (restored->erased_again > 0)
    out += "erased again: " + std::to_string(restored->erased_again) + " cases\n";
  if (!restored->set_aside.empty())
    out += "the former database is " + restored->set_aside + ": delete it when it is no longer needed\n";
  return said(std::move(out));
}

}  // namespace redress::headoffice
