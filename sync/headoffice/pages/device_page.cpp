// Page 64: devices that wait for approval first, then all of them, those in trouble on top.
#include <algorithm>

#include "core/text/time_words.h"
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/record/devices.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr std::int64_t kSilent_ms = 2 * kHour_ms, kQuiet_ms = 15 * kMinute_ms;
constexpr std::int64_t kClock_bad_ms = 2 * kMinute_ms;
constexpr std::int64_t kDisk_low_bytes = 1 << 30, kDisk_full_bytes = 200 << 20;

enum class Health { fault, attention, ok, off };

struct DeviceView {
  DeviceRow row;
  Health health = Health::ok;
  std::string_view state;                 // word of office.devices.state
  std::optional<std::int64_t> offset_ms;  // of its clock
  bool is_behind = false;                 // an older program than others have
};

std::int64_t silence_ms(const DeviceRow& row, Instant now) { return row.last_seen_at ? now - *row.last_seen_at : now.ms; }

Health health_of(wire::PrinterHealth printer) {
  using enum wire::PrinterHealth;
  if (printer == none || printer == unknown) return Health::off;
  return printer == ok ? Health::ok : printer == low ? Health::attention : Health::fault;
}

Health disk_of(const DeviceRow& row) {
  if (!row.free_bytes) return Health::off;
  return *row.free_bytes < kDisk_full_bytes  ? Health::fault
         : *row.free_bytes < kDisk_low_bytes ? Health::attention
                                             : Health::ok;
}

// "1.10.2" is later than "1.9".
std::vector<int> numbers_of(std::string_view version) {
  std::vector<int> out{0};
  for (char c : version) {
    if (c == '.')
      out.push_back(0);
    else if (c >= '0' && c <= '9')
      out.back() = out.back() * 10 % 100'000 + (c - '0');
  }
  return out;
}

bool is_older(std::string_view version, std::string_view than) {
  return numbers_of(version) < numbers_of(than);
}

void judge(DeviceView& view, Instant now) {
  const auto& row = view.row;
  auto say = [&](Health health, std::string_view state) {
    view.health = health;
    view.state = state;
  };
  if (row.state == "lost") return say(Health::attention, "lost");
  if (row.state == "revoked") return say(Health::off, "revoked");
  if (row.state == "waiting") return say(Health::attention, "pending");
  if (row.forked) return say(Health::fault, "fork");
  if (!row.last_seen_at) return say(Health::attention, "never");
  if (silence_ms(row, now) >= kSilent_ms) return say(Health::fault, "silent");
  bool clock_bad = view.offset_ms && std::abs(*view.offset_ms) >= kClock_bad_ms;
  const auto paper = health_of(row.printer), disk = disk_of(row);
  if (clock_bad || row.refused > 0 || paper == Health::fault || disk == Health::fault)
    return say(Health::fault, "fault");
  const bool small = paper == Health::attention || disk == Health::attention || view.is_behind;
  if (small || !row.gaps.empty() || silence_ms(row, now) >= kQuiet_ms)
    return say(Health::attention, "attention");
  say(Health::ok, "ok");
}

// As it was measured under the boot it was last heard of: one that was mended is red no more.
std::optional<std::int64_t> offset_of(Database& db, std::int64_t device) {
  auto row = db.query("SELECT c.offset_ms FROM device d JOIN clock c ON c.device = d.no AND c.boot = d.boot WHERE d.no = ?", device);
  auto found = row.step();
  if (!found.ok() || !*found) return std::nullopt;
  return row.integer(0);
}

std::string newest_version(const std::vector<DeviceRow>& rows) {
  std::string newest;
  for (const auto& row : rows)
    if (row.state == "approved" && is_older(newest, row.version)) newest = row.version;
  return newest;
}

