#include "kiosk/app/print_room.h"

#include "kiosk/receipt/escpos.h"
#include "kiosk/type/face.h"

namespace redress {

namespace {

PrintRow row_of(const PrintJob& job) {
  return {job.id, job.case_code, job.copy, job.staff, std::string(text_of(job.state)), std::string(text_of(job.fault)),
          job.asked_at, job.changed_at};
}

PrintJob job_of(const PrintRow& row) {
  PrintJob job;
  job.id = row.id;
  job.case_code = row.case_code;
  job.copy = row.copy;
  job.staff = row.staff;
  if (auto state = print_state_from(row.state); state.ok()) job.state = *state;
  if (auto fault = print_fault_from(row.fault); fault.ok()) job.fault = *fault;
  job.asked_at = row.asked_at;
  job.changed_at = row.changed_at;
  return job;
}

PrintView view_of(const PrintJob& job) {
  PrintView view;
  switch (job.state) {
    case PrintState::queued: view.state = PrintView::State::queued; break;
    case PrintState::checking:
    case PrintState::printing: view.state = PrintView::State::printing; break;
    case PrintState::printed: view.state = PrintView::State::printed; break;
    case PrintState::failed: view.state = PrintView::State::failed; break;
    case PrintState::uncertain: view.state = PrintView::State::uncertain; break;
  }
  view.message = message_key(job);
  view.copy = job.copy;
  view.parts_done = job.state == PrintState::printed ? 5 : job.state == PrintState::printing ? 2 : job.state == PrintState::checking ? 1 : 0;
  return view;
}

Result<Bytes> encode(const Printer& printer, const ReceiptContent& content) {
  if (!printer.raster()) return escpos_text(content, PrinterText::gb18030);
  REDRESS_TRY_ASSIGN(auto fonts, FontStore::open());
  REDRESS_TRY_ASSIGN(auto image, render(*fonts, content, printer.width_dots()));
  return escpos_raster(image);
}

Result<Bytes> encode_test_page(const Printer& printer, const TestPageContent& content) {
  REDRESS_TRY_ASSIGN(auto fonts, FontStore::open());
  REDRESS_TRY_ASSIGN(auto image, render_test_page(*fonts, content, printer.width_dots()));
  return escpos_raster(image);
}

}  // namespace

PrintRoom::PrintRoom(Machine& machine, Store& store, std::function<void()> on_change)
    : machine_(machine), store_(store), on_change_(std::move(on_change)) {
  if (machine.config.printer == "none") return;
  if (auto printer = machine.open_printer(machine.config); printer.ok()) printer_ = std::move(*printer);
  else status_.detail = printer.error().what;
  const std::string_view finals[] = {"printed", "failed", "uncertain"};
  if (auto left = store_.unfinished_print_jobs(finals); left.ok()) {
    for (const auto& row : *left) {
      auto job = job_of(row);
      if (settle_after_restart(job, store_.now())) (void)save(job).ok();
    }
  }
  if (!printer_) return;
  thread_ = std::thread([this] { work(); });
  ask_status();
}

PrintRoom::~PrintRoom() {
  if (!thread_.joinable()) return;
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

PrinterStatus PrintRoom::status() const {
  std::lock_guard lock(mutex_);
  return status_;
}

void PrintRoom::remember(const PrinterStatus& status) {
  std::lock_guard lock(mutex_);
  status_ = status;
}

Status PrintRoom::save(PrintJob& job) {
  REDRESS_TRY_ASSIGN(auto row, store_.put_print_job(row_of(job)));
  job.id = row.id;
  return {};
}

Result<int> PrintRoom::next_copy(CaseCode code) {
  REDRESS_TRY_ASSIGN(auto rows, store_.print_jobs(to_compact(code)));
  std::vector<PrintJob> earlier;
  for (const auto& row : rows) earlier.push_back(job_of(row));
  REDRESS_TRY_ASSIGN(auto job, new_print_job(to_compact(code), {}, earlier, store_.now()));
  return job.copy;
}

Result<PrintView> PrintRoom::print(CaseCode code, const std::string& staff, const ReceiptContent& content) {
  REDRESS_TRY_ASSIGN(auto rows, store_.print_jobs(to_compact(code)));
  std::vector<PrintJob> earlier;
  for (const auto& row : rows) earlier.push_back(job_of(row));
  REDRESS_TRY_ASSIGN(auto job, new_print_job(to_compact(code), staff, earlier, store_.now()));
  if (!printer_) {
    job.state = PrintState::failed;
    job.fault = PrintFault::offline;
  }
  REDRESS_TRY(save(job));
  if (printer_) {
    std::lock_guard lock(mutex_);
    tasks_.push_back({job, [content](const Printer& printer) { return encode(printer, content); }});
    wake_.notify_one();
  }
  return view_of(job);
}

Result<PrintView> PrintRoom::print_test_page(const TestPageContent& content) {
  if (!printer_) return Error{Errc::unavailable, "no printer is configured"};
  PrintJob job;
  job.case_code = "TEST";
  job.copy = 1;
  job.asked_at = job.changed_at = store_.now();
  REDRESS_TRY(save(job));
  std::lock_guard lock(mutex_);
  tasks_.push_back({job, [content](const Printer& printer) { return encode_test_page(printer, content); }});
  wake_.notify_one();
  return view_of(job);
}

Result<PrintView> PrintRoom::state_of(CaseCode code) {
  REDRESS_TRY_ASSIGN(auto rows, store_.print_jobs(to_compact(code)));
  if (rows.empty()) return PrintView{};
  auto newest = rows.front();
  for (const auto& row : rows)
    if (row.id > newest.id) newest = row;
  return view_of(job_of(newest));
}

void PrintRoom::ask_status() {
  if (!printer_) return;
  std::lock_guard lock(mutex_);
  tasks_.push_back({});
  wake_.notify_one();
}

void PrintRoom::work() {
  for (;;) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return stop_ || !tasks_.empty(); });
      if (stop_) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    run(task);
    on_change_();
  }
}

// The row is durable before the first byte leaves: that is what makes a restart honest.
void PrintRoom::run(Task& task) {
  auto status = printer_->status();
  remember(status);
  if (!task.job) return;
  auto& job = *task.job;
  auto now = [&] { return store_.now(); };
  auto bytes = task.encode(*printer_);
  if (!start_check(job, now()).ok() || !end_check(job, status, now()).ok()) return;
  if (job.state == PrintState::printing && !bytes.ok()) {
    (void)finish(job, {PrintFault::offline, false, bytes.error().what}, now()).ok();
  }
  if (!save(job).ok() || job.state != PrintState::printing) return;
  on_change_();
  (void)finish(job, printer_->print(*bytes), now()).ok();
  (void)save(job).ok();
  remember(printer_->status());
}

}  // namespace redress
