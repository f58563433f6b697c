#include "sync/headoffice/cases/search.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/utf8.h"
#include "core/seal/hash.h"
#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/record/erasure.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kWord_characters = 40, kWords = 8;

char32_t fold(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width forms
  if (c == 0x3000 || c == '\n' || c == '\t' || c == '\r') return ' ';
  return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

std::int64_t gram(const Keys& keys, char32_t first, char32_t second) {
  std::uint8_t pair[8];
  for (int i = 0; i < 4; ++i) {
    pair[i] = static_cast<std::uint8_t>(first >> (8 * i));
    pair[4 + i] = static_cast<std::uint8_t>(second >> (8 * i));
  }
  auto full = keyed_hash(keys.search, {pair});
  std::uint64_t out = 0;
  for (int i = 0; i < 8; ++i) out |= static_cast<std::uint64_t>(full[static_cast<std::size_t>(i)]) << (8 * i);
  return static_cast<std::int64_t>(out);
}

using Grams = std::set<std::int64_t>;

void add_grams(const Keys& keys, const std::u32string& text, Grams& out) {
  std::set<std::pair<char32_t, char32_t>> pairs;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ') continue;
    pairs.insert({text[i], 0});
    if (i + 1 < text.size() && text[i + 1] != ' ') pairs.insert({text[i], text[i + 1]});
  }
  for (auto [first, second] : pairs) out.insert(gram(keys, first, second));
}

std::vector<std::u32string> split_words(std::string_view words) {
  std::vector<std::u32string> out;
  std::u32string word;
  for (char32_t c : folded(words) + U" ") {
    if (c != ' ') {
      if (word.size() < kWord_characters) word += c;
    } else if (!word.empty()) {
      if (out.size() < kWords) out.push_back(std::move(word));
      word.clear();
    }
  }
  return out;
}

void collect(const Json& value, std::vector<std::u32string>& out) {
  if (value.is_string()) out.push_back(folded(value.string()));
  for (const auto& item : value.items()) collect(item, out);
  for (const auto& [key, member] : value.members())
    if (key != "contact") collect(member, out);
}

// Answers are clear text in the body; everything else that was typed is sealed.
bool has_clear_text(std::string_view kind) {
  return kind == "replied" || kind == "fed_back";
}

std::vector<std::u32string> event_texts(Office& office, Database& db, std::int64_t n, const Event& event) {
  if (has_clear_text(event.kind)) return {folded(event.body["text"].string())};
  if (!event.sealed) return {};
  auto typed = open_typed(office, db, n, event);
  return typed.ok() ? texts_of(*typed) : std::vector<std::u32string>();
}

struct Entry {
  std::int64_t gram, n;
  auto operator<=>(const Entry&) const = default;
};

constexpr std::string_view kNext =
    "SELECT e.n, e.bytes, (SELECT min(f.n) FROM event f WHERE f.code = e.code AND f.verdict < 2) FROM event e"
    " WHERE e.n > ? AND e.n <= ? AND e.verdict < 2 AND e.code IS NOT NULL ORDER BY e.n";

constexpr std::string_view kIs_erased =
    "SELECT EXISTS(SELECT 1 FROM erasure WHERE code = (SELECT code FROM event WHERE n = ?) AND scope = 'all')";

}  // namespace

std::u32string folded(std::string_view text) {
  auto out = to_utf32(text);
  for (auto& c : out) c = fold(c);
  return out;
}

std::vector<std::u32string> texts_of(const Json& typed) {
  std::vector<std::u32string> out;
  collect(typed, out);
  return out;
}

