// verify-pack: without a data folder
#include "core/store/folder.h"
#include "sync/headoffice/cases/case_export.h"
#include "sync/headoffice/cases/pack.h"
#include "sync/headoffice/command/command_call.h"

namespace redress::headoffice {

Outcome run_verify_pack(const std::vector<std::string>& words) {
  if (words.size() != 1) return failure(invalid("verify-pack: the file is missing"));
  auto bytes = read_file_whole(words[0], 256u << 20);
  if (!bytes.ok()) return {66, {}, bytes.error().what + "\n"};
  auto report = verify_pack(as_text(*bytes));
  if (!report.ok()) return {1, {}, report.error().what + "\n"};
  std::string out;
  for (const auto& problem : report->problems) out += "CHANGED " + problem + "\n";
  if (!report->fingerprint.empty())
    out += "case " + report->code + ", made " + iso_time(report->made_at) + ", events " +
           std::to_string(report->events) + ", signed by their device too " + std::to_string(report->proven) +
           ", texts " + std::to_string(report->texts) + "\nkey " + report->fingerprint +
           "  compare it with the one head office gives you\n";
  return {report->problems.empty() ? 0 : 1, std::move(out), {}};
}

}  // namespace redress::headoffice
