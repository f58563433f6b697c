#include "kiosk/app/commands.h"

#include <filesystem>
#include <iostream>
#include <string>

#include "core/base/shown.h"
#include "core/base/utf8.h"
#include "kiosk/app/config_files.h"
#include "kiosk/app/exit_code.h"
#include "kiosk/app/seat.h"

namespace redress {

namespace {

std::string data_folder(const Machine& machine, const Arguments& arguments) {
  return arguments.get("--data", machine.config.data_folder);
}

int fail(const Error& error) {
  std::cerr << "redress-kiosk: " << shown(error.what) << "\n";
  return exit_code(error);
}

// Who may begin a device where there is none. Everything else would take a mistyped folder for an empty one.
enum class Folder { known, may_begin };

bool holds_device(const std::string& folder) {
  std::error_code unknown;
  return std::filesystem::exists(folder + "/device.key", unknown) || std::filesystem::exists(folder + "/device.db", unknown);
}

int no_device(const std::string& folder) {
  std::cerr << "redress-kiosk: there is no device in " << shown(folder)
            << ": check --data, or [storage] data_folder; a new device begins with redress-kiosk init, enrol or run\n";
  return kExit_config;
}

Json request(std::string_view what) { return Json::object().set("do", what); }

// Prints a reply as words or JSON; returns the exit code that it carries.
int report(const Json& reply, bool json) {
  if (json) {
    std::cout << reply.dump() << "\n" << std::flush;
  } else {
    for (const auto& line : reply["lines"].items()) std::cout << shown(line.string()) << "\n";
    if (reply.has("out")) std::cout << shown(reply["out"].string()) << "\n";
    std::cout << std::flush;
  }
  if (reply.has("error")) std::cerr << "redress-kiosk: " << shown(reply["error"].string()) << "\n";
  return static_cast<int>(reply["exit"].integer());
}

// One request for the whole command.
int ask_once(Machine& machine, const Arguments& arguments, Json question, Folder wanted = Folder::known) {
  const auto folder = data_folder(machine, arguments);
  if (wanted == Folder::known && !holds_device(folder)) return no_device(folder);
  auto seat = Seat::take(machine, folder);
  if (!seat.ok()) return fail(seat.error());
  auto reply = (*seat)->ask(question);
  if (!reply.ok()) return fail(reply.error());
  return report(*reply, arguments.has("--json"));
}

// One request a line of stdin; the answer is flushed before the next line is read. A line that is cut off
// at the end of the input counts as a line.
int ask_each_line(Machine& machine, const Arguments& arguments, std::string_view what) {
  const auto folder = data_folder(machine, arguments);
  if (!holds_device(folder)) return no_device(folder);
  auto seat = Seat::take(machine, folder);
  if (!seat.ok()) return fail(seat.error());
  std::ios::sync_with_stdio(false);  // or each character of a line is fetched by a call of its own
  int worst = kExit_ok;
  std::string line;
  for (std::int64_t number = 1; std::getline(std::cin, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) continue;
    auto question = request(what);
    question.set("number", number);
    // JSON cannot carry it, so it is only told of.
    if (is_valid_utf8(line)) question.set("line", line);
    else question.set("not_utf8", true);
    auto reply = (*seat)->ask(question);
    if (!reply.ok()) return fail(reply.error());
    int code = report(*reply, arguments.has("--json"));
    if (code == kExit_config || code == kExit_io || code == kExit_later) return code;
    if (code != kExit_ok) worst = code;
    (*seat)->rest();
  }
  return worst;
}

int capture(Machine& machine, const Arguments& arguments) { return ask_each_line(machine, arguments, "capture"); }
int scan(Machine& machine, const Arguments& arguments) { return ask_each_line(machine, arguments, "scan"); }
int act(Machine& machine, const Arguments& arguments) { return ask_each_line(machine, arguments, "act"); }
int find(Machine& machine, const Arguments& arguments) { return ask_each_line(machine, arguments, "find"); }
int verify(Machine& machine, const Arguments& arguments) { return ask_once(machine, arguments, request("verify")); }
int doctor(Machine& machine, const Arguments& arguments) {
  auto question = request("doctor");
  if (machine.config_named) question.set("config", config_as_toml(machine.config));
  return ask_once(machine, arguments, std::move(question));
}
int status(Machine& machine, const Arguments& arguments) {
  return ask_once(machine, arguments, request("status").set("words", !arguments.has("--json")));
}

int usage(std::string_view what) {
  std::cerr << "redress-kiosk: " << what << "; see docs/CLI.md\n";
  return kExit_usage;
}

int sync(Machine& machine, const Arguments& arguments) {
  if (!arguments.has("--once")) return usage("sync needs --once; run syncs by itself");
  return ask_once(machine, arguments, request("sync"));
}

int init(Machine& machine, const Arguments& arguments) {
  auto question = request("init");
  if (arguments.has("--bundle")) question.set("bundle", arguments.get("--bundle"));
  return ask_once(machine, arguments, question, Folder::may_begin);
}

int enrol(Machine& machine, const Arguments& arguments) {
  const auto url = arguments.get("--url", machine.config.head_office_url);
  if (url.empty() || !arguments.has("--code")) return usage("enrol needs --url U (or [head_office] url) and --code C");
  return ask_once(machine, arguments, request("enrol").set("url", url).set("code", arguments.get("--code")),
                  Folder::may_begin);
}

int receipt(Machine& machine, const Arguments& arguments) {
  if (!arguments.has("--case") || !arguments.has("--out")) return usage("receipt needs --case CODE and --out F");
  auto question = request("receipt");
  for (auto key : {"case", "width", "format", "out", "language", "copy"})
    if (arguments.has("--" + std::string(key))) question.set(key, arguments.get("--" + std::string(key)));
  return ask_once(machine, arguments, question);
}

int backup(Machine& machine, const Arguments& arguments) {
  if (!arguments.has("--out")) return usage("backup needs --out F");
  return ask_once(machine, arguments, request("backup").set("out", arguments.get("--out")));
}

int file_command(Machine& machine, const Arguments& arguments, std::string_view what) {
  if (arguments.files.size() != 1) return usage(std::string(what) + " needs one file");
  return ask_once(machine, arguments, request(what).set("file", arguments.files[0]));
}
int export_file(Machine& machine, const Arguments& arguments) { return file_command(machine, arguments, "export"); }
int import_file(Machine& machine, const Arguments& arguments) { return file_command(machine, arguments, "import"); }

constexpr OptionRow kCommon[] = {{"--data", "DIR", "data folder"}, {"--json", "", "JSON instead of words"}};
constexpr OptionRow kInit[] = {{"--data", "DIR", "data folder"}, {"--json", "", ""}, {"--bundle", "FILE", "enrolment bundle"}};
constexpr OptionRow kEnrol[] = {{"--data", "DIR", ""}, {"--json", "", ""}, {"--url", "URL", "head office"}, {"--code", "CODE", "one-time code"}};
constexpr OptionRow kSync[] = {{"--data", "DIR", ""}, {"--json", "", ""}, {"--once", "", "one push and pull"}};
constexpr OptionRow kReceipt[] = {{"--data", "DIR", ""},  {"--json", "", ""},      {"--case", "CODE", ""},    {"--width", "58|80", ""},
                                  {"--format", "png|escpos", ""}, {"--out", "FILE", ""}, {"--language", "zh-Hans|zh-Hant|en", ""}, {"--copy", "N", ""}};
constexpr OptionRow kBackup[] = {{"--data", "DIR", ""}, {"--json", "", ""}, {"--out", "FILE", ""}};

constexpr CommandRow kCommands[] = {
    {"init", kInit, init, "make keys and store; with --bundle provision without a network"},
    {"enrol", kEnrol, enrol, "ask head office to take this device in"},
    {"capture", kCommon, capture, "one intake JSON a line -> ACK or REJECT"},
    {"scan", kCommon, scan, "one scanned string a line -> CASE, UNKNOWN or INVALID"},
    {"act", kCommon, act, "one action JSON a line -> ACK or REFUSED"},
    {"find", kCommon, find, "one question by phone a line -> FOUND or REFUSED (lost receipts, at a counter)"},
    {"receipt", kReceipt, receipt, "write the receipt of a case"},
    {"sync", kSync, sync, "push and pull once"},
    {"export", kCommon, export_file, "write a .redress file for a stick", true},
    {"import", kCommon, import_file, "take in a .redress file", true},
    {"verify", kCommon, verify, "check every event"},
    {"backup", kBackup, backup, "copy the database whole"},
    {"doctor", kCommon, doctor, "say what a technician should know"},
    {"status", kCommon, status, "identity, queue and last sync"},
};

}  // namespace

std::span<const CommandRow> headless_commands() { return kCommands; }

}  // namespace redress
