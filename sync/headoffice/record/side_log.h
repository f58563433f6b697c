// Lines beside the database, which coming back from an older copy must not lose: what was erased (erasure.h),
// what is on hold (holds.h). Only ever added to.
#pragma once

#include <functional>
#include <string>

#include "core/base/result.h"

namespace redress::headoffice {

// On the disk when it returns. `lines` end with a line break each; nothing to do if empty.
Status append_lines(const std::string& path, const std::string& lines);
// Calls `take` for each line; for none if there is no such file. The last may be cut off by the power; whoever reads must
// see that. Errc::io: the file cannot be read, so nobody knows what stands in it.
Status each_line(const std::string& path, const std::function<void(const std::string&)>& take);

}  // namespace redress::headoffice
