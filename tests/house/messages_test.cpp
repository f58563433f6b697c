// Every "key"_msg in the sources is a text of the catalogues, so no screen ever shows a key.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "core/text/catalogue.h"
#include "tests/source_dir.h"

namespace fs = std::filesystem;

TEST_CASE("Every message key that the code names has its text in every language") {
  const std::regex key(R"re("([a-z0-9_.]+)"_msg)re");
  int found = 0;
  for (const char* top : {"core", "sync", "kiosk"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(source_dir()) / top)) {
      if (entry.path().extension() != ".cpp") continue;
      std::stringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      auto source = text.str();
      for (std::sregex_iterator it(source.begin(), source.end(), key), end; it != end; ++it) {
        ++found;
        for (const auto& language : redress::kLanguages) {
          INFO(entry.path().string(), ": ", (*it)[1].str(), " in ", std::string(language.code));
          CHECK(redress::Catalogue::of(language.id).has((*it)[1].str()));
        }
      }
    }
  }
  CHECK(found > 300);
}
