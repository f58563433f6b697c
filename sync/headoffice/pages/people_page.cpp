// Staff and head-office people: who they are, new secrets, leaving. A secret stands in the answer that made it, once.
#include "core/text/dates.h"
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/people/person_scope.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

struct Said {
  int status = 200;
  std::string problem, staff, pin, password;  // secrets just made for `staff`
};

PageWords words_for(const Context& context) {
  auto all = context.office.rules().all();
  return {context, all.empty() ? nullptr : all.front()};
}

void add_secrets(Html& html, const PageWords& words, const Said& said) {
  html << "<div class=\"note ok\" role=\"status\"><span>"_html << words("office.people.once"_msg, {{"staff", said.staff}});
  if (!said.pin.empty()) html << "<br>"_html << words("office.people.pin"_msg) << " <b class=\"mono\">"_html << said.pin << "</b>"_html;
  if (!said.password.empty()) html << "<br>"_html << words("office.people.password"_msg) << " <b class=\"mono\">"_html << said.password << "</b>"_html;
  html << "</span></div>"_html;
}

void add_button(Html& html, const Context& context, const PageWords& words, Markup action, const PersonRow& row, MessageKey label) {
  html << "<form method=\"post\" action=\"/people/"_html << action << "\">"_html;
  add_csrf(html, context);
  add_hidden(html, "staff", row.person.staff);
  html << "<button class=\"link\">"_html << words(label) << "<span class=\"hidden\"> "_html << row.person.staff << " "_html << row.person.name << "</span></button></form>"_html;
}

// 4月15日—4月18日 不在, and the form that changes it.
void add_absence(Html& html, const Context& context, const PageWords& words, const PersonRow& row) {
  const bool over = row.away && row.away->until < words.local(context.office.now()).date;
  if (row.away && !over) {
    const auto day = [&](CivilDate date) { return words.day(date); };
    html << mark(Mark::warn) << " "_html
         << words("office.people.away"_msg, {{"from", day(row.away->from)}, {"until", day(row.away->until)}});
  }
  html << "<details><summary>"_html << words("office.people.away.change"_msg)
       << "<span class=\"hidden\"> "_html << row.person.staff << " "_html << row.person.name
       << "</span></summary><form method=\"post\" action=\"/people/away\">"_html;
  add_csrf(html, context);
  add_hidden(html, "staff", row.person.staff);
  const auto field = [&](std::string_view name, MessageKey label, const CivilDate* day) {
    html << "<label>"_html << words(label) << " <input class=\"in\" type=\"date\" name=\""_html << name
         << "\" value=\""_html << (day ? to_iso(*day) : std::string()) << "\"></label> "_html;
  };
  field("from", "office.people.away.from"_msg, row.away && !over ? &row.away->from : nullptr);
  field("until", "office.people.away.until"_msg, row.away && !over ? &row.away->until : nullptr);
  html << "<button class=\"btn\">"_html << words("office.people.away.save"_msg)
       << "</button></form></details>"_html;
}

void add_row(Html& html, const Context& context, const PageWords& words, const PersonRow& row) {
  auto cell = [&](MessageKey label, std::string_view text) { html << "<td data-label=\""_html << words(label) << "\">"_html << text << "</td>"_html; };
  auto of_mall = words.with(row.mall.empty() ? nullptr : context.office.rules().of(std::string_view(row.mall)));
  html << "<tr>"_html;
  cell("office.people.number"_msg, row.person.staff);
  cell("office.people.name"_msg, row.person.name);
  cell("office.people.role"_msg, words.word("role", kRoles.name(row.person.role)));
  cell("office.cases.mall"_msg, row.mall.empty() ? words("role.head_office"_msg) : of_mall.mall());
  cell("office.cases.department"_msg, row.person.department.empty() ? std::string("—") : words.department(row.person.department));
  html << "<td data-label=\""_html << words("office.people.access"_msg) << "\">"_html;
  if (!row.active) html << words("office.people.left"_msg);
  else if (row.has_pin && row.has_password) html << words("office.people.both"_msg);
  else html << words(row.has_pin ? "office.people.counter"_msg : "office.people.pages"_msg);
  html << "</td><td data-label=\""_html << words("office.people.duty"_msg) << "\">"_html;
  if (row.active) add_absence(html, context, of_mall, row);
  html << "</td><td class=\"acts1\" data-label=\""_html << words("office.people.do"_msg) << "\">"_html;
  add_button(html, context, words, "reset"_html, row, "office.people.reset"_msg);
  if (row.active && row.person.staff != context.visitor->person.staff) add_button(html, context, words, "remove"_html, row, "office.people.remove"_msg);
  html << "</td></tr>"_html;
}

