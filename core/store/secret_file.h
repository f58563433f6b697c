// A small file of keys: magic[4] ‖ content ‖ H(all before)[32], owner-only, whole on the disk or not there at all.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/secret.h"

namespace redress {

// The content. Errc::not_found: no such file; corrupt: another magic, size or hash; io.
Result<SecretBytes> load_secret_file(const std::string& path, std::string_view magic, std::size_t content_bytes);
// The content is what the parts are, one after the other.
Status save_secret_file(const std::string& path, std::string_view magic, std::initializer_list<ByteView> parts);

}  // namespace redress
