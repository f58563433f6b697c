// The worked examples of worked_cases.txt, computed there by a script that shares nothing with the engine.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "core/policy/cluster.h"
#include "core/policy/judge.h"
#include "core/text/dates.h"
#include "tests/source_dir.h"

using namespace redress;

namespace {

// One block of the file, turned into facts.
struct WorkedCase {
  std::string title;
  Policy policy = default_policy();
  Site site = *demo_site("xinghe");
  CaseFacts facts;
  std::vector<Instant> same;  // complaints of other people about the same
  Instant now;
  bool stages = false;    // the time points of the stages are asked too
  bool warnings = false;  // and when each clock warns
  std::vector<std::string> expected;
};

Zone system_zone(const std::string& name) {
  std::ifstream in("/usr/share/zoneinfo/" + name, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  return Zone::parse_tzif(as_bytes(bytes)).value();
}

Instant at(const WorkedCase& c, const std::string& text) {  // "2026-04-16 14:06"
  int minutes = parse_clock_minutes(text.substr(11, 5)).value();
  return c.site.zone.utc({parse_date(text.substr(0, 10)).value(), minutes / 60, minutes % 60, 0});
}

std::string wall(const WorkedCase& c, Instant t) {
  CivilTime local = c.site.zone.local(t);
  return to_iso(local.date) + " " + clock_words(local);
}

std::vector<std::string> split(const std::string& text, const std::string& by) {
  std::vector<std::string> out;
  std::size_t from = 0;
  for (auto to = text.find(by); to != std::string::npos; from = to + by.size(), to = text.find(by, from))
    out.push_back(text.substr(from, to - from));
  out.push_back(text.substr(from));
  return out;
}

bool take(std::string& text, const std::string& prefix) {
  if (!text.starts_with(prefix)) return false;
  text = text.substr(prefix.size());
  return true;
}

void set_resolve(Policy& policy, const std::string& text) {  // "8 business hours"
  Duration limit{std::stoi(text), text.find("business hours") != std::string::npos ? TimeUnit::business_hours : TimeUnit::working_days};
  for (auto& row : policy.clocks) row.resolve = limit;
}

void read_intake(WorkedCase& c, const std::string& line) {
  auto parts = split(line, ", ");
  auto head = split(parts[0], " ");
  auto subject = split(head[1], "/");
  c.facts.contact_type = head[0];
  c.facts.category = subject[0];
  c.facts.subcategory = subject[1];
  c.facts.captured_at = at(c, parts[1]);
  for (std::size_t i = 2; i < parts.size(); ++i) {
    std::string part = parts[i];
    if (part == "stages") c.stages = true;
    else if (part == "warnings") c.warnings = true;
    else if (part == "injured") c.facts.injured = true;
    else if (part == "media") c.facts.media_or_court = true;
    else if (part == "promise broken") c.facts.promise_broken = true;
    else if (part == "earlier case") c.facts.has_earlier_case = true;
    else if (part == "clock not trusted") c.facts.clock_trusted = false;
    else if (take(part, "loss ")) c.facts.loss_fen = std::stoll(part) * 100;
    else if (take(part, "occurred ")) c.facts.occurred_at = at(c, part + " 00:00");
    else if (take(part, "arrived ")) c.facts.arrived_at = at(c, part);
    else if (take(part, "promised first ")) c.facts.promised_first_answer = at(c, part);
    else if (take(part, "promised result ")) c.facts.promised_resolve = at(c, part);
    else if (take(part, "resolve ")) set_resolve(c.policy, part);
    else FAIL("unknown word in " << line);
  }
}

RegradeFact read_regrade(Instant t, const std::string& text) {  // "2 silencing all at the same time"
  RegradeFact out{t, text[0] - '0', {}, text.ends_with("at the same time"), {}};
  std::string rest = text.substr(2);
  take(rest, "silencing ");
  for (const auto& word : split(rest, " ")) {
    if (word == "all" || word == "at") break;
    out.silences.push_back(word);
  }
  return out;
}

void read_event(WorkedCase& c, const std::string& line) {
  Instant t = at(c, line);
  std::string what = line.substr(17);
  CaseFacts& f = c.facts;
  if (what == "acknowledged") f.acknowledged_at = t;
  else if (what == "assigned") f.assigned_at = t;
  else if (what == "investigated") f.investigated_at = t;
  else if (what == "department") f.departments_involved.push_back(t);
  // A reply to what is no complaint is its result: the fold says so (core/model).
  else if (what == "answered" && f.contact_type == "complaint") f.first_answer_at = f.first_answer_at.value_or(t);
  else if (what == "result" || what == "answered") { f.first_answer_at = f.first_answer_at.value_or(t); f.fed_back.push_back(t); }
  else if (what == "confirmed") f.confirmed_at = t;
  else if (what == "archived") f.archived_at = t;
  else if (what == "disputed") f.disputed.push_back(t);
  else if (what == "reopened") f.reopened.push_back(t);
  else if (what == "escalated") f.escalated.push_back(t);
  else if (what == "repeat") f.repeats.push_back(t);
  else if (what == "complex") f.complex_found.push_back(t);
  else if (what == "same complaint") c.same.push_back(t);
  else if (take(what, "paused ")) f.pauses.push_back({t, std::nullopt, what});
  else if (what == "resumed") {
    for (auto& pause : f.pauses)
      if (!pause.to) { pause.to = t; break; }
  }
  else if (take(what, "extended to ")) f.extensions.push_back({t, at(c, what)});
  else if (take(what, "regraded ")) f.regrades.push_back(read_regrade(t, what));
  else if (take(what, "validity ")) { f.validity = what; f.validity_since = t; }
  else FAIL("unknown event in " << line);
}

void find_clusters(WorkedCase& c) {
  std::vector<SameComplaint> group{{CaseCode{1}, c.facts.captured_at, {}, "own"}};
  for (Instant t : c.same) group.push_back({CaseCode{group.size() + 1}, t, {}, std::to_string(group.size())});
  c.facts.clusters = clusters_of(c.policy, CaseCode{1}, group);
}

std::vector<WorkedCase> read_cases() {
  std::ifstream in(source_dir() + "/tests/policy/worked_cases.txt");
  REQUIRE(in);
  std::vector<WorkedCase> out;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '[') { out.emplace_back(); out.back().title = line; continue; }
    WorkedCase& c = out.back();
    if (take(line, "= ")) c.expected.push_back(line);
    else if (take(line, "zone ")) c.site.zone = system_zone(line);
    else if (take(line, "look at ")) c.now = at(c, line);
    else if (line[0] >= '0' && line[0] <= '9') read_event(c, line);
    else read_intake(c, line);
  }
  for (auto& c : out) find_clusters(c);
  return out;
}

