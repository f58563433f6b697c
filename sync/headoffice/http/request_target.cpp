#include "sync/headoffice/http/request_target.h"

#include <algorithm>

namespace redress::headoffice {

Request bare_request(std::string_view target) {
  Request request;
  request.target = target;
  auto mark = std::min(target.find('?'), target.size());
  request.path = decode_percent(target.substr(0, mark), false).value_or("");
  if (mark < target.size())
    if (auto query = parse_form(target.substr(mark + 1)); query.ok()) request.query = std::move(*query);
  return request;
}

}  // namespace redress::headoffice
