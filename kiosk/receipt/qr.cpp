#include "kiosk/receipt/qr.h"

#include <qrencode.h>

#include <memory>
#include <string>

namespace redress {
namespace {

constexpr std::string_view kAlphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
constexpr int kSmallest_version = 2;

struct Release {
  void operator()(QRinput* input) const { QRinput_free(input); }
  void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

Result<QrMatrix> qr_matrix(std::string_view text) {
  if (text.empty() || text.find_first_not_of(kAlphanumeric) != text.npos)
    return invalid("QR text may hold only 0-9, A-Z (upper case) and $%*+-./: and must not be empty");
  if (text.size() > kQr_max_characters)
    return Error{Errc::limit, "QR text of " + std::to_string(text.size()) +
                                  " characters needs more than version 3; use a shorter public_url host"};
  std::unique_ptr<QRinput, Release> input(QRinput_new2(kSmallest_version, QR_ECLEVEL_M));
  auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  if (!input || QRinput_append(input.get(), QR_MODE_AN, static_cast<int>(text.size()), bytes) != 0)
    return Error{Errc::internal, "QR text could not be encoded"};
  std::unique_ptr<QRcode, Release> code(QRcode_encodeInput(input.get()));
  if (!code || code->version > kQr_max_version) return Error{Errc::internal, "QR code could not be made"};
  QrMatrix matrix{code->version, code->width, {}};
  matrix.dark.resize(static_cast<std::size_t>(code->width * code->width));
  for (std::size_t i = 0; i < matrix.dark.size(); ++i) matrix.dark[i] = code->data[i] & 1;
  return matrix;
}

}  // namespace redress
