// The whole of writing to the record: one transaction, its projections, and word of it to whoever waits.
#pragma once

#include <type_traits>

#include "sync/headoffice/record/office.h"
#include "sync/headoffice/record/record_writer.h"

namespace redress::headoffice {

// Runs `work(db, writer) -> Status or Result` and finishes the writer, all in one transaction; on an error nothing of it stays.
// `now`: when the events are taken to have arrived.
template <class Work>
auto write_record(Office& office, Instant now, Work&& work) -> std::invoke_result_t<Work, Database&, RecordWriter&> {
  using Answer = std::invoke_result_t<Work, Database&, RecordWriter&>;
  RecordWriter::Outcome outcome;
  auto written = office.store().write([&](Database& db) -> Answer {
    RecordWriter writer(office, db, now);
    auto answer = work(db, writer);
    if (!answer.ok()) return answer;
    REDRESS_TRY(writer.finish());
    outcome = writer.outcome();
    return answer;
  });
  announce(office, outcome);  // also after a failed sync: readers see it
  return written;
}

}  // namespace redress::headoffice
