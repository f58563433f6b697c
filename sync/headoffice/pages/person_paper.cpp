// One person's data on paper, for that person (R126, R132).
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

void add_history(Html& html, const PageWords& words, const Json& one) {
  html << "<table><thead><tr>"_html;
  for (auto key :
       {"office.case.events.time"_msg, "office.case.events.what"_msg, "office.case.events.who"_msg})
    html << "<th scope=\"col\">"_html << words(key) << "</th>"_html;
  html << "</tr></thead><tbody>\n"_html;
  for (const auto& line : one["history"].items()) {
    const auto what = line["what"].string();
    const auto title = what == "submitted"
                           ? words.word("event.submitted", one["contact_type"].string("complaint"))
                           : words.word("event", what);
    html << "<tr><td>"_html << shown(line["at"].string()) << "</td><td><b>"_html << title << "</b>"_html;
    if (line.has("answer")) html << "<br>"_html << line["answer"].string();
    add_typed(html, words, line["typed"]);
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
