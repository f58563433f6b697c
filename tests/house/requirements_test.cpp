// docs/REQUIREMENTS.md: every rule R1–R165 has a row that names what proves it, or says that it is not
// carried and why.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/source_dir.h"

namespace fs = std::filesystem;

namespace {

constexpr int kRequirements = 165;

std::string text_of(const fs::path& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// Sentences of the tests, literals that stand one behind another joined.
void read_sentences(const std::string& source, std::set<std::string>& sentences) {
  static const std::regex begin(R"re((?:TEST_CASE|SUBCASE)\(\s*")re"),
      literal(R"re(^\s*"((?:[^"\\]|\\.)*)")re");
  for (std::sregex_iterator it(source.begin(), source.end(), begin), end; it != end; ++it) {
    auto rest = source.substr(static_cast<std::size_t>(it->position() + it->length() - 1), 2000);
    std::string sentence;
    for (std::smatch part; std::regex_search(rest, part, literal); rest = part.suffix())
      sentence += part[1].str();
    sentences.insert(sentence);
  }
}

// Besides the tests' own sentences: each worked example, by its number and title.
std::set<std::string> all_sentences() {
  std::set<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(source_dir()) / "tests"))
    if (entry.path().extension() == ".cpp") read_sentences(text_of(entry.path()), out);
  std::ifstream examples(fs::path(source_dir()) / "tests/policy/worked_cases.txt");
  for (std::string line; std::getline(examples, line);)
    if (line.starts_with("[")) out.insert(line);
  return out;
}

struct Row {
  std::string rule, proof;
};

std::map<int, Row> rows() {
  static const std::regex row(R"re(\| R(\d+) \| (.+?) \| (.+?) \|)re");
  std::map<int, Row> out;
  std::ifstream document(fs::path(source_dir()) / "docs/REQUIREMENTS.md");
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
  const auto sentences = all_sentences();
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
