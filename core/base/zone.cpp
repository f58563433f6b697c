#include "core/base/zone.h"

#include <algorithm>

namespace redress {
namespace {

// TZif is big-endian.
struct BigEndian {
  ByteView bytes;
  std::size_t at = 0;
  bool ok = true;
  std::uint64_t take(std::size_t width) {
    if (bytes.size() - at < width) {
      ok = false;
      at = bytes.size();
      return 0;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) value = value << 8 | bytes[at++];
    return value;
  }
  std::int32_t i32() { return static_cast<std::int32_t>(take(4)); }
  std::int64_t i64() { return static_cast<std::int64_t>(take(8)); }
  void skip(std::size_t size) {
    if (bytes.size() - at < size) {
      ok = false;
      at = bytes.size();
    } else {
      at += size;
    }
  }
};

struct Header {
  int version = 0;
  std::size_t utc_flags = 0, standard_flags = 0, leaps = 0, times = 0, types = 0, name_bytes = 0;
  std::size_t body_bytes(std::size_t time_width) const {
    return times * time_width + times + types * 6 + name_bytes + leaps * (time_width + 4) + standard_flags + utc_flags;
  }
};

bool read_header(BigEndian& in, Header& header) {
  if (in.take(4) != 0x545a6966) return false;  // "TZif"
  auto version = in.take(1);
  header.version = version == 0 ? 1 : static_cast<int>(version - '0');
  in.skip(15);
  header.utc_flags = in.take(4);
  header.standard_flags = in.take(4);
  header.leaps = in.take(4);
  header.times = in.take(4);
  header.types = in.take(4);
  header.name_bytes = in.take(4);
  constexpr std::size_t kMost = 100000;
  return in.ok && header.times < kMost && header.types > 0 && header.types < 256 && header.name_bytes < kMost &&
         header.leaps < kMost && header.standard_flags <= header.types && header.utc_flags <= header.types;
}

// Reading a POSIX rule.
struct RuleText {
  std::string_view text;
  bool ok = true;
  bool at_end() const { return text.empty(); }
  bool take(char c) {
    if (text.empty() || text[0] != c) return false;
    text.remove_prefix(1);
    return true;
  }
  int number(int most) {
    std::size_t n = 0;
    int value = 0;
    while (n < text.size() && n < 5 && text[n] >= '0' && text[n] <= '9') value = value * 10 + (text[n++] - '0');
    if (n == 0 || value > most) ok = false;
    text.remove_prefix(n);
    return value;
  }
  void name() {
    std::size_t n = 0;
    if (take('<')) {
      while (n < text.size() && text[n] != '>') ++n;
      ok = ok && n >= 3 && n < text.size();
      text.remove_prefix(std::min(n + 1, text.size()));
      return;
    }
    auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    while (n < text.size() && letter(text[n])) ++n;
    ok = ok && n >= 3;
    text.remove_prefix(n);
  }
  int seconds(int most_hours) {
    int sign = take('-') ? -1 : 1;
    if (sign == 1) take('+');
    int value = number(most_hours) * 3600;
    if (take(':')) {
      value += number(59) * 60;
      if (take(':')) value += number(59);
    }
    return sign * value;
  }
};

}  // namespace

Result<Zone::Rule> Zone::read_rule(std::string_view text) {
  RuleText in{text};
  Rule rule;
  in.name();
  rule.standard_s = -in.seconds(24);
  if (in.ok && !in.at_end()) {
    rule.has_summer = true;
    in.name();
    rule.summer_s = rule.standard_s + 3600;
    if (!in.at_end() && in.text[0] != ',') rule.summer_s = -in.seconds(24);
    for (Day* day : {&rule.to_summer, &rule.to_standard}) {
      in.ok = in.ok && in.take(',');
      if (in.take('M')) {
        day->month = in.number(12);
        in.ok = in.ok && in.take('.');
        day->week = in.number(5);
        in.ok = in.ok && in.take('.');
        day->day = in.number(6);
        in.ok = in.ok && day->month >= 1 && day->week >= 1;
      } else {
        day->kind = in.take('J') ? Day::Kind::julian_without_leap : Day::Kind::julian;
        day->day = in.number(day->kind == Day::Kind::julian ? 365 : 366);
      }
      if (in.take('/')) day->time_s = in.seconds(167);
    }
  }
  if (!in.ok || !in.at_end()) return invalid("time zone rule \"" + std::string(text) + "\" is not of POSIX form, such as CST-8");
  return rule;
}

Result<Zone> Zone::parse_rule(std::string_view text) {
  REDRESS_TRY_ASSIGN(auto rule, read_rule(text));
  Zone zone;
  zone.rule_ = rule;
  zone.has_rule_ = true;
  return zone;
}

Result<Zone> Zone::parse_tzif(ByteView bytes) {
  BigEndian in{bytes};
  Header header;
  if (!read_header(in, header)) return invalid("time zone file: not a TZif file");
  if (header.version < 2) return invalid("time zone file: version 1 has no 64-bit times; take a current tzdata");
  in.skip(header.body_bytes(4));
  if (!read_header(in, header)) return invalid("time zone file: second header is missing");
  Zone zone;
  zone.changes_s_.reserve(header.times);
  for (std::size_t i = 0; i < header.times; ++i) zone.changes_s_.push_back(in.i64());
  std::vector<std::size_t> type_of(header.times);
  for (auto& type : type_of) type = in.take(1);
  std::vector<int> offsets(header.types);
  for (auto& offset : offsets) {
    offset = in.i32();
    in.skip(2);
  }
  in.skip(header.name_bytes + header.leaps * 12 + header.standard_flags + header.utc_flags);
  if (!in.ok) return invalid("time zone file: it ends too early");
  if (!std::is_sorted(zone.changes_s_.begin(), zone.changes_s_.end())) return invalid("time zone file: times are not in order");
  for (auto type : type_of) {
    if (type >= header.types) return invalid("time zone file: a change names a type that does not exist");
    zone.offsets_s_.push_back(offsets[type]);
  }
  zone.first_offset_s_ = offsets[0];
  auto footer = as_text(bytes.subspan(in.at));
  if (footer.size() >= 2 && footer.front() == '\n') footer = footer.substr(1, footer.find('\n', 1) - 1);
  if (!footer.empty()) {
    REDRESS_TRY_ASSIGN(zone.rule_, read_rule(footer));
    zone.has_rule_ = true;
  }
  return zone;
}

// Local seconds (as if UTC) of a change in that year.
std::int64_t Zone::change_s(const Day& day, int year) {
  std::int64_t first = days_from_civil({year, 1, 1});
  std::int64_t days = 0;
  if (day.kind == Day::Kind::julian) {
    days = first + day.day;
  } else if (day.kind == Day::Kind::julian_without_leap) {
    bool after_leap_day = days_in_month(year, 2) == 29 && day.day >= 60;
    days = first + day.day - 1 + (after_leap_day ? 1 : 0);
  } else {
    CivilDate month_start{year, day.month, 1};
    int first_weekday = weekday(month_start) % 7;  // Sunday 0, as POSIX counts
    int date = 1 + (day.day - first_weekday + 7) % 7 + (day.week - 1) * 7;
    while (date > days_in_month(year, day.month)) date -= 7;
    days = days_from_civil({year, day.month, date});
  }
  return days * 86400 + day.time_s;
}

int Zone::rule_offset_s(std::int64_t utc_s) const {
  if (!rule_.has_summer) return rule_.standard_s;
  int year = civil_from_seconds(utc_s + rule_.standard_s).date.year;
  std::int64_t begin = change_s(rule_.to_summer, year) - rule_.standard_s;
  std::int64_t end = change_s(rule_.to_standard, year) - rule_.summer_s;
  bool summer = begin < end ? utc_s >= begin && utc_s < end : utc_s >= begin || utc_s < end;
  return summer ? rule_.summer_s : rule_.standard_s;
}

int Zone::offset_s(Instant t) const {
  std::int64_t utc_s = t.ms >= 0 ? t.ms / 1000 : -((-t.ms + 999) / 1000);
  if (changes_s_.empty()) return has_rule_ ? rule_offset_s(utc_s) : first_offset_s_;
  if (utc_s >= changes_s_.back()) return has_rule_ ? rule_offset_s(utc_s) : offsets_s_.back();
  auto after = std::upper_bound(changes_s_.begin(), changes_s_.end(), utc_s) - changes_s_.begin();
  return after == 0 ? first_offset_s_ : offsets_s_[static_cast<std::size_t>(after) - 1];
}

std::int64_t Zone::wall_s(Instant t) const {
  std::int64_t utc_s = t.ms >= 0 ? t.ms / 1000 : -((-t.ms + 999) / 1000);
  return utc_s + offset_s(t);
}

CivilTime Zone::local(Instant t) const {
  return civil_from_seconds(wall_s(t));
}

Instant Zone::utc(CivilTime time) const {
  return at_wall_s(seconds_from_civil(time));
}

Instant Zone::at_wall_s(std::int64_t wall_s) const {
  // The offsets a day before and a day after enclose any change; the earlier one that fits is right.
  int before = offset_s({(wall_s - 86400) * 1000}), after = offset_s({(wall_s + 86400) * 1000});
  for (int offset : {before, after}) {
    Instant guess{(wall_s - offset) * 1000};
    if (offset_s(guess) == offset) return guess;
  }
  return {(wall_s - before) * 1000};
}

}  // namespace redress
