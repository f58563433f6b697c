#include "platform/print/printer_session.h"

#include <poll.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace redress {
namespace {

constexpr int kJob_slack_ms = 30'000;  // above what the line needs at best
constexpr int kPoll_ms = 50;
constexpr int kAsk_again_ms = 1'000;
constexpr std::size_t kChunk_bytes = 4096;
constexpr std::size_t kFlush_bytes = 72 * 256;  // the widest band there is

constexpr std::array<std::uint8_t, 2> kReset{0x1b, '@'};
constexpr std::array<std::uint8_t, 3> kAutomatic_status_on{0x1d, 'a', 0xff};
constexpr std::array<std::uint8_t, 3> kAutomatic_status_off{0x1d, 'a', 0x00};
constexpr std::array<std::uint8_t, 3> kTell_when_done{0x1d, 'r', '1'};

}  // namespace

PrinterSession::PrinterSession(PrinterLink& link, int fd, const PrinterLimits& limits)
    : link_(link), fd_(fd), limits_(limits), can_answer_(link.can_answer(fd)) {}

void PrinterSession::lose(std::string why) {
  if (!lost_) why_ = std::move(why);
  lost_ = true;
}

// One piece at a time: a printer that sends without a pause must not hold us past a deadline.
void PrinterSession::read_answers() {
  std::array<std::uint8_t, 256> bytes;
  long size = ::read(fd_, bytes.data(), bytes.size());
  for (long i = 0; i < size; ++i) reader_.take(bytes[static_cast<std::size_t>(i)]);
  if (size == 0) peer_ended_ = true;
  if (size < 0 && errno != EAGAIN && errno != EINTR) lose(std::generic_category().message(errno));
}

bool PrinterSession::wait(int events, int timeout_ms) {
  const bool listen = can_answer_ && !peer_ended_;
  pollfd wait{fd_, static_cast<short>(events | (listen ? POLLIN : 0)), 0};
  int ready = ::poll(&wait, 1, timeout_ms);
  if (ready < 0 && errno != EINTR) lose(std::generic_category().message(errno));
  if (ready <= 0) return false;
  if (wait.revents & (POLLERR | POLLNVAL)) lose("the connection broke");
  if (listen && wait.revents & (POLLIN | POLLHUP)) read_answers();
  if (wait.revents & POLLHUP && !(wait.revents & POLLOUT)) peer_ended_ = true;
  return (wait.revents & events) != 0;
}

bool PrinterSession::ask(int question) {
  const std::array<std::uint8_t, 3> bytes{0x10, 0x04, static_cast<std::uint8_t>(question)};
  reader_.asked(question);
  Deadline deadline(limits_.answer_ms);
  while (!wait(POLLOUT, deadline.left_ms()))
    if (lost_ || deadline.passed()) return false;
  long written = write_quietly(fd_, bytes.data(), bytes.size());
  if (written < 0 && errno != EAGAIN) lose(std::generic_category().message(errno));
  if (written != static_cast<long>(bytes.size())) return false;
  while (!reader_.answered() && !lost_ && !peer_ended_ && !deadline.passed()) wait(0, deadline.left_ms());
  return reader_.answered();
}

bool PrinterSession::ask_all() {
  // Some printers answer only the first questions: paper comes before errors.
  bool any = false;
  for (int question : {1, 2, 4, 3}) {
    if (!ask(question)) break;
    any = answers_ = true;
  }
  return any;
}

PrinterStatus PrinterSession::ask_status() {
  PrinterStatus status;
  status.answers_status = false;
  status.online = true;
  if (can_answer_) {
    if (ask_all()) {
      status = reader_.status();
      status.answers_status = true;
      return status;
    }
  }
  if (lost_ || peer_ended_) {
    status.online = false;
    status.detail = why_.empty() ? "the printer closed the connection" : why_;
    return status;
  }
  if (auto port = link_.port_status(fd_)) return *port;
  status.detail = can_answer_ ? "the printer does not answer status questions" : "this port has no way back";
  return status;
}

PrintFault PrinterSession::reported_fault() const {
  PrinterStatus status = reader_.status();
  status.online = true;  // offline alone is also said while paper is fed; the time limits judge it
  return answers_ ? fault_of(status) : PrintFault::none;
}