std::string state_word(ClockState state) {
  switch (state) {
    case ClockState::running: return "running";
    case ClockState::overdue: return "overdue";
    case ClockState::paused: return "paused";
    case ClockState::stopped_in_time: return "in time";
    case ClockState::stopped_late: return "late";
  }
  return {};
}

std::vector<std::string> answers(const WorkedCase& c, const Judgement& judged) {
  std::vector<std::string> out;
  if (judged.level != kNoLevel) out.push_back("level " + std::to_string(judged.level) + " " + judged.because()->because.code);
  auto say = [&](const std::vector<ClockView>& clocks) {
    for (const auto& clock : clocks) {
      const std::string name(kClockNames[static_cast<std::size_t>(clock.kind)]);
      out.push_back(name + " " + wall(c, clock.due) + " " + state_word(clock.state));
      std::string points;
      for (Instant warn : clock.warn_at) points += (points.empty() ? "" : " and ") + wall(c, warn);
      if (c.warnings) out.push_back(name + " warns " + points + ", used " + std::to_string(clock.used_permille));
    }
  };
  say(judged.clocks);
  if (c.stages) say(judged.stage_points);
  return out;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += "\n  " + line;
  return out;
}

}  // namespace

TEST_CASE("levels and deadlines are those of the worked examples (R45-R84)") {
  auto cases = read_cases();
  REQUIRE(cases.size() >= 120);
  for (const auto& c : cases) {
    auto got = answers(c, judge(c.policy, c.site, c.facts, c.now));
    CHECK_MESSAGE(got == c.expected, c.title << "\nexpected:" << joined(c.expected) << "\ngot:" << joined(got));
  }
}

