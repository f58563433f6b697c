// import, export, cases, verify, backup
#include "core/store/folder.h"
#include "sync/headoffice/cases/case_export.h"
#include "sync/headoffice/command/command_call.h"
#include "sync/headoffice/record/backup.h"
#include "sync/headoffice/record/exchange_file.h"
#include "sync/headoffice/record/key_file.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/record/verify.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kImport_bytes = std::size_t{1} << 30;

}  // namespace

Outcome import_file(Call& call) {
  auto name = call.arguments.need_word(0, "import: the file");
  if (!name.ok()) return failure(name.error());
  auto bytes = read_file_whole(call.path(*name), kImport_bytes);
  if (!bytes.ok()) return {66, {}, bytes.error().what + "\n"};
  auto imported = import_batches(call.office, *bytes);
  if (!imported.ok()) return {65, {}, "import " + std::string(*name) + ": " + imported.error().what + "; nothing was taken from it\n"};
  Outcome outcome = said(std::to_string(imported->stored) + " of " + std::to_string(imported->batches) +
                         " batches stored, " + std::to_string(imported->events) + " events\n");
  outcome.err = imported->problems;
  outcome.exit_code = imported->stored == imported->batches ? 0 : 65;
  return outcome;
}

Outcome export_file(Call& call) {
  auto name = call.arguments.need_word(0, "export: the file");
  if (!name.ok()) return failure(name.error());
  auto bytes = export_batches(call.office);
  if (!bytes.ok()) return failure(bytes.error());
  auto written = write_file_whole(call.path(*name), *bytes, 0600);
  return written.ok() ? said({}) : Outcome{73, {}, written.error().what + "\n"};
}

Outcome cases(Call& call) {
  auto format = call.arguments.get("format", "csv");
  if (format != "csv" && format != "json") return failure(invalid("--format: must be csv or json"));
  CaseFilter filter;
  filter.mall = call.arguments.get("mall");
  filter.order = CaseOrderBy::oldest;
  auto text =
      export_cases(call.office, filter, console(), format == "csv" ? ExportFormat::csv : ExportFormat::json);
  return text.ok() ? said(std::move(*text)) : failure(text.error());
}

Outcome verify_all(Call& call) {
  auto reader = call.office.store().read();
  if (!reader.ok()) return failure(reader.error());
  if (auto view = (*reader)->script("BEGIN"); !view.ok())
    return failure(view.error());  // one moment, while others write
  auto result = verify_record(**reader);
  (void)(*reader)->script("ROLLBACK");
  if (!result.ok()) return failure(result.error());
  std::string out;
  for (const auto& problem : result->problems) out += "FAILED " + problem + "\n";
  auto line = Json::object();
  line.set("events", result->events)
      .set("refused", result->refused)
      .set("cases", result->cases)
      .set("batches", result->batches)
      .set("sealed", result->sealed)
      .set("sealed_missing", result->sealed_missing)
      .set("unproven", result->unproven)
      .set("problems", result->problems.size());
  if (call.arguments.has("json"))
    out = line.dump() + "\n";
  else
    out += "events " + std::to_string(result->events) + ", refused " + std::to_string(result->refused) +
           ", cases " + std::to_string(result->cases) + ", batches " + std::to_string(result->batches) +
           ", sealed parts " + std::to_string(result->sealed) + ", not proven by their author yet " +
           std::to_string(result->unproven) + ", problems " + std::to_string(result->problems.size()) + "\n";
  Outcome outcome = said(std::move(out));
  outcome.exit_code = result->problems.empty() ? 0 : 1;
  return outcome;
}

Outcome backup_file(Call& call) {
  auto to = call.arguments.need("out");
  if (!to.ok()) return failure(to.error());
  auto done = back_up(call.office, call.path(*to));
  if (!done.ok()) return Outcome{73, {}, done.error().what + "\n"};
  return said("the copy holds no keys: keep one copy of " + call.office.store().file(kKey_file) +
              " apart from it; without the key file a copy opens nothing\n");
}

}  // namespace redress::headoffice
