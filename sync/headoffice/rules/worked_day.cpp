#include "sync/headoffice/rules/worked_day.h"

#include <algorithm>
#include <array>
#include <string>

namespace redress::headoffice {

namespace {

// As `words_of` writes them: a space at an edge is the edge of a word.
constexpr std::array<std::string_view, 11> kWorked{"上班",       "补班",      "補班",         "调班",
                                                   "調班",       " 班 ",      " working day", " workday",
                                                   " work day ", " make up ", " makeup "};
// What holds one of the above and says the opposite: taken out first.
constexpr std::array<std::string_view, 14> kFree{"不上班",           "不用上班",           "不必上班",
                                                 "无需上班",         "無需上班",           "无须上班",
                                                 "無須上班",         " nonworking day",    " non working day",
                                                 " non workday",     " not a working day", " no working day",
                                                 " make up holiday", " make up day off"};
constexpr std::array<std::string_view, 11> kMarks{"（", "）", "【", "】", "［", "］",
                                                  "〔", "〕", "·",  "、", "："};

std::string with_spaces_for(std::string_view text, std::string_view what) {
  std::string out;
  for (auto at = text.find(what); at != text.npos; at = text.find(what)) {
    out.append(text.substr(0, at)).append(" ");
    text.remove_prefix(at + what.size());
  }
  return out.append(text);
}

std::string lower(std::string_view name) {
  std::string text(name);
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool of_word(char c) {
  return (c & 0x80) != 0 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

// One space between words and at both ends.
std::string words_of(std::string text) {
  for (auto mark : kMarks) text = with_spaces_for(text, mark);
  std::string out = " ";
  for (char c : text)
    if (of_word(c))
      out += c;
    else if (out.back() != ' ')
      out += ' ';
  if (out.back() != ' ') out += ' ';
  return out;
}

}  // namespace

bool names_worked_day(std::string_view name) {
  auto text = lower(name);
  if (text.find("(work)") != text.npos) return true;
  auto words = words_of(std::move(text));
  for (auto phrase : kFree) words = with_spaces_for(words, phrase);
  return std::any_of(kWorked.begin(), kWorked.end(),
                     [&](auto phrase) { return words.find(phrase) != words.npos; });
}

}  // namespace redress::headoffice
