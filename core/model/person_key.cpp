#include "core/model/person_key.h"

#include <algorithm>

#include "core/seal/hash.h"

namespace redress {

std::string normal_phone(std::string_view phone) {
  std::string digits;
  const bool abroad = phone.starts_with('+');
  std::copy_if(phone.begin(), phone.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  for (std::string_view prefix : {"0086", "86"})
    if (digits.starts_with(prefix) && (abroad || prefix == "0086")) return digits.substr(prefix.size());
  return digits;
}

std::string person_key(ByteView mall_key, std::string_view phone) {
  const auto digits = normal_phone(phone);
  if (digits.empty()) return {};
  return to_hex(keyed_hash(mall_key, {as_bytes(std::string_view("person")), as_bytes(digits)}));
}

}  // namespace redress
