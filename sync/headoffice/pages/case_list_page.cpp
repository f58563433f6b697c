#include "sync/headoffice/pages/case_list_page.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "core/text/time_words.h"
#include "sync/headoffice/cases/case_export.h"
#include "sync/headoffice/cases/case_list.h"
#include "sync/headoffice/cases/judge.h"
#include "sync/headoffice/pages/book_parts.h"
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/devices.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr std::int64_t kSilent_ms = kHour_ms;  // a mall that has not synced for that long is named above the table
constexpr std::string_view kTabs[] = {"open", "overdue", "level1", "escalated", "conflict", "review", "unregistered", "all"};

int number_of(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

struct Asked {
  std::string tab;
  CaseFilter filter;
};

Asked asked(const Fields& query) {
  Asked out;
  auto& filter = out.filter;
  filter.words = std::string(query["q"].substr(0, 200));
  out.tab = filter.words.empty() ? "open" : "all";  // a search looks everywhere unless a tab was chosen
  if (std::find(std::begin(kTabs), std::end(kTabs), query["tab"]) != std::end(kTabs)) out.tab = std::string(query["tab"]);
  filter.mall = std::string(query["mall"]);
  filter.stage = kStages.find(query["stage"]);
  if (int level = number_of(query["level"]); level >= 1 && level <= 4) filter.level = level;
  filter.department = std::string(query["department"]);
  filter.channel = std::string(query["channel"]);
  if (out.tab == "open" || out.tab == "level1") filter.open = true;
  if (out.tab == "level1") filter.level = 1;
  if (out.tab == "unregistered") filter.registered = false;
  filter.overdue = out.tab == "overdue";
  filter.conflicts = out.tab == "conflict";
  filter.to_review = out.tab == "review";
  filter.escalated = out.tab == "escalated";
  filter.order = out.tab == "open" || out.tab == "overdue" || out.tab == "level1" ? CaseOrderBy::due : CaseOrderBy::newest;
  filter.page = std::max(0, number_of(query["page"]) - 1);
  return out;
}

// This list with one value of its address changed.
std::string address(const Context& context, std::string_view path, std::string_view changed, std::string_view value) {
  std::string out;
  auto add = [&](std::string_view name, std::string_view text) {
    if (!text.empty()) out += (out.empty() ? "?" : "&") + std::string(name) + "=" + encode_percent(text);
  };
  for (auto name : {"tab", "mall", "level", "stage", "department", "channel", "q"})
    add(name, name == changed ? value : context.request.query[name]);
  if (changed == "page") add("page", value);
  return std::string(path) + out;
}

void add_tabs(Html& html, const Context& context, const PageWords& words, const Asked& asked, const CaseCounts& counts) {
  html << "<nav class=\"tabs\" aria-label=\""_html << words("office.cases.tabs"_msg) << "\">"_html;
  auto tab = [&](std::string_view name, Markup picture, MessageKey key, std::int64_t n) {
    html << "<a href=\""_html << address(context, "/cases", "tab", name) << "\""_html;
    if (asked.tab == name) html << " aria-current=\"true\""_html;
    html << ">"_html << picture << words(key, {{"n", n}}) << "</a>"_html;
  };
  tab("open", ""_html, "office.cases.tab.open"_msg, counts.open);
  tab("overdue", mark(Mark::bad), "office.cases.tab.overdue"_msg, counts.overdue);
  tab("level1", ""_html, "office.cases.tab.level1"_msg, counts.level_1);
  if (counts.escalated > 0 || asked.tab == "escalated") tab("escalated", ""_html, "office.cases.tab.escalated"_msg, counts.escalated);
  tab("conflict", ""_html, "office.cases.tab.conflict"_msg, counts.conflicts);
  tab("review", ""_html, "office.cases.tab.review"_msg, counts.to_review);
  if (counts.unregistered > 0 || asked.tab == "unregistered")
    tab("unregistered", ""_html, "office.cases.tab.unregistered"_msg, counts.unregistered);
  tab("all", ""_html, "office.cases.tab.all"_msg, counts.total);
  html << "</nav>"_html;
}

void begin_select(Html& html, const PageWords& words, std::string_view name, MessageKey label, MessageKey all) {
  html << "<div><label for=\"f-"_html << name << "\">"_html << words(label) << "</label><select class=\"in\" id=\"f-"_html << name << "\" name=\""_html
       << name << "\">"_html;
  add_option(html, "", words(all), false);
}

void add_filters(Html& html, const Context& context, const PageWords& words, const Asked& asked) {
  const auto& filter = asked.filter;
  html << "<form class=\"filters\" role=\"search\" method=\"get\" action=\"/cases\" aria-label=\""_html << words("office.cases.find"_msg) << "\">"_html;
  if (context.request.query.has("tab")) add_hidden(html, "tab", asked.tab);
  auto end = "</select></div>"_html;
  if (context.visitor->mall.empty()) {
    begin_select(html, words, "mall", "office.cases.mall"_msg, "office.cases.mall.all"_msg);
    for (const auto& rules : context.office.rules().all()) add_option(html, rules->mall_id, words.with(rules).mall(), filter.mall == rules->mall_id);
    html << end;
  }
  begin_select(html, words, "level", "office.cases.level"_msg, "office.cases.all"_msg);
  for (int level = 1; level <= 4; ++level)
    add_option(html, std::to_string(level), words.level(level), context.request.query["level"] == std::to_string(level));
  html << end;
  begin_select(html, words, "stage", "office.cases.stage"_msg, "office.cases.all"_msg);
  for (auto name : kStages.names) add_option(html, name, words.text().text_of("stage.now", name), context.request.query["stage"] == name);
  html << end;
  begin_select(html, words, "department", "office.cases.department"_msg, "office.cases.all"_msg);
  if (words.rules())
    for (const auto& row : words.rules()->policy.departments) add_option(html, row.code, words.department(row.code), filter.department == row.code);
  html << end;
  begin_select(html, words, "channel", "office.cases.channel"_msg, "office.cases.all"_msg);
  for (auto name : kChannels.names) add_option(html, name, words.text().text_of("channel", name), filter.channel == name);
  html << end << "<div class=\"q\"><label for=\"q\">"_html << words("office.cases.search"_msg)
       << "</label><input class=\"in\" id=\"q\" name=\"q\" type=\"search\" maxlength=\"200\" value=\""_html << filter.words
       << "\"></div><button class=\"btn p\">"_html << words("office.cases.find"_msg) << "</button></form>"_html;
}

void add_silent_malls(Html& html, Context& context, const PageWords& words, std::string_view mall) {
  auto devices = list_devices(context.office, mall, *context.visitor);
  if (!devices.ok()) return;
  std::map<std::string, std::optional<Instant>> seen;
  for (const auto& device : *devices) {
    if (device.state != "approved") continue;
    auto& latest = seen[device.mall];
    if (device.last_seen_at && (!latest || *latest < *device.last_seen_at)) latest = device.last_seen_at;
  }
  for (const auto& [mall_id, latest] : seen) {
    if (!latest || context.office.now() - *latest < kSilent_ms) continue;
    html << "<div class=\"note warn\" role=\"note\">"_html << mark(Mark::warn) << "<span>"_html
         << words("office.cases.mall_silent"_msg, {{"mall", words.with(context.office.rules().of(mall_id)).mall()},
                                                   {"span", span_words(words.text(), context.office.now() - *latest)}})
         << "</span></div>"_html;
  }
}

void add_time_left(Html& html, const PageWords& words, const CaseRow& row, Instant now) {
  if (!row.due_at) {
    html << (row.paused ? words("left.paused"_msg) : "–");
    return;
  }
  bool over = row.overdue(now);
  auto left = *row.due_at - now;
  bool soon = !over && left < 4 * kHour_ms;
  html << "<span class=\"nw "_html << (over ? "al" : soon ? "wn" : "") << "\">"_html << (over ? mark(Mark::bad) : soon ? mark(Mark::warn) : clock_mark())
       << " <b>"_html
       << (over ? words("left.over"_msg, {{"span", span_words(words.text(), -left, Rounding::up)}})
                : words("left.time"_msg, {{"span", span_words(words.text(), left)}}))
       << "</b></span><small>"_html
       << words(over ? "left.clock_was_due"_msg : "left.clock_before"_msg,
                {{"clock", words.word("clock", row.due_clock)}, {"t", words.relative(*row.due_at, now)}})
       << "</small>"_html;
}

// Whom a person escalated it to; else whom an overdue case goes up to, at level 1 at once (R104, R111).
void add_escalated(Html& html, const PageWords& words, const CaseRow& row, Instant now) {
  if (!words.rules()) return;
  const auto& policy = words.rules()->policy;
  const auto roles = escalated_to(policy, row, now);
  const auto names = row.escalated_to.empty() ? role_list(words, roles, decided_by(policy, words.rules()->site, row, now)) : escalated_words(words, row.escalated_to);
  if (!names.empty()) html << "<small>"_html << words("office.cases.escalated"_msg, {{"roles", names}}) << "</small>"_html;
}

std::string subject_of(const PageWords& words, const CaseRow& row) {
  if (row.contact_type == "complaint" || row.contact_type.empty()) return words.subject(row.category, row.subcategory);
  auto type = words.word("contact_type", row.contact_type);
  return row.category.empty() ? type : words("list.label"_msg, {{"label", type}, {"value", words.subject(row.category, row.subcategory)}});
}

using Names = std::map<std::string, std::string>;

void add_row(Html& html, Context& context, const PageWords& page_words, const CaseRow& row, const Names& names, bool name_mall) {
  auto words = page_words.with(context.office.rules().of(row.mall));
  auto now = context.office.now();
  auto cell = [&](MessageKey label, bool keep) {
    html << "<td"_html << (keep ? " class=\"nw\""_html : ""_html) << " data-label=\""_html << words(label) << "\">"_html;
  };
  html << "<tr"_html << (row.overdue(now) ? " class=\"red\""_html : ""_html) << ">"_html;
  cell("office.cases.col.level"_msg, true);
  add_level(html, words, row.level);
  html << " "_html << (row.level > 0 ? words.level_word(row.level) : row.known ? words("level.none"_msg) : "–") << "</td>"_html;
  cell("office.cases.col.code"_msg, true);
  html << "<a class=\"mono\" href=\"/cases/"_html << to_compact(row.code) << "\">"_html << to_grouped(row.code) << "</a>"_html;
  if (row.conflicts > 0 || row.collision) html << " <span class=\"tag\">"_html << words("staff.queue.conflict"_msg) << "</span>"_html;
  if (row.held) html << " <span class=\"tag\">"_html << words("hold.legal"_msg) << "</span>"_html;
  html << "</td>"_html;
  cell("office.cases.col.category"_msg, false);
  if (row.content_hidden)
    html << words("staff.queue.hidden_case"_msg, {{"level", words.level(row.level)}, {"department", words.department(row.department)}});
  else html << subject_of(words, row);
  html << "</td>"_html;
  cell("office.cases.col.place"_msg, false);
  if (name_mall) html << words.mall() << " "_html;
  html << words.place(row.place) << "</td>"_html;
  cell("office.cases.col.stage"_msg, true);
  html << (row.known ? words.text().text_of("stage.now", kStages.name(row.stage)) : words("office.cases.unregistered"_msg)) << "</td>"_html;
  cell("office.cases.col.owner"_msg, true);
  auto name = names.find(row.owner);
  if (!row.owner.empty()) html << (name == names.end() ? row.owner : name->second) << " "_html << words.department(row.department);
  else if (!row.known) html << "–"_html;
  else if (row.stage == Stage::acknowledge) html << words("office.cases.unacknowledged"_msg);
  else html << (row.department.empty() ? words("office.cases.unowned"_msg) : words.department(row.department));
  html << "</td>"_html;
  cell("office.cases.col.left"_msg, true);
  if (row.known) add_time_left(html, words, row, now);
  else html << words("office.cases.unregistered_since"_msg, {{"t", words.time(row.submitted_at)}});
  add_escalated(html, words, row, now);
  html << "</td></tr>"_html;
}

void add_table(Html& html, Context& context, const PageWords& words, const Asked& asked, const CasePage& page) {
  bool by_due = asked.filter.order == CaseOrderBy::due && asked.filter.words.empty();
  html << "<div class=\"box\" role=\"region\" tabindex=\"0\" aria-label=\""_html << words("office.cases.caption"_msg) << "\"><table class=\"list\"><caption class=\"hidden\">"_html
       << words(by_due ? "office.cases.caption.open"_msg : "office.cases.caption"_msg) << "</caption><thead><tr>"_html;
  for (auto key : {"office.cases.col.level"_msg, "office.cases.col.code"_msg, "office.cases.col.category"_msg, "office.cases.col.place"_msg,
                   "office.cases.col.stage"_msg, "office.cases.col.owner"_msg})
    html << "<th scope=\"col\">"_html << words(key) << "</th>"_html;
  html << "<th scope=\"col\""_html << (by_due ? " aria-sort=\"ascending\""_html : ""_html) << ">"_html << words("office.cases.col.left"_msg)
       << (by_due ? " ↑" : "") << "</th></tr></thead><tbody>"_html;
  Names names;
  if (auto reader = context.office.store().read(); reader.ok())
    if (auto people = list_people(**reader); people.ok())
      for (const auto& row : *people) names[row.person.staff] = row.person.name;
  bool name_mall = context.visitor->mall.empty();
  for (const auto& row : page.rows) add_row(html, context, words, row, names, name_mall);
  html << "</tbody></table></div>"_html;
}

void add_pager(Html& html, const Context& context, const PageWords& words, const Asked& asked, const CasePage& page) {
  auto first = asked.filter.page * asked.filter.page_size;
  auto last = first + static_cast<std::int64_t>(page.rows.size());
  html << "<nav class=\"pg\" aria-label=\""_html << words("office.cases.caption"_msg) << "\"><span>"_html
       << words("office.cases.range"_msg, {{"a", page.rows.empty() ? 0 : first + 1}, {"b", last}, {"n", page.total}}) << "</span>"_html;
  auto link = [&](MessageKey key, std::int64_t number) {
    html << "<a class=\"btn\" href=\""_html << address(context, "/cases", "page", std::to_string(number)) << "\">"_html << words(key) << "</a>"_html;
  };
  if (asked.filter.page > 0) link("office.page.prev"_msg, asked.filter.page);
  if (last < page.total) link("office.page.next"_msg, asked.filter.page + 2);
  html << "</nav>"_html;
}

// A head-office person's labels come from the mall that is filtered for, else from the first.
PageWords words_for(const Context& context, const Asked& asked) {
  auto mall = context.visitor->mall.empty() ? asked.filter.mall : context.visitor->mall;
  auto rules = context.office.rules().of(std::string_view(mall));
  if (!rules)
    if (auto all = context.office.rules().all(); !all.empty()) rules = all.front();
  return {context, rules};
}

}  // namespace