// Red first; inside, the longest silent first.
Result<std::vector<DeviceView>> all_devices(Context& context) {
  REDRESS_TRY_ASSIGN(auto rows, list_devices(context.office, context.request.query["mall"], *context.visitor));
  REDRESS_TRY_ASSIGN(auto reader, context.office.store().read());
  auto now = context.office.now();
  const auto newest = newest_version(rows);
  std::vector<DeviceView> out;
  for (auto& row : rows) {
    DeviceView view;
    view.is_behind = !row.version.empty() && is_older(row.version, newest);
    view.offset_ms = offset_of(*reader, row.no);
    view.row = std::move(row);
    judge(view, now);
    out.push_back(std::move(view));
  }
  std::stable_sort(out.begin(), out.end(), [&](const auto& a, const auto& b) {
    if (a.health != b.health) return a.health < b.health;
    return silence_ms(a.row, now) > silence_ms(b.row, now);
  });
  return out;
}

Markup mark_of(Health health) {
  switch (health) {
    case Health::fault: return mark(Mark::bad);
    case Health::attention: return mark(Mark::warn);
    case Health::ok: return mark(Mark::ok);
    case Health::off: return mark(Mark::off);
  }
  return ""_html;
}

// One that the restored backup does not know has neither name nor number: the start of its identity tells it apart.
std::string name_of(const PageWords& words, const DeviceRow& row) {
  if (row.state == "lost") return words.word("device_role", row.role) + " " + to_text(row.incarnation).substr(0, 8);
  return row.name.empty() ? words.word("device_role", row.role) + " " + std::to_string(row.number) : row.name;
}

void add_button(Html& html, const Context& context, Markup action, const DeviceRow& row, std::string_view text, Markup kind) {
  html << "<form method=\"post\" action=\"/devices/"_html << action << "\">"_html;
  add_csrf(html, context);
  add_hidden(html, "device", to_text(row.incarnation));
  html << "<button class=\"btn"_html << kind << "\">"_html << text << "</button></form>"_html;
}

bool may_approve(const Context& context) { return kDevice_approvers & role_bit(context.visitor->person.role); }

void add_approvals(Html& html, Context& context, const PageWords& words, const std::vector<DeviceView>& devices) {
  auto waiting = std::count_if(devices.begin(), devices.end(), [](const auto& view) { return view.state == "pending"; });
  if (waiting == 0) return;
  html << "<section class=\"note approvals\" aria-label=\""_html << words("office.devices.state.pending"_msg) << "\"><div><b>"_html
       << words("office.devices.pending"_msg, {{"n", static_cast<std::int64_t>(waiting)}}) << "</b><ul>"_html;
  for (const auto& view : devices) {
    if (view.state != "pending") continue;
    auto of_mall = words.with(context.office.rules().of(view.row.mall));
    html << "<li><span>"_html << name_of(words, view.row) << "（"_html << of_mall.mall() << "·"_html << words.word("device_role", view.row.role) << "）"_html
         << words("office.devices.compare"_msg, {{"f", view.row.fingerprint}}) << "</span>"_html;
    if (may_approve(context)) {
      add_button(html, context, "revoke"_html, view.row, words("office.devices.reject"_msg), ""_html);
      add_button(html, context, "approve"_html, view.row, words("office.devices.approve"_msg), " p"_html);
    }
    html << "</li>"_html;
  }
  html << "</ul></div></section>"_html;
}

void add_tabs(Html& html, const Context& context, const PageWords& words, const std::vector<DeviceView>& devices) {
  html << "<nav class=\"tabs\" aria-label=\""_html << words("office.cases.tabs"_msg) << "\">"_html;
  auto asked = context.request.query["tab"];
  auto tab = [&](std::string_view name, std::optional<Health> health, MessageKey key) {
    auto n = std::count_if(devices.begin(), devices.end(), [&](const auto& view) { return !health || view.health == *health; });
    html << "<a href=\"/devices"_html << (name.empty() ? "" : "?tab=") << name << "\""_html << (asked == name ? " aria-current=\"true\""_html : ""_html) << ">"_html
         << (health ? mark_of(*health) : ""_html) << words(key, {{"n", static_cast<std::int64_t>(n)}}) << "</a>"_html;
  };
  tab("", std::nullopt, "office.devices.tab.all"_msg);
  tab("fault", Health::fault, "office.devices.tab.fault"_msg);
  tab("attention", Health::attention, "office.devices.tab.attention"_msg);
  tab("ok", Health::ok, "office.devices.tab.ok"_msg);
  tab("off", Health::off, "office.devices.tab.revoked"_msg);
  html << "</nav>"_html;
}

