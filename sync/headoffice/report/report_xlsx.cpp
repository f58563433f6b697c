#include <xlsxwriter.h>

#include <unistd.h>

#include "core/store/folder.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/report_tables.h"

namespace redress::headoffice {

namespace {

struct Formats {
  lxw_format *head, *number, *decimal;
};

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell, const Formats& formats) {
  if (const auto* text = std::get_if<std::string>(&cell)) worksheet_write_string(sheet, row, column, text->c_str(), nullptr);
  else if (const auto* number = std::get_if<std::int64_t>(&cell))
    worksheet_write_number(sheet, row, column, static_cast<double>(*number), formats.number);
  else worksheet_write_number(sheet, row, column, std::get<double>(cell), formats.decimal);
}

// Texts are written as strings, never as formulas.
void write_table(lxw_workbook* book, const ReportTable& table, const Formats& formats) {
  auto* sheet = workbook_add_worksheet(book, table.name.c_str());
  worksheet_freeze_panes(sheet, 1, 1);
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, 9);  // A4
  worksheet_repeat_rows(sheet, 0, 0);
  worksheet_set_column(sheet, 0, 0, 28, nullptr);
  worksheet_set_column(sheet, 1, 14, 16, nullptr);
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(i), table.columns[i].c_str(), formats.head);
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t c = 0; c < table.rows[r].size(); ++c)
      write_cell(sheet, static_cast<lxw_row_t>(r + 1), static_cast<lxw_col_t>(c), table.rows[r][c], formats);
}

}  // namespace

Status write_report_xlsx(const std::vector<ReportTable>& tables, Instant as_of, const std::string& path) {
  auto* book = workbook_new(path.c_str());
  if (!book) return Error{Errc::io, path + ": could not be written"};
  lxw_doc_properties about{};
  about.created = static_cast<time_t>(as_of.ms / kSecond_ms);
  workbook_set_properties(book, &about);
  Formats formats{workbook_add_format(book), workbook_add_format(book), workbook_add_format(book)};
  format_set_bold(formats.head);
  format_set_num_format(formats.number, "#,##0");
  format_set_num_format(formats.decimal, "#,##0.0##");
  for (const auto& table : tables) write_table(book, table, formats);
  auto error = workbook_close(book);
  if (error != LXW_NO_ERROR) return Error{Errc::io, path + ": " + lxw_strerror(error)};
  return {};
}

Result<std::string> report_xlsx(Office& office, const std::vector<ReportTable>& tables, Instant as_of) {
  auto path = office.store().file("report-" + to_base64url(office.random().array<8>()) + ".xlsx");
  auto written = write_report_xlsx(tables, as_of, path);
  auto bytes = written.ok() ? read_file_whole(path, 64u << 20) : Result<Bytes>(written.error());
  ::unlink(path.c_str());
  if (!bytes.ok()) return bytes.error();
  return std::string(as_text(*bytes));
}

}  // namespace redress::headoffice
