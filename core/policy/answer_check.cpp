#include "core/policy/answer_check.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace redress {

namespace {

constexpr std::size_t kLeast_phone_digits = 7, kMost_gap = 1;
constexpr std::string_view kTitles[] = {"先生", "女士", "小姐", "太太", "师傅", "師傅"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
  return out;
}

// Latin words count only whole: "Li" is not in "little".
bool whole(std::string_view text, std::size_t begin, std::size_t end) {
  const bool open = begin > 0 && is_letter(text[begin]) && is_letter(text[begin - 1]);
  const bool close = end < text.size() && is_letter(text[end - 1]) && is_letter(text[end]);
  return !open && !close;
}

class AnswerCheck {
 public:
  explicit AnswerCheck(std::string_view text) : text_(lower(text)) {}

  void word(std::string_view words, AnswerFault fault) {
    const auto wanted = lower(words);
    if (wanted.empty()) return;
    for (auto at = text_.find(wanted); at != std::string::npos; at = text_.find(wanted, at + 1))
      if (whole(text_, at, at + wanted.size())) found_.push_back({fault, at, at + wanted.size()});
  }

  // 陈晓梅, and 陈女士.
  void name(std::string_view name) {
    if (count_code_points(name) >= 2) word(name, AnswerFault::name);
    std::size_t at = 0;
    if (name.empty() || next_code_point(name, at) < 0x3400) return;
    for (auto title : kTitles) word(std::string(name.substr(0, at)) + std::string(title), AnswerFault::name);
  }

  // Seven digits and more, single spaces, dots or hyphens between them: 138 0000 1234, 0755-1234567.
  void phones() {
    for (std::size_t at = 0; at < text_.size(); ++at) {
      if (!is_digit(text_[at])) continue;
      std::size_t end = at, digits = 0, gap = 0;
      for (std::size_t i = at; i < text_.size(); ++i) {
        if (is_digit(text_[i])) {
          ++digits;
          gap = 0;
          end = i + 1;
        } else if (++gap > kMost_gap || std::string_view(" -.").find(text_[i]) == std::string_view::npos) {
          break;
        }
      }
      if (digits >= kLeast_phone_digits && !is_date(at, end)) found_.push_back({AnswerFault::phone, at, end});
      at = end;
    }
  }

  std::vector<AnswerFinding> take() {
    std::sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    std::vector<AnswerFinding> out;
    for (const auto& one : found_)
      if (out.empty() || one.begin >= out.back().end) out.push_back(one);
    return out;
  }

 private:
  // 2026-03-20 has eight digits and calls nobody.
  bool is_date(std::size_t begin, std::size_t end) const {
    const std::string_view run = std::string_view(text_).substr(begin, end - begin);
    return run.size() == 10 && run.substr(0, 2) == "20" && run[4] == run[7] && !is_digit(run[4]);
  }

  std::string text_;
  std::vector<AnswerFinding> found_;
};

}  // namespace

std::vector<AnswerFinding> check_answer(std::string_view text, const std::vector<std::string>& names,
                                        const std::vector<std::string>& internal_words) {
  AnswerCheck check(text);
  for (const auto& name : names) check.name(name);
  for (const auto& word : internal_words) check.word(word, AnswerFault::internal_word);
  check.phones();
  return check.take();
}

}  // namespace redress
