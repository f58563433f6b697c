// The house's arrows (docs/ARCHITECTURE.md): which folder may include which. A wrong include fails here even where
// it would link.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/source_dir.h"

namespace fs = std::filesystem;

namespace {

// What head office's folders may use of the core, and `more`.
std::set<std::string> with_core(std::set<std::string> more) {
  more.insert({"core/base", "core/env", "core/text", "core/seal", "core/model", "core/policy", "core/report", "core/store", "assets"});
  return more;
}

// Folder → project folders it may include, besides itself.
const std::map<std::string, std::set<std::string>> kAllowed = {
    {"core/base", {}},
    {"core/env", {"core/base"}},
    {"core/text", {"core/base", "core/env", "assets"}},
    {"core/seal", {"core/base", "core/env", "core/text"}},
    {"core/model", {"core/base", "core/env", "core/text", "core/seal"}},
    {"core/policy", {"core/base", "core/env", "core/text", "core/seal", "core/model", "assets"}},
    {"core/report", {"core/base", "core/env", "core/text", "core/model", "core/policy"}},
    {"core/store", {"core/base", "core/env", "core/text", "core/seal", "core/model", "core/policy"}},
    {"sync/wire", {"core/base", "core/env", "core/text", "core/seal", "core/model", "core/policy", "assets"}},
    {"sync/uplink", {"core/base", "core/env", "core/text", "core/seal", "core/model", "core/policy", "core/store", "sync/wire"}},
    {"sync/headoffice", with_core({"sync/wire", "sync/headoffice/http", "sync/headoffice/record", "sync/headoffice/cases", "sync/headoffice/people", "sync/headoffice/report", "sync/headoffice/command"})},
    {"sync/headoffice/http", {"core/base", "core/env", "core/text"}},
    {"sync/headoffice/record", with_core({"sync/wire", "sync/headoffice/report", "sync/headoffice/http", "sync/headoffice/cases", "sync/headoffice/people", "sync/headoffice/rules"})},
    {"sync/headoffice/cases", with_core({"sync/wire", "sync/headoffice/record", "sync/headoffice/people", "sync/headoffice/rules", "sync/headoffice/report"})},
    {"sync/headoffice/people", with_core({"sync/headoffice/http", "sync/headoffice/record"})},
    {"sync/headoffice/rules", with_core({"sync/wire", "sync/headoffice/record", "sync/headoffice/cases", "sync/headoffice/people"})},
    {"sync/headoffice/report", with_core({"sync/headoffice/record", "sync/headoffice/cases", "sync/headoffice/people", "sync/headoffice/rules"})},
    {"sync/headoffice/command", with_core({"sync/wire", "sync/headoffice", "sync/headoffice/record", "sync/headoffice/cases", "sync/headoffice/people", "sync/headoffice/rules", "sync/headoffice/report"})},
    {"sync/headoffice/pages", with_core({"sync/wire", "sync/headoffice", "sync/headoffice/http", "sync/headoffice/record", "sync/headoffice/cases", "sync/headoffice/people", "sync/headoffice/rules", "sync/headoffice/report", "sync/headoffice/command"})},
    {"platform", {"core/base", "core/env"}},
    {"kiosk/type", {"core/base", "core/env", "core/text"}},
    {"kiosk/ui", {"core/base", "core/env", "core/text", "kiosk/type"}},
    {"kiosk/receipt", {"core/base", "core/env", "core/text", "kiosk/type", "core/policy"}},
    {"kiosk/app", {"core/base", "core/env", "core/text", "core/seal", "core/model", "core/policy", "core/store", "sync/wire", "sync/uplink", "kiosk/type", "kiosk/ui", "kiosk/receipt", "assets"}},
    {"kiosk/scenes", {"core/base", "core/env", "core/text", "core/model", "core/policy", "kiosk/type", "kiosk/ui", "kiosk/receipt", "kiosk/app"}},
};

// Third-party headers and the one folder of each (exceptions: decision 30).
const std::map<std::string, std::set<std::string>> kThirdParty = {
    {"<sqlite3.h>", {"core/store", "sync/headoffice/record"}}, {"<sodium.h>", {"core/seal"}},        {"<curl/curl.h>", {"platform"}},
    {"<microhttpd.h>", {"sync/headoffice/http"}}, {"<SDL.h>", {"platform"}},        {"<SDL2/SDL.h>", {"platform"}},
    {"<imgui.h>", {"kiosk/ui"}},         {"<qrencode.h>", {"kiosk/receipt"}},  {"<zstd.h>", {"core/base"}},
    {"<simdjson.h>", {"core/base"}},     {"<rime_api.h>", {"platform"}},       {"<toml++/toml.h>", {"kiosk/app"}},
    {"<utf8proc.h>", {"core/base"}},     {"<xlsxwriter.h>", {"sync/headoffice/report"}},
    {"<ranges>", {}},  // the fuzz targets are built by clang 14, which cannot read it as g++ 12 ships it
};

std::string folder_of(const std::string& path) {
  std::string best;
  for (const auto& [folder, allowed] : kAllowed)
    if (path.rfind(folder + "/", 0) == 0 && folder.size() > best.size()) best = folder;
  if (best.empty() && path.rfind("assets/", 0) == 0) best = "assets";
  return best;
}

}  // namespace

