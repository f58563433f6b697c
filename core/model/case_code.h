// The case code: twelve symbols, 55 random bits and a check symbol (R4, decisions 1, 2).
// Every single wrong symbol and every swap of two symbols is detected; nothing can be located.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/env/random.h"

namespace redress {

inline constexpr std::string_view kCodeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

struct CaseCode {
  std::uint64_t number = 0;  // below 2^55
  auto operator<=>(const CaseCode&) const = default;
};

CaseCode make_case_code(Random& random);
std::string to_compact(CaseCode code);  // 7K3QF8M2X9TJ: on the wire, in the QR
std::string to_grouped(CaseCode code);  // 7K3Q-F8M2-X9TJ: for people

// Twelve symbols with or without hyphens or spaces, any letter case. Errc::invalid: not a code at all;
// Errc::corrupt: well formed but the check symbol is wrong (编号有误，请对照回执).
Result<CaseCode> parse_case_code(std::string_view text);

// What a scanner gives: an address HTTPS://HOST/C/CODE of any host (decision 22), or the bare code.
Result<CaseCode> parse_scanned_code(std::string_view scanned);

// The address on the receipt: upper-cased public_url + "/C/" + compact code.
std::string tracking_address(std::string_view public_url, CaseCode code);

}  // namespace redress

template <>
struct std::hash<redress::CaseCode> {
  std::size_t operator()(redress::CaseCode code) const noexcept { return std::hash<std::uint64_t>()(code.number); }
};
