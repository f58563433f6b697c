#include "core/text/catalogue.h"

#include <algorithm>
#include <array>

#include "assets/asset.h"
#include "core/base/json.h"

namespace redress {
namespace {

const TextArg* find_arg(const TextArgs& args, std::string_view name) {
  for (const auto& arg : args)
    if (arg.name == name) return &arg;
  return nullptr;
}

Catalogue load(Language language) {
  auto parsed = Catalogue::parse(language, asset("lang/" + std::string(language_code(language)) + ".json"));
  return parsed ? std::move(parsed).value() : Catalogue();
}

}  // namespace

const Catalogue& Catalogue::of(Language language) {
  static const std::array<Catalogue, kLanguages.size()> all{load(Language::zh_hans), load(Language::zh_hant),
                                                            load(Language::en)};
  return all[static_cast<std::size_t>(language)];
}

Result<Catalogue> Catalogue::parse(Language language, std::string_view json) {
  REDRESS_TRY_ASSIGN(auto document, parse_json(json));
  if (!document.is_object()) return invalid("catalogue: not an object of key and text");
  Catalogue out;
  out.language_ = language;
  for (const auto& [key, text] : document.members()) {
    if (!text.is_string()) return invalid("catalogue: " + key + " is not a text");
    out.rows_.emplace_back(key, std::string(text.string()));
  }
  std::sort(out.rows_.begin(), out.rows_.end());
  return out;
}

const std::string* Catalogue::find(std::string_view key) const {
  auto row = std::lower_bound(rows_.begin(), rows_.end(), key, [](const auto& a, std::string_view b) { return a.first < b; });
  return row != rows_.end() && row->first == key ? &row->second : nullptr;
}

std::string Catalogue::text(MessageKey key, const TextArgs& args) const {
  const std::string* found = find(key.key);
  return found ? fill_template(*found, args) : "⟦" + std::string(key.key) + "⟧";
}

std::string Catalogue::text_of(std::string_view area, std::string_view word, const TextArgs& args) const {
  std::string key(area);
  key += '.';
  key += word;
  return text(MessageKey(key), args);
}

std::vector<std::string_view> Catalogue::keys() const {
  std::vector<std::string_view> out;
  out.reserve(rows_.size());
  for (const auto& row : rows_) out.push_back(row.first);
  return out;
}

std::string_view Catalogue::raw(std::string_view key) const {
  const std::string* found = find(key);
  return found ? std::string_view(*found) : std::string_view();
}

bool Catalogue::complete_against(const Catalogue& reference) const {
  return !reference.rows_.empty() && std::all_of(reference.rows_.begin(), reference.rows_.end(), [&](const auto& row) {
    return !raw(row.first).empty();
  });
}

const std::vector<Language>& offered_languages() {
  static const std::vector<Language> offered = [] {
    std::vector<Language> out;
    const auto& reference = Catalogue::of(Language::zh_hans);
    for (const auto& row : kLanguages)
      if (Catalogue::of(row.id).complete_against(reference)) out.push_back(row.id);
    return out;
  }();
  return offered;
}

std::string fill_template(std::string_view text, const TextArgs& args) {
  std::string out;
  out.reserve(text.size() + 32);
  while (!text.empty()) {
    auto open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) break;
    auto close = text.find('}', open);
    if (close == std::string_view::npos) {
      out += text.substr(open);
      break;
    }
    auto place = text.substr(open + 1, close - open - 1);
    auto bar = place.find('|');
    const TextArg* arg = find_arg(args, place.substr(0, bar));
    if (!arg) {
      out += text.substr(open, close - open + 1);
    } else if (bar == std::string_view::npos) {
      out += arg->value;
    } else {
      auto forms = place.substr(bar + 1);
      auto middle = forms.find('|');
      bool one = arg->value == "1" || middle == std::string_view::npos;
      out += one ? forms.substr(0, middle) : forms.substr(middle + 1);
    }
    text.remove_prefix(close + 1);
  }
  return out;
}

std::string join_list(const Catalogue& words, const std::vector<std::string>& items) {
  std::string out, comma = words.text("list.enum"_msg);
  for (const auto& item : items) {
    if (!out.empty()) out += comma;
    out += item;
  }
  return out;
}

std::string group_digits(std::int64_t number) {
  std::string digits = std::to_string(number);
  for (int at = static_cast<int>(digits.size()) - 3; at > (number < 0 ? 1 : 0); at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

}  // namespace redress
