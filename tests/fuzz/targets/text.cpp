// What a person typed, on its way to every place where it is shown.
#include "core/base/utf8.h"
#include "kiosk/receipt/printer_encoder.h"
#include "sync/headoffice/cases/case_export.h"
#include "sync/headoffice/http/http.h"
#include "sync/headoffice/pages/html.h"
#include "tests/fuzz/fuzz.h"

namespace redress::fuzz {

namespace {

void check_page(std::string_view text) {
  headoffice::Html html;
  html << text;
  for (char c : html.str())
    require(c != '<' && c != '>' && c != '"' && c != '\'', "no markup comes out of a text");
}

void check_cell(std::string_view text) {
  auto cell = headoffice::csv_cell(text);
  require(cell.size() >= 2 && cell.front() == '"' && cell.back() == '"', "a cell is quoted");
  require(cell.find_first_of("\r\n") == std::string::npos, "a cell is one line");
  require(std::string_view("=+-@\t").find(cell[1]) == std::string_view::npos, "a cell is no formula");
}

void check_paper(std::string_view text) {
  for (auto set : {PrinterText::gb18030, PrinterText::ascii})
    for (unsigned char c : PrinterEncoder(set).encode(text))
      require(c >= 0x20, "no text makes a printer command");
}

}  // namespace

void text(ByteView input) {
  auto typed = as_text(input);
  check_page(typed);
  check_cell(typed);
  check_paper(typed);
  require(headoffice::decode_percent(headoffice::encode_percent(typed), false).value_or("") ==
              (is_valid_utf8(typed) && typed.find('\0') == std::string_view::npos ? typed : ""),
          "percent-escapes give the text back");
  auto clean = clean_typed_text(typed, 2000, 8 * 1024);
  if (!clean.ok()) return;
  auto again = clean_typed_text(clean->text, 2000, 8 * 1024);
  require(again.ok() && again->text == clean->text && again->removed == 0,
          "cleaning a clean text changes nothing");
}

}  // namespace redress::fuzz
