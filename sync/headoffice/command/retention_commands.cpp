// retention
#include "sync/headoffice/cases/case_export.h"
#include "sync/headoffice/cases/retention.h"
#include "sync/headoffice/command/command_call.h"

namespace redress::headoffice {

namespace {

std::string line_of(const DueCase& one, bool json) {
  const auto scope = kErasure_scopes.name(one.due.scope);
  const std::string_view done = one.held ? "held" : "due";
  if (json)
    return Json::object()
               .set("code", to_compact(one.code))
               .set("mall", one.mall)
               .set("scope", scope)
               .set("closed_at", iso_time(one.closed_at))
               .set("due_at", iso_time(one.due.since))
               .set("important", one.important)
               .set("held", one.held)
               .dump() +
           "\n";
  return to_grouped(one.code) + " " + one.mall + " " + std::string(scope) + " " + std::string(done) +
         " since " + iso_time(one.due.since) + ", closed " + iso_time(one.closed_at) +
         (one.important ? ", important" : "") + "\n";
}

}  // namespace

Outcome retention(Call& call) {
  const bool json = call.arguments.has("json");
  const RetentionOrder order{call.arguments.has("dry-run"), call.arguments.has("clock-checked")};
  std::string out;
  const auto run = run_retention(call.office, order, [&](const DueCase& one) { out += line_of(one, json); });
  if (!run.ok()) return failure(run.error());
  if (json)
    out += Json::object()
               .set("contacts", run->contacts)
               .set("cases", run->cases)
               .set("held", run->held)
               .set("dry_run", order.dry_run)
               .dump() +
           "\n";
  else
    out += std::string(order.dry_run ? "would erase" : "erased") + " " + std::to_string(run->contacts) +
           " contacts, " + std::to_string(run->cases) + " cases; on hold " + std::to_string(run->held) + "\n";
  return said(std::move(out));
}

}  // namespace redress::headoffice
