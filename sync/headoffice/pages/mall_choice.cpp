#include "sync/headoffice/pages/mall_choice.h"

#include "sync/headoffice/pages/html.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

std::shared_ptr<const Rules> mall_of(Context& context, std::string_view mall_id) {
  if (auto named = context.office.rules().of(mall_id)) return named;
  const auto all = context.office.rules().all();
  return all.size() == 1 ? all.front() : nullptr;
}

void add_mall_links(Html& html, Context& context, const PageWords& words, Markup path) {
  const auto all = context.office.rules().all();
  if (!words.rules() && !all.empty()) html << "<p class=\"soft\">"_html << words("track.which_mall"_msg) << "</p>"_html;
  html << "<nav class=\"malls\" aria-label=\""_html << words("office.cases.mall"_msg) << "\">"_html;
  for (const auto& mall : all) {
    if (words.rules() && mall->mall_id == words.rules()->mall_id) continue;
    html << "<p><a"_html << (words.rules() ? ""_html : " class=\"btn\""_html) << " href=\""_html << path << "?mall="_html
         << mall->mall_id << "&amp;lang="_html << language_code(words.language()) << "\">"_html
         << words.with(mall).mall() << "</a></p>"_html;
  }
  html << "</nav>"_html;
}

}  // namespace redress::headoffice
