// Receipts as ESC/POS bytes, the language of thermal printers.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "kiosk/receipt/bit_image.h"
#include "kiosk/receipt/receipt.h"

namespace redress {

struct EscposOptions {
  bool cutter = true;   // false: paper is torn off, so it is fed 96 dots further
  int band_rows = 128;  // 1-256; printers with small buffers turn longer pictures into garbage
};

// Reset, the picture in bands (GS v 0), feed, cut. No byte of the picture can act as a real-time
// command: a lone dot that would form one gets a neighbour.
Bytes escpos_raster(const BitImage& image, const EscposOptions& options = {});

// For the technician: moves the paper about 20 mm, and cuts it.
Bytes escpos_feed();
Bytes escpos_cut();

enum class PrinterText { gb18030, ascii };  // what the printer's own glyphs can write

// For lines too slow for pictures: mall, code, dates, phone, address of the page, and the QR
// by the printer's own command. Control characters never reach the printer; what it cannot write is '?'.
// Errors: Errc::invalid when code or qr_text are not as in ReceiptContent.
Result<Bytes> escpos_text(const ReceiptContent& content, PrinterText text, const EscposOptions& options = {});

}  // namespace redress
