// A folder instead of a printer: for demonstrations and for looking at what would come out.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/base/bytes.h"
#include "core/env/printer.h"

namespace redress {

std::unique_ptr<Printer> folder_printer(std::string folder, int width_dots);

// What a job's raster bands burn on paper, as a PNG. Nothing when the job holds other commands than
// those of our receipts, or no picture.
std::optional<Bytes> picture_of_job(ByteView job);

}  // namespace redress
