// The pack of a case from page 62.
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/hand_out.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

Response failed(Context& context, const PageWords& words, const Error& error) {
  const int status = error.code == Errc::not_found      ? 404
                     : error.code == Errc::unauthorised ? 403
                     : error.code == Errc::invalid      ? 422
                                                        : 503;
  Html main;
  add_alert(main, words(status == 503   ? "office.error.internal"_msg
                        : status == 422 ? "pack.contact.purpose"_msg
                                        : "office.error.not_found"_msg));
  main << "<h1>"_html << words("pack.button"_msg) << "</h1>"_html;
  return office_page(context, words, words("pack.button"_msg), Nav::cases, main, status);
}

Response hand_out(Context& context) {
  PageWords words(context,
                  context.office.rules().of(std::string_view(context.visitor->mall)));
  auto code = parse_case_code(context.wild[0]);
  if (!code.ok()) return failed(context, words, {Errc::not_found, "code"});
  auto pack = hand_out_pack(context.office, *code, *context.visitor, words.language(),
                            context.request.form["contact"]);
  if (!pack.ok()) return failed(context, words, pack.error());
  return Response::download(std::move(*pack), "text/html; charset=utf-8", to_compact(*code) + ".html");
}

}  // namespace

void add_pack_page(Router& router) {
  router.add("POST", "/cases/:code/pack", kPack_makers, hand_out);
}

}  // namespace redress::headoffice
