// Page 61 and its CSV: the filter stands in the address.
#pragma once

#include "sync/headoffice/router.h"

namespace redress::headoffice {

Response show_cases(Context& context);
Response download_cases(Context& context);

}  // namespace redress::headoffice