bool in_tab(std::string_view tab, Health health) {
  if (tab == "fault") return health == Health::fault;
  if (tab == "attention") return health == Health::attention;
  if (tab == "ok") return health == Health::ok;
  if (tab == "off") return health == Health::off;
  return true;
}

// 118–120、125
std::string ranges(const PageWords& words, const DeviceRow& row) {
  std::vector<std::string> items;
  for (const auto& gap : row.gaps)
    items.push_back(gap.from == gap.to ? std::to_string(gap.from) : std::to_string(gap.from) + "–" + std::to_string(gap.to));
  return join_list(words.text(), items);
}

std::string clock_words_of(const PageWords& words, const DeviceView& view) {
  if (!view.offset_ms) return words("office.devices.paper.unknown"_msg);
  auto ms = *view.offset_ms;
  if (std::abs(ms) < kSecond_ms) return words("office.devices.state.ok"_msg);
  auto span = std::abs(ms) < kMinute_ms ? words("office.span.seconds"_msg, {{"n", std::abs(ms) / kSecond_ms}}) : span_words(words.text(), std::abs(ms));
  return words("office.devices.clock"_msg, {{"sign", ms < 0 ? "−" : "+"}, {"span", span}});
}

// Colour, shape and word; plain where there is nothing to judge.
void add_paper(Html& html, const PageWords& words, const DeviceRow& row) {
  const auto health = health_of(row.printer);
  if (health != Health::off) html << mark_of(health) << " "_html;
  const auto word = words.word("office.devices.paper", wire::kPrinter_healths.name(row.printer));
  if (health == Health::fault)
    html << "<b>"_html << word << "</b>"_html;
  else
    html << word;
}

void add_program(Html& html, const PageWords& words, const DeviceView& view) {
  const auto& row = view.row;
  if (row.version.empty())
    html << words("office.devices.paper.unknown"_msg);
  else if (view.is_behind)
    html << mark_of(Health::attention) << " <b>"_html << row.version << "</b> "_html
         << words("office.devices.behind"_msg);
  else
    html << row.version;
  if (!row.free_bytes) return;
  const auto disk = disk_of(row);
  const auto tenths = *row.free_bytes / (100 << 20);
  html << "<small>"_html << (disk == Health::ok ? ""_html : mark_of(disk)) << (disk == Health::ok ? ""_html : " "_html)
       << words("office.devices.free"_msg,
                {{"n", std::to_string(tenths / 10) + "." + std::to_string(tenths % 10)}})
       << "</small>"_html;
}

void add_owed(Html& html, const PageWords& words, const DeviceRow& row) {
  if (row.gaps.empty())
    html << words("office.devices.owes.none"_msg);
  else
    html << "<b>"_html << words("office.devices.owes"_msg, {{"ranges", ranges(words, row)}}) << "</b>"_html;
  html << "<small>"_html << words("office.devices.received"_msg, {{"n", group_digits(row.events)}});
  if (row.refused > 0) html << "·"_html << words("office.devices.refused"_msg, {{"n", row.refused}});
  html << "</small>"_html;
}

