// Sentences of the tests, for documents that name them as proof.
#pragma once

#include <set>
#include <string>

namespace redress::house {

// Of every TEST_CASE and SUBCASE, literals that stand one behind another joined; and of each worked example the line with
// its number and title.
std::set<std::string> all_sentences();

std::string text_of(const std::string& path_in_repository);

}  // namespace redress::house