void add_table(Html& html, const Context& context, const PageWords& words, const std::vector<PersonRow>& people) {
  html << "<div class=\"box\" role=\"region\" tabindex=\"0\" aria-label=\""_html << words("office.people.title"_msg) << "\"><table class=\"list\"><caption class=\"hidden\">"_html
       << words("office.people.title"_msg) << "</caption><thead><tr>"_html;
  for (auto key : {"office.people.number"_msg, "office.people.name"_msg, "office.people.role"_msg,
                   "office.cases.mall"_msg, "office.cases.department"_msg, "office.people.access"_msg,
                   "office.people.duty"_msg, "office.people.do"_msg})
    html << "<th scope=\"col\">"_html << words(key) << "</th>"_html;
  html << "</tr></thead><tbody>"_html;
  for (const auto& row : people) add_row(html, context, words, row);
  html << "</tbody></table></div>"_html;
}

void add_person_form(Html& html, const Context& context, const PageWords& words) {
  const auto& form = context.request.form;
  html << "<section class=\"card gap noprint\" aria-labelledby=\"new\"><h2 id=\"new\">"_html << words("office.people.add"_msg)
       << "</h2><form class=\"filters\" method=\"post\" action=\"/people/add\">"_html;
  add_csrf(html, context);
  html << "<div><label for=\"staff\">"_html << words("office.people.number"_msg) << "</label><input class=\"in\" id=\"staff\" name=\"staff\" required maxlength=\"16\" value=\""_html
       << form["staff"] << "\"></div><div><label for=\"name\">"_html << words("office.people.name"_msg)
       << "</label><input class=\"in\" id=\"name\" name=\"name\" required maxlength=\"40\" value=\""_html << form["name"] << "\"></div><div><label for=\"role\">"_html
       << words("office.people.role"_msg) << "</label><select class=\"in\" id=\"role\" name=\"role\">"_html;
  for (auto name : kRoles.names) add_option(html, name, words.word("role", name), form["role"] == name);
  html << "</select></div><div><label for=\"mall\">"_html << words("office.cases.mall"_msg) << "</label><select class=\"in\" id=\"mall\" name=\"mall\">"_html;
  add_option(html, "", words("role.head_office"_msg), form["mall"].empty());
  for (const auto& rules : context.office.rules().all()) add_option(html, rules->mall_id, words.with(rules).mall(), form["mall"] == rules->mall_id);
  html << "</select></div><div><label for=\"department\">"_html << words("office.cases.department"_msg) << "</label><select class=\"in\" id=\"department\" name=\"department\">"_html;
  add_option(html, "", words("nav.not_selected"_msg), false);
  if (words.rules())
    for (const auto& row : words.rules()->policy.departments) add_option(html, row.code, words.department(row.code), form["department"] == row.code);
  html << "</select></div><div><label class=\"box1\"><input type=\"checkbox\" name=\"pages\" value=\"yes\"><span>"_html << words("office.people.pages.too"_msg)
       << "</span></label></div><button class=\"btn p\">"_html << words("office.people.add"_msg) << "</button></form></section>"_html;
}

Response show_people(Context& context, const Said& said) {
  auto words = words_for(context);
  auto title = words("office.people.title"_msg);
  Html main;
  if (!said.problem.empty()) add_alert(main, words("office.case.refused"_msg, {{"reason", said.problem}}));
  if (context.request.query.has("done")) add_status(main, words("office.case.done"_msg));
  if (!said.staff.empty()) add_secrets(main, words, said);
  main << "<div class=\"hd\"><div><h1>"_html << title << "</h1><p>"_html << words("office.people.sub"_msg) << "</p></div></div>"_html;
  auto reader = context.office.store().read();
  auto people = reader.ok() ? list_people(**reader) : Result<std::vector<PersonRow>>(reader.error());
  if (people.ok()) add_table(main, context, words, *people);
  add_person_form(main, context, words);
  return office_page(context, words, title, Nav::people, main, people.ok() ? said.status : 503);
}

int status_of(const Error& error) {
  return error.code == Errc::not_found ? 404 : error.code == Errc::invalid ? 422 : error.code == Errc::refused ? 409 : 503;
}

