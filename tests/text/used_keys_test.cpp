#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "core/text/catalogue.h"
#include "tests/source_dir.h"

using namespace redress;

TEST_CASE("every message key written in the sources has a text") {
  const std::regex literal("\"([^\"\\s]+)\"_msg");
  const auto& words = Catalogue::of(Language::zh_hans);
  int found = 0;
  for (const char* root : {"core", "kiosk", "sync", "platform"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(source_dir()) / root)) {
      auto extension = entry.path().extension();
      if (extension != ".cpp" && extension != ".h") continue;
      std::ifstream in(entry.path());
      std::string text((std::istreambuf_iterator<char>(in)), {});
      for (std::sregex_iterator at(text.begin(), text.end(), literal), end; at != end; ++at, ++found)
        CHECK_MESSAGE(words.has((*at)[1].str()), entry.path().filename() << " uses " << (*at)[1].str());
    }
  CHECK(found > 50);
}
