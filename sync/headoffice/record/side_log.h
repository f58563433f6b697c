// Lines beside the database, which coming back from an older copy must not lose: what was erased (erasure.h),
// what is on hold (holds.h). Only ever added to.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace redress::headoffice {

// On the disk when it returns. `lines` end with a line break each; nothing to do if empty.
Status append_lines(const std::string& path, const std::string& lines);
// Nothing if there is no such file. The last may be cut off by the power; whoever reads must see that.
std::vector<std::string> read_lines(const std::string& path);

}  // namespace redress::headoffice