MessageKey message_of(ScopeFault fault) {
  switch (fault) {
    case ScopeFault::mall_unknown:
      return "office.cases.mall"_msg;
    case ScopeFault::mall_missing:
      return "office.people.mall.missing"_msg;
    case ScopeFault::mall_given:
      return "office.people.mall.given"_msg;
    case ScopeFault::department_missing:
      return "office.people.department.missing"_msg;
    case ScopeFault::department_unknown:
      break;
  }
  return "office.people.department.unknown"_msg;
}

Response add(Context& context) {
  const auto& form = context.request.form;
  auto role = kRoles.find(form["role"]);
  if (!role) return show_people(context, {422, words_for(context)("office.people.role"_msg), {}, {}, {}});
  bool of_office = *role == Role::analyst || *role == Role::administrator;
  NewPerson person{std::string(form["staff"]), std::string(form["name"]), std::string(form["mall"]), std::string(form["department"]), *role, {}, {}};
  {
    // Adding never takes over somebody's number; changing a person's role is the command line's.
    auto reader = context.office.store().read();
    auto known = reader.ok() ? find_person(**reader, person.staff) : Result<std::optional<PersonRow>>(reader.error());
    if (!known.ok() || *known) return show_people(context, {409, words_for(context)("office.people.taken"_msg), {}, {}, {}});
  }
  if (auto fault = scope_fault(context.office, person)) return show_people(context, {422, words_for(context)(message_of(*fault)), {}, {}, {}});
  if (!of_office) person.pin = make_pin(context.office.random());
  if (of_office || form["pages"] == "yes") person.password = make_password(context.office.random());
  auto done = put_person(context.office, person);
  if (!done.ok()) return show_people(context, {status_of(done.error()), done.error().what, {}, {}, {}});
  return show_people(context, {200, {}, person.staff, person.pin, person.password});
}

Response reset(Context& context) {
  std::string staff(context.request.form["staff"]);
  auto reader = context.office.store().read();
  auto person = reader.ok() ? find_person(**reader, staff) : Result<std::optional<PersonRow>>(reader.error());
  if (!person.ok() || !*person) return show_people(context, {404, words_for(context)("office.people.number"_msg), {}, {}, {}});
  Said said{200, {}, staff, {}, {}};
  if ((*person)->has_pin) said.pin = make_pin(context.office.random());
  if ((*person)->has_password) said.password = make_password(context.office.random());
  auto done = reset_person(context.office, staff, said.pin, said.password);
  return done.ok() ? show_people(context, said) : show_people(context, {status_of(done.error()), done.error().what, {}, {}, {}});
}

Response remove(Context& context) {
  std::string staff(context.request.form["staff"]);
  if (staff == context.visitor->person.staff) return show_people(context, {409, words_for(context)("office.people.self"_msg), {}, {}, {}});
  auto done = deactivate_person(context.office, staff);
  if (!done.ok()) {
    auto why = done.error().code == Errc::refused ? "office.people.last"_msg : "office.people.number"_msg;
    return show_people(context, {status_of(done.error()), words_for(context)(why), {}, {}, {}});
  }
  return Response::redirect("/people?done=1");
}

// Both days, or neither: back again.
Response set_away(Context& context) {
  const auto& form = context.request.form;
  const auto refuse = [&](int status, MessageKey why) {
    return show_people(context, {status, words_for(context)(why), {}, {}, {}});
  };
  std::optional<Absence> away;
  if (!form["from"].empty() || !form["until"].empty()) {
    away = read_absence(Json::object().set("from", form["from"]).set("until", form["until"]));
    if (!away) return refuse(422, "office.people.away.wrong"_msg);
  }
  auto done = set_absence(context.office, form["staff"], away);
  if (!done.ok()) return refuse(status_of(done.error()), "office.people.number"_msg);
  return Response::redirect("/people?done=1");
}

}  // namespace

void add_people_pages(Router& router) {
  router.add("GET", "/people", kPeople_keepers, [](Context& context) { return show_people(context, {}); });
  router.add("POST", "/people/add", kPeople_keepers, add);
  router.add("POST", "/people/reset", kPeople_keepers, reset);
  router.add("POST", "/people/away", kPeople_keepers, set_away);
  router.add("POST", "/people/remove", kPeople_keepers, remove);
}

}  // namespace redress::headoffice
