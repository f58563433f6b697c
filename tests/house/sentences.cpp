#include "tests/house/sentences.h"

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "tests/source_dir.h"

namespace fs = std::filesystem;

namespace redress::house {

namespace {

void read_sentences(const std::string& source, std::set<std::string>& sentences) {
  static const std::regex begin(R"re((?:TEST_CASE|SUBCASE)\(\s*")re"), literal(R"re(^\s*"((?:[^"\\]|\\.)*)")re");
  for (std::sregex_iterator it(source.begin(), source.end(), begin), end; it != end; ++it) {
    auto rest = source.substr(static_cast<std::size_t>(it->position() + it->length() - 1), 2000);
    std::string sentence;
    for (std::smatch part; std::regex_search(rest, part, literal); rest = part.suffix()) sentence += part[1].str();
    sentences.insert(sentence);
  }
}

}  // namespace

std::string text_of(const std::string& path_in_repository) {
  std::stringstream text;
  text << std::ifstream(fs::path(source_dir()) / path_in_repository).rdbuf();
  return text.str();
}

std::set<std::string> all_sentences() {
  std::set<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(source_dir()) / "tests"))
    if (entry.path().extension() == ".cpp") read_sentences(text_of(entry.path().string()), out);
  std::stringstream examples(text_of("tests/policy/worked_cases.txt"));
  for (std::string line; std::getline(examples, line);)
    if (line.starts_with("[")) out.insert(line);
  return out;
}

}  // namespace redress::house
