// Whether an answer may be read by anyone who has the code: no name, no telephone number, no internal words
// (domain.md section 8, screens-staff 45). It finds and marks; a person decides. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace redress {

enum class AnswerFault { name, phone, internal_word };

struct AnswerFinding {
  AnswerFault fault = AnswerFault::name;
  std::size_t begin = 0, end = 0;  // bytes of the text
  bool operator==(const AnswerFinding&) const = default;
};

// `names`: of the shopper and the staff, whole; a Chinese family name with 先生, 女士 … counts as the name
// too. In the order of the text, at most one finding a place.
std::vector<AnswerFinding> check_answer(std::string_view text, const std::vector<std::string>& names,
                                        const std::vector<std::string>& internal_words);

}  // namespace redress
