// Search over what people typed: single characters and pairs of neighbours, as keyed hashes (decision 16:
// FTS5 keeps erased text in its file; a trigram index finds no two-character word). Recall is complete for
// words of 1, 2, 3 and more characters; hits of three and more are checked against the opened text.
//
// The index runs behind the record, on its own thread, and yields while devices upload.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/store/database.h"

namespace redress::headoffice {

class Office;

// Text as it is compared: ASCII letters small, full-width forms as ASCII, white space as one space.
std::u32string folded(std::string_view text);
// Every text in the object, without "contact".
std::vector<std::u32string> texts_of(const Json& typed);

// Indexes events after the last one done, at most `most`; gives how many were looked at (0: all done).
Result<int> index_some(Office& office, int most);
// Takes the words of `typed` out of the index for this case.
Status forget_words(Office& office, Database& db, std::int64_t case_n, const Json& typed);

// Key (n) of cases that may match every word of `words`, newest first; exact for words of one or two
// characters. Empty optional: no usable word.
struct Found {
  std::vector<std::int64_t> cases;
  bool certain = true;  // false: open the text and check with matches()
};
Result<Found> find_words(Office& office, Database& db, std::string_view words);
// Does the case's text hold every word?
Result<bool> matches(Office& office, Database& db, std::int64_t case_n, std::string_view words);

}  // namespace redress::headoffice