TEST_CASE("Every include follows the arrows of the house") {
  const fs::path root = source_dir();
  int files = 0;
  for (const char* top : {"core", "sync", "platform", "kiosk"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      auto extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      auto path = fs::relative(entry.path(), root).string();
      auto folder = folder_of(path);
      // Only the top files of the two programs see everything.
      if (folder.empty() || path == "sync/headoffice/main.cpp") continue;
      ++files;
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) {
        if (line.rfind("#include ", 0) != 0) continue;
        auto target = line.substr(9, line.find_last_of(">\"") - 8);
        INFO(path, " includes ", target);
        if (target[0] == '"') {
          auto other = folder_of(target.substr(1));
          bool fine = other == folder || kAllowed.at(folder).count(other) > 0;
          CHECK(fine);
        } else if (auto row = kThirdParty.find(target); row != kThirdParty.end()) {
          CHECK(row->second.count(folder) == 1);
        }
      }
    }
  }
  CHECK(files > 200);
}

TEST_CASE("A scene never includes a scene of another audience") {
  const fs::path root = source_dir();
  for (const auto& entry : fs::recursive_directory_iterator(root / "kiosk/scenes")) {
    if (!entry.is_regular_file()) continue;
    auto path = fs::relative(entry.path(), root).string();
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      auto at = line.find("\"kiosk/scenes/");
      if (line.rfind("#include", 0) != 0 || at == std::string::npos) continue;
      auto target = line.substr(at + 14);
      auto audience = target.substr(0, target.find('/'));
      INFO(path, ": ", line);
      bool table = target.rfind("scene_table.h", 0) == 0;
      bool same = path.find("kiosk/scenes/" + audience + "/") == 0;
      CHECK((table || same));
    }
  }
}

// Canvas::Scope scales a widget's rectangle itself; twice scaled, a target lies where nobody touches it on every
// screen but the one of the mockups.
TEST_CASE("A scene speaks in design pixels only") {
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(source_dir()) / "kiosk/scenes")) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      INFO(entry.path().string(), ": ", line);
      CHECK(line.find("to_px(") == std::string::npos);
    }
  }
}

// ImGui softens edges with the processor's estimate of a reciprocal root: pixels would depend on the machine
// (kiosk/ui/smooth_shapes.h).
TEST_CASE("No picture has soft edges of ImGui's, which differ from processor to processor") {
  const std::vector<std::string> soft = {"AddPolyline(", "AddConvexPolyFilled(", "AddCircle", "AddLine(", "AddRect(",
                                         "PathStroke(", "PathFillConvex("};
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(source_dir()) / "kiosk")) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      INFO(entry.path().string(), ": ", line);
      for (const auto& call : soft) CHECK(line.find(call) == std::string::npos);
    }
  }
}
