// docs/PROMISES.md: every promise names tests and programs that exist.
#include <doctest/doctest.h>

#include <filesystem>
#include <regex>
#include <sstream>

#include "tests/house/sentences.h"
#include "tests/source_dir.h"

using namespace redress;

TEST_CASE("Every promise names tests and programs that exist") {
  const std::regex row(R"re(\| (.+?) \| (.+?) \| (.+) \|)re"), quoted(R"re("([^"]+)")re"), program(R"re(`(tests/[^`]+)`)re");
  const auto sentences = house::all_sentences();
  int promises = 0;
  std::stringstream document(house::text_of("docs/PROMISES.md"));
  for (std::string line; std::getline(document, line);) {
    std::smatch cells;
    if (!std::regex_match(line, cells, row) || cells[1] == "Promise") continue;
    ++promises;
    const auto proof = cells[3].str();
    CAPTURE(cells[1].str());
    CHECK(std::regex_search(proof, std::regex("[\"`]")));
    for (std::sregex_iterator it(proof.begin(), proof.end(), quoted), end; it != end; ++it)
      CHECK_MESSAGE(sentences.contains((*it)[1].str()), "no test says \"", (*it)[1].str(), '"');
    for (std::sregex_iterator it(proof.begin(), proof.end(), program), end; it != end; ++it)
      CHECK_MESSAGE(std::filesystem::exists(std::filesystem::path(source_dir()) / (*it)[1].str()), (*it)[1].str(), " is not there");
  }
  CHECK(promises > 20);
}