TEST_CASE("what happens later than the moment of looking changes nothing, and looking again gives the same") {
  for (const auto& c : read_cases()) {
    auto now = answers(c, judge(c.policy, c.site, c.facts, c.now));
    CHECK(now == answers(c, judge(c.policy, c.site, c.facts, c.now)));
    CaseFacts more = c.facts;
    Instant later = c.now + 5 * kDay_ms;
    more.escalated.push_back(later);
    more.departments_involved.insert(more.departments_involved.end(), {later, later, later});
    more.disputed.push_back(later);
    more.fed_back.push_back(later);
    more.regrades.push_back({later, 1, {}, false, {}});
    more.extensions.push_back({later, later + 30 * kDay_ms});
    more.complex_found.push_back(later);
    CHECK_MESSAGE(now == answers(c, judge(c.policy, c.site, more, c.now)), c.title);
  }
}

TEST_CASE("a worse level never moves a deadline later (decision 7)") {
  for (const auto& c : read_cases()) {
    if (c.facts.contact_type != "complaint" || !c.facts.regrades.empty()) continue;
    Judgement before = judge(c.policy, c.site, c.facts, c.now);
    CaseFacts worse = c.facts;
    worse.injured = worse.media_or_court = true;
    Judgement after = judge(c.policy, c.site, worse, c.now);
    CHECK(after.level == kWorstLevel);
    bool moved_by_person = !c.facts.extensions.empty() || !c.facts.disputed.empty() || !c.facts.reopened.empty();
    if (moved_by_person) continue;
    for (std::size_t i = 0; i < before.clocks.size(); ++i)
      CHECK_MESSAGE(after.clocks[i].due <= before.clocks[i].due, c.title);
  }
}

TEST_CASE("nothing changes by time alone before changes_at, and something does then") {
  for (auto& c : read_cases()) {
    c.warnings = false;  // the share used changes all the time
    bool later_events = false;  // facts that lie after the moment of looking
    for (Instant t : c.same) later_events = later_events || t > c.now;
    Judgement judged = judge(c.policy, c.site, c.facts, c.now);
    bool paused = std::any_of(judged.clocks.begin(), judged.clocks.end(), [](const ClockView& k) { return k.state == ClockState::paused; });
    if (!judged.changes_at || later_events || paused || c.facts.captured_at > c.now) continue;
    auto state = [&](Instant t) {
      Judgement then = judge(c.policy, c.site, c.facts, t);
      auto lines = answers(c, then);
      auto clocks = then.clocks;
      clocks.insert(clocks.end(), then.stage_points.begin(), then.stage_points.end());
      for (const auto& clock : clocks) lines.push_back(state_word(clock.state));
      for (const auto& clock : clocks)
        if (clock.runs()) lines.push_back(std::to_string(std::count_if(clock.warn_at.begin(), clock.warn_at.end(), [&](Instant w) { return w <= t; })));
      lines.push_back(then.decided_by);
      lines.push_back(then.resumes_at ? "held" : "");
      lines.push_back(then.confirm_until && *then.confirm_until <= t ? "lapsed" : "");
      lines.push_back(then.reopen_until && *then.reopen_until <= t ? "too late" : "");
      return lines;
    };
    CHECK_MESSAGE(state(*judged.changes_at - 1) == state(c.now), c.title);
    // At the worst level a rule that begins to hold is no visible change.
    if (judged.level != kWorstLevel) CHECK_MESSAGE(state(*judged.changes_at) != state(c.now), c.title);
  }
}
