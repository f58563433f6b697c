// docs/REQUIREMENTS.md: every rule R1–R165 has a row that names what proves it, or says that it is not
// carried and why.
#include <doctest/doctest.h>

#include <map>
#include <regex>
#include <sstream>

#include "tests/house/sentences.h"

using namespace redress;

namespace {

constexpr int kRequirements = 165;

struct Row {
  std::string rule, proof;
};

std::map<int, Row> rows() {
  static const std::regex row(R"re(\| R(\d+) \| (.+?) \| (.+?) \|)re");
  std::map<int, Row> out;
  std::stringstream document(house::text_of("docs/REQUIREMENTS.md"));
  for (std::string line; std::getline(document, line);) {
    std::smatch found;
    if (!std::regex_match(line, found, row)) continue;
    auto number = std::stoi(found[1]);
    CHECK_MESSAGE(out.emplace(number, Row{found[2], found[3]}).second, "R", number, " stands twice");
  }
  return out;
}

}  // namespace

TEST_CASE("Every requirement names the tests that prove it, or says why it is not carried") {
  const std::regex quoted(R"re("([^"]+)")re");
  const auto sentences = house::all_sentences();
  REQUIRE(sentences.size() > 600);
  const auto all = rows();
  std::string open;
  for (int number = 1; number <= kRequirements; ++number) {
    CAPTURE(number);
    auto found = all.find(number);
    REQUIRE(found != all.end());
    const auto& proof = found->second.proof;
    auto sentence = std::sregex_iterator(proof.begin(), proof.end(), quoted);
    bool proved = sentence != std::sregex_iterator();
    for (; sentence != std::sregex_iterator(); ++sentence)
      CHECK_MESSAGE(sentences.contains((*sentence)[1].str()), "R", number, ": no test says \"",
                    (*sentence)[1].str(), '"');
    if (proof.starts_with("open"))
      open += " R" + std::to_string(number);
    else
      CHECK_MESSAGE((proved || proof.starts_with("not carried, because ")), "R", number,
                    " is neither proved nor excused");
  }
  CHECK(all.size() == kRequirements);
  if (!open.empty()) MESSAGE("not proved yet:", open);
}