PrintOutcome PrinterSession::interrupted(std::string what) const {
  if (auto fault = reported_fault(); fault != PrintFault::none) return {fault, sent_ > 0, std::move(what)};
  return {PrintFault::interrupted, sent_ > 0, std::move(what)};
}

bool PrinterSession::send(ByteView bytes, const Deadline& job_deadline) {
  Deadline stall(limits_.stall_ms);
  while (!bytes.empty()) {
    if (lost_ || stall.passed() || job_deadline.passed() || reported_fault() != PrintFault::none)
      return false;
    if (!wait(POLLOUT, std::min(stall.left_ms(), job_deadline.left_ms()))) continue;
    long written = write_quietly(fd_, bytes.data(), std::min(bytes.size(), kChunk_bytes));
    if (written < 0 && errno != EAGAIN && errno != EINTR) lose(std::generic_category().message(errno));
    if (written <= 0) continue;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    sent_ += static_cast<std::size_t>(written);
    stall = Deadline(limits_.stall_ms);
  }
  return true;
}

bool PrinterSession::drain(const Deadline& job_deadline) {
  std::size_t unsent = link_.unsent_bytes(fd_);
  Deadline stall(limits_.stall_ms);
  while (unsent > 0) {
    if (lost_ || stall.passed() || job_deadline.passed() || reported_fault() != PrintFault::none)
      return false;
    wait(0, kPoll_ms);
    if (peer_ended_) ::usleep(kPoll_ms * 1000);  // nothing more to wait for but the queue
    std::size_t now = link_.unsent_bytes(fd_);
    if (now < unsent) stall = Deadline(limits_.stall_ms);
    unsent = now;
  }
  return !lost_;
}

PrintOutcome PrinterSession::confirm() {
  Deadline deadline(limits_.confirm_ms), ask_again(kAsk_again_ms);
  bool answered_since = true;
  while (!reader_.job_done() && !deadline.passed() && !lost_ && !peer_ended_) {
    wait(0, std::min(kPoll_ms, deadline.left_ms()));
    if (reported_fault() != PrintFault::none) return interrupted("reported while printing");
    if (!ask_again.passed() || reader_.job_done()) continue;
    answered_since = ask_all();
    ask_again = Deadline(kAsk_again_ms);
  }
  if (reported_fault() != PrintFault::none) return interrupted("reported while printing");
  if (reader_.job_done()) return {};
  if (lost_ || peer_ended_)
    return interrupted(why_.empty() ? "the printer closed the connection early" : why_);
  if (!answered_since) return interrupted("the printer stopped answering while printing");
  return {PrintFault::none, false, "the printer does not confirm jobs; its status is good"};
}

PrintOutcome PrinterSession::print(ByteView job, bool flush) {
  Bytes bytes;
  if (flush) bytes.assign(kFlush_bytes, 0);
  bytes.insert(bytes.end(), kReset.begin(), kReset.end());
  const bool begins_with_reset =
      job.size() >= kReset.size() && std::equal(kReset.begin(), kReset.end(), job.begin());
  // A reset would switch automatic status off again, so it comes after the job's own.
  if (answers_) bytes.insert(bytes.end(), kAutomatic_status_on.begin(), kAutomatic_status_on.end());
  ByteView rest = begins_with_reset ? job.subspan(kReset.size()) : job;
  bytes.insert(bytes.end(), rest.begin(), rest.end());
  if (answers_) bytes.insert(bytes.end(), kTell_when_done.begin(), kTell_when_done.end());

  Deadline job_deadline(link_.transmit_ms(bytes.size()) * 2 + kJob_slack_ms);
  if (!send(bytes, job_deadline) || !drain(job_deadline))
    return interrupted(lost_ ? why_ : "the printer stopped taking data");
  if (!answers_) return {PrintFault::none, false, "sent; the printer does not answer status questions"};
  auto outcome = confirm();
  if (outcome.fault == PrintFault::none)
    write_quietly(fd_, kAutomatic_status_off.data(), kAutomatic_status_off.size());
  return outcome;
}

}  // namespace redress