void add_row(Html& html, Context& context, const PageWords& page_words, const DeviceView& view) {
  auto words = page_words.with(context.office.rules().of(view.row.mall));
  const auto& row = view.row;
  auto now = context.office.now();
  auto cell = [&](MessageKey label) { html << "</td><td data-label=\""_html << words(label) << "\">"_html; };
  html << "<tr"_html << (view.health == Health::fault ? " class=\"red\""_html : view.health == Health::attention ? " class=\"amb\""_html : ""_html)
       << "><td class=\"nw\" data-label=\""_html << words("office.devices.col.state"_msg) << "\">"_html << mark_of(view.health) << " <b>"_html
       << words.word("office.devices.state", view.state) << "</b>"_html;
  cell("office.devices.col.device"_msg);
  html << name_of(words, row) << "<small>"_html << words.mall();
  if (row.state == "lost") html << "·"_html << words("office.devices.lost"_msg);
  else html << "·"_html << words.word("device_role", row.role) << "·"_html << row.mall << "/"_html << row.number;
  html << "</small>"_html;
  cell("office.devices.col.seen"_msg);
  if (row.last_seen_at) html << ago_words(words.text(), now - *row.last_seen_at) << "<small>"_html << words.time(*row.last_seen_at) << "</small>"_html;
  else html << words("office.devices.state.never"_msg);
  cell("office.devices.col.owed"_msg);
  add_owed(html, words, row);
  cell("office.devices.col.paper"_msg);
  add_paper(html, words, row);
  cell("office.devices.col.version"_msg);
  add_program(html, words, view);
  cell("office.devices.col.clock"_msg);
  html << clock_words_of(words, view) << "</td><td class=\"noprint\">"_html;
  if (may_approve(context) && row.state == "approved") {
    html << "<details><summary>"_html << words("office.devices.revoke"_msg) << "</summary>"_html;
    add_button(html, context, "revoke"_html, row, words("office.devices.revoke.named"_msg, {{"name", name_of(words, row)}}), " d"_html);
    html << "</details>"_html;
  }
  html << "</td></tr>"_html;
}

void add_table(Html& html, Context& context, const PageWords& words, const std::vector<DeviceView>& devices) {
  html << "<div class=\"box\" role=\"region\" tabindex=\"0\" aria-label=\""_html << words("office.devices.caption"_msg) << "\"><table class=\"list\"><caption class=\"hidden\">"_html
       << words("office.devices.caption"_msg) << "</caption><thead><tr>"_html;
  for (auto key :
       {"office.devices.col.state"_msg, "office.devices.col.device"_msg, "office.devices.col.seen"_msg,
        "office.devices.col.owed"_msg, "office.devices.col.paper"_msg, "office.devices.col.version"_msg,
        "office.devices.col.clock"_msg, "office.devices.col.do"_msg})
    html << "<th scope=\"col\">"_html << words(key) << "</th>"_html;
  html << "</tr></thead><tbody>"_html;
  for (const auto& view : devices)
    if (in_tab(context.request.query["tab"], view.health)) add_row(html, context, words, view);
  html << "</tbody></table></div>"_html;
}

void add_code_form(Html& html, const Context& context, const PageWords& words) {
  if (!may_approve(context)) return;
  html << "<section class=\"card gap noprint\" aria-labelledby=\"issue\"><h2 id=\"issue\">"_html << words("office.devices.issue"_msg)
       << "</h2><form class=\"filters\" method=\"post\" action=\"/devices/code\">"_html;
  add_csrf(html, context);
  html << "<div><label for=\"mall\">"_html << words("office.cases.mall"_msg) << "</label><select class=\"in\" id=\"mall\" name=\"mall\">"_html;
  for (const auto& rules : context.office.rules().all())
    if (context.visitor->mall.empty() || context.visitor->mall == rules->mall_id) add_option(html, rules->mall_id, words.with(rules).mall(), false);
  html << "</select></div><div><label for=\"role\">"_html << words("office.devices.issue.role"_msg) << "</label><select class=\"in\" id=\"role\" name=\"role\">"_html;
  for (auto name : kDeviceRoles.names) add_option(html, name, words.word("device_role", name), false);
  html << "</select></div><div class=\"q\"><label for=\"name\">"_html << words("office.devices.issue.name"_msg)
       << "</label><input class=\"in\" id=\"name\" name=\"name\" required maxlength=\"40\"></div><button class=\"btn p\">"_html << words("office.devices.issue"_msg)
       << "</button></form></section>"_html;
}