Result<int> index_some(Office& office, int most) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY_ASSIGN(auto done, reader->integer(0, "SELECT value FROM setting WHERE key = 'indexed_n'"));
  REDRESS_TRY_ASSIGN(auto newest, reader->integer(0, "SELECT max(n) FROM event"));
  if (done >= newest) return 0;
  auto until = std::min<std::int64_t>(newest, done + most);
  std::vector<Entry> entries;
  auto row = reader->query(kNext, done, until);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) break;
    auto event = parse_event(as_text(row.blob(1)));
    if (!event.ok()) continue;
    Grams grams;
    for (const auto& text : event_texts(office, *reader, row.integer(0), *event))
      add_grams(office.keys(), text, grams);
    for (auto g : grams) entries.push_back({g, row.integer(2)});
  }
  std::sort(entries.begin(), entries.end());
  auto kept = office.store().write([&](Database& db) -> Status {
    // An erasure since the reading has removed the text; its entries must not come back.
    std::map<std::int64_t, bool> erased;
    for (const auto& entry : entries) erased.try_emplace(entry.n, false);
    for (auto& [n, gone] : erased) {
      REDRESS_TRY_ASSIGN(const auto found, db.integer(0, kIs_erased, n));
      gone = found != 0;
    }
    auto insert = db.query("INSERT OR IGNORE INTO gram(gram, n) VALUES(?, ?)");
    for (const auto& entry : entries) {
      if (erased.at(entry.n)) continue;
      insert.reset();
      insert.bind_all(entry.gram, entry.n);
      REDRESS_TRY(insert.run());
    }
    return db.run(
        "INSERT INTO setting(key, value) VALUES('indexed_n', ?1) ON CONFLICT(key) DO UPDATE SET value = ?1",
        until);
  });
  if (!kept.ok()) return kept.error();
  office.counters().indexed = until;
  return static_cast<int>(until - done);
}

Status forget_words(Office& office, Database& db, std::int64_t case_n, const Json& typed) {
  Grams grams;
  for (const auto& text : texts_of(typed)) add_grams(office.keys(), text, grams);
  for (auto g : grams) REDRESS_TRY(db.run("DELETE FROM gram WHERE gram = ? AND n = ?", g, case_n));
  return {};
}

Result<Found> find_words(Office& office, Database& db, std::string_view words) {
  Found out;
  Grams grams;
  for (const auto& word : split_words(words)) {
    if (word.size() > 2) out.certain = false;
    if (word.size() == 1) grams.insert(gram(office.keys(), word[0], 0));
    for (std::size_t i = 0; i + 1 < word.size(); ++i) grams.insert(gram(office.keys(), word[i], word[i + 1]));
  }
  if (grams.empty()) return out;
  // Starts with the list that is shortest.
  std::vector<std::pair<std::int64_t, std::int64_t>> by_length;
  for (auto g : grams) {
    REDRESS_TRY_ASSIGN(
        auto length,
        db.integer(0, "SELECT count(*) FROM (SELECT 1 FROM gram WHERE gram = ? LIMIT 20000)", g));
    by_length.emplace_back(length, g);
  }
  std::sort(by_length.begin(), by_length.end());
  auto row = db.query("SELECT n FROM gram WHERE gram = ? ORDER BY n DESC", by_length.front().second);
  auto has = db.query("SELECT 1 FROM gram WHERE gram = ? AND n = ?");
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    auto n = row.integer(0);
    bool all = true;
    for (std::size_t i = 1; all && i < by_length.size(); ++i) {
      has.reset();
      has.bind_all(by_length[i].second, n);
      REDRESS_TRY_ASSIGN(all, has.step());
    }
    if (all) out.cases.push_back(n);
  }
}

Result<bool> matches(Office& office, Database& db, std::int64_t case_n, std::string_view words) {
  REDRESS_TRY_ASSIGN(auto code, db.integer(0, "SELECT code FROM case_row WHERE n = ?", case_n));
  REDRESS_TRY_ASSIGN(auto record, load_case(db, CaseCode{static_cast<std::uint64_t>(code)}));
  std::vector<std::u32string> texts;
  for (std::size_t i = 0; i < record.events.size(); ++i)
    for (auto& text : event_texts(office, db, record.numbers[i], record.events[i].event))
      texts.push_back(std::move(text));
  for (const auto& word : split_words(words)) {
    bool found = std::any_of(texts.begin(), texts.end(),
                             [&](const auto& text) { return text.find(word) != std::u32string::npos; });
    if (!found) return false;
  }
  return true;
}

}  // namespace redress::headoffice