Response show_cases(Context& context) {
  auto wanted = asked(context.request.query);
  auto words = words_for(context, wanted);
  auto page = list_cases(context.office, wanted.filter, *context.visitor);
  auto counts = count_cases(context.office, wanted.filter.mall, *context.visitor);
  Html main;
  if (!page.ok() || !counts.ok()) {
    add_alert(main, words("office.error.internal"_msg));
    main << "<h1>"_html << words("office.cases.title"_msg) << "</h1>"_html;
    return office_page(context, words, words("office.cases.title"_msg), Nav::cases, main, 503);
  }
  main << "<div class=\"hd\"><h1>"_html << words("office.cases.title"_msg) << "</h1><div class=\"r\">"_html;
  if (may_look_up(*context.visitor)) main << "<a class=\"btn\" href=\"/cases/lost\">"_html << words("lost.link"_msg) << "</a>"_html;
  main << "<a class=\"btn\" href=\""_html << address(context, "/cases.csv", "", "") << "\">"_html << words("office.cases.csv"_msg) << "</a></div></div>"_html;
  add_tabs(main, context, words, wanted, *counts);
  add_filters(main, context, words, wanted);
  add_silent_malls(main, context, words, wanted.filter.mall);
  if (page->rows.empty()) main << "<p class=\"card\" role=\"status\">"_html << words("office.cases.none"_msg) << "</p>"_html;
  else add_table(main, context, words, wanted, *page);
  add_pager(main, context, words, wanted, *page);
  return office_page(context, words, words("office.cases.title"_msg), Nav::cases, main);
}

Response download_cases(Context& context) {
  auto text = export_cases(context.office, asked(context.request.query).filter, *context.visitor, ExportFormat::csv);
  if (!text.ok()) return Response::text(503, "not available\n");
  return Response::download(std::move(*text), "text/csv; charset=utf-8", "cases.csv");
}

}  // namespace redress::headoffice