struct Said {
  int status = 200;
  std::string problem, done, code;
};

Response page(Context& context, const Said& said) {
  auto rules = context.visitor->mall.empty() ? nullptr : context.office.rules().of(std::string_view(context.visitor->mall));
  PageWords words(context, rules);
  auto devices = all_devices(context);
  Html main;
  if (!said.problem.empty()) add_alert(main, said.problem);
  if (!said.done.empty()) add_status(main, said.done);
  if (!said.code.empty())
    main << "<div class=\"note ok\" role=\"status\"><span>"_html << words("office.devices.issue.code"_msg) << "：<b class=\"mono\">"_html << said.code << "</b></span></div>"_html;
  main << "<div class=\"hd\"><div><h1>"_html << words("office.devices.title"_msg) << "</h1><p>"_html << words("office.devices.sub"_msg) << "</p></div></div>"_html;
  if (devices.ok()) {
    add_tabs(main, context, words, *devices);
    add_approvals(main, context, words, *devices);
    if (devices->empty()) main << "<p class=\"card\" role=\"status\">"_html << words("office.devices.empty"_msg) << "</p>"_html;
    else add_table(main, context, words, *devices);
  } else {
    add_alert(main, words("office.error.internal"_msg));
  }
  add_code_form(main, context, words);
  return office_page(context, words, words("office.devices.title"_msg), Nav::devices, main, said.status);
}

// The device named in the form, if the visitor may see it at all.
Result<std::string> chosen(Context& context) {
  REDRESS_TRY_ASSIGN(auto rows, list_devices(context.office, {}, *context.visitor));
  auto asked = context.request.form["device"];
  for (const auto& row : rows)
    if (to_text(row.incarnation) == asked) return std::string(asked);
  return Error{Errc::not_found, "no such device"};
}

Response change(Context& context, Status (*what)(Office&, std::string_view)) {
  PageWords words(context, nullptr);
  auto device = chosen(context);
  if (!device.ok()) return page(context, {404, words("office.error.not_found"_msg), {}, {}});
  auto done = what(context.office, *device);
  if (done.ok()) return Response::redirect("/devices?done=1");
  return page(context, {409, words("office.case.refused"_msg, {{"reason", words("refuse.already_done"_msg)}}), {}, {}});
}

Response show(Context& context) {
  PageWords words(context, nullptr);
  return page(context, {200, {}, context.request.query.has("done") ? words("office.case.done"_msg) : std::string(), {}});
}

// The code is shown by this answer alone, so it stands in no address and no list.
Response issue_code(Context& context) {
  PageWords words(context, nullptr);
  const auto& form = context.request.form;
  auto role = kDeviceRoles.find(form["role"]);
  bool own = context.visitor->mall.empty() || context.visitor->mall == form["mall"];
  if (!role || !own || form["name"].empty() || form["name"].size() > 160)
    return page(context, {422, words("office.case.refused"_msg, {{"reason", words("office.devices.issue.name"_msg)}}), {}, {}});
  auto code = make_enrol_code(context.office, form["mall"], *role, form["name"], false);
  if (!code.ok()) return page(context, {422, words("office.case.refused"_msg, {{"reason", words("office.cases.mall"_msg)}}), {}, {}});
  return page(context, {200, {}, {}, *code});
}

}  // namespace

void add_device_pages(Router& router) {
  router.add("GET", "/devices", kDevice_viewers, show);
  router.add("POST", "/devices/approve", kDevice_approvers, [](Context& context) { return change(context, approve_device); });
  router.add("POST", "/devices/revoke", kDevice_approvers, [](Context& context) { return change(context, revoke_device); });
  router.add("POST", "/devices/code", kDevice_approvers, issue_code);
}

}  // namespace redress::headoffice
