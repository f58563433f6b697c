// One person's data on paper, for that person (R126, R132).
#include "sync/headoffice/pages/case_sections.h"
#include "sync/headoffice/pages/paper.h"

namespace redress::headoffice {

namespace {

// "2026-11-26T14:03:00+08:00" without its zone: times are those of the mall.
std::string shown(std::string_view iso) {
  std::string out(iso.substr(0, 16));
  if (out.size() > 10) out[10] = ' ';
  return out;
}

void add_typed(Html& html, const PageWords& words, const Json& typed) {
  for (const auto& [key, value] : typed.members())
    if (value.is_string())
      html << "<br>"_html << words.word("office.field", key) << words("person.colon"_msg) << value.string();
}

// As the tracking page says it to the shopper, who reads this paper; what only staff do has the staff's word.
std::string own_title(const PageWords& words, std::string_view what, std::string_view contact_type) {
  const auto& text = words.text();
  const std::string to_them = "track.event.", plain = to_them + "plain.";
  const bool complaint = contact_type == "complaint";
  if (what == "submitted" && !complaint) return text.text_of("track.event.submitted", contact_type);
  if (what == "replied" && !complaint) return text.text_of("track.event", "fed_back");  // it is its answer (R11)
  for (const auto& area : {plain, to_them})
    if (text.has(area + std::string(what))) return text.text_of(area.substr(0, area.size() - 1), what);
  return words.word("event", what);
}

// What they told us by choosing, not by typing.
void add_chosen(Html& html, const PageWords& words, std::string_view what, const Json& line) {
  const auto& said = line["said"];
  const auto add = [&](MessageKey label, const std::string& value) {
    if (!value.empty()) html << "<br>"_html << words(label) << words("person.colon"_msg) << value;
  };
  if (what == "submitted") {
    add("office.case.impact"_msg, impact_words(words, said));
    add("office.case.wish"_msg, wish_words(words, said, {}));
    add("staff.case.when"_msg, std::string(said["occurred"]["date"].string()));
  }
  if (what == "disputed") html << "<br>"_html << words.word("dispute_reason", said["reason"].string());
  if (what == "rated")
    for (std::string_view mark : {"speed", "result", "attitude"})
      if (said.has(mark)) html << "<br>"_html << words.word("office.field", mark) << words("person.colon"_msg) << said[mark].integer();
}

void add_history(Html& html, const PageWords& words, const Json& one) {
  html << "<table><thead><tr>"_html;
  for (auto key :
       {"office.case.events.time"_msg, "office.case.events.what"_msg, "office.case.events.who"_msg})
    html << "<th scope=\"col\">"_html << words(key) << "</th>"_html;
  html << "</tr></thead><tbody>\n"_html;
  for (const auto& line : one["history"].items()) {
    const auto what = line["what"].string();
    const auto title = own_title(words, what, one["contact_type"].string("complaint"));
    html << "<tr><td>"_html << shown(line["at"].string()) << "</td><td><b>"_html << title << "</b>"_html;
    if (line.has("answer")) html << "<br>"_html << line["answer"].string();
    add_typed(html, words, line["typed"]);
    add_chosen(html, words, what, line);
    if (line.has("erased")) html << "<br>"_html << words("office.case.erased"_msg);
    html << "</td><td>"_html << words(line["by"].string() == "you" ? "person.you"_msg : "person.mall"_msg)
         << "</td></tr>\n"_html;
  }
  html << "</tbody></table>\n"_html;
}

}  // namespace

std::string person_paper(const PageWords& words, const Json& data) {
  auto html = begin_paper(words, words("person.title"_msg));
  html << "<p>"_html
       << words(
              "person.what"_msg,
              {{"mall", words.mall()}, {"n", data["days"].integer()}, {"t", shown(data["made_at"].string())}})
       << "</p>\n"_html;
  if (data["cases"].items().empty()) html << "<p>"_html << words("lost.none"_msg) << "</p>"_html;
  for (const auto& one : data["cases"].items()) {
    html << "<h2>"_html << one["code"].string() << "</h2><dl>"_html;
    add_fact(html, words("staff.case.submitted"_msg),
             shown(one["registered_at"].string()) + " · " +
                 words.text().text_of("channel", one["channel"].string()));
    add_fact(html, words("office.cases.col.category"_msg),
             joined({words.subject(one["category"].string(), ""), words.place(one["place"].string())}));
    for (const auto& [key, value] : one["contact"].members())
      add_fact(html, words.word("office.field", key), value.string());
    html << "</dl>"_html;
    add_history(html, words, one);
  }
  end_paper(html);
  return html.str();
}

}  // namespace redress::headoffice
