// Receipts on their way to paper: the ledger's rows, the printer's thread, and what the screen may say of it.
// Printer trouble never loses a case; nothing prints a second time by itself.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "core/store/store.h"
#include "kiosk/app/desk.h"
#include "kiosk/app/machine.h"
#include "kiosk/receipt/print_job.h"
#include "kiosk/receipt/receipt.h"
#include "kiosk/receipt/test_page.h"

namespace redress {

class PrintRoom {
 public:
  // `on_change` runs on the printing thread when a job or the printer changed.
  PrintRoom(Machine& machine, Store& store, std::function<void()> on_change);
  ~PrintRoom();

  bool has_printer() const { return printer_ != nullptr; }
  PrinterStatus status() const;           // as last asked
  // A ledger row is durable when this returns; the paper comes later. Errc::busy while a job of the case runs.
  Result<PrintView> print(CaseCode code, const std::string& staff, const ReceiptContent& content);
  Result<PrintView> state_of(CaseCode code);
  Result<PrintView> print_test_page(const TestPageContent& content);
  // Copies printed so far plus one.
  Result<int> next_copy(CaseCode code);
  void ask_status();                      // in the background

 private:
  struct Task {
    std::optional<PrintJob> job;          // none: only ask the status
    std::function<Result<Bytes>(const Printer&)> encode;
  };
  void work();
  void run(Task& task);
  Status save(PrintJob& job);
  void remember(const PrinterStatus& status);

  Machine& machine_;
  Store& store_;
  std::function<void()> on_change_;
  std::unique_ptr<Printer> printer_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Task> tasks_;
  PrinterStatus status_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace redress
