#include "sync/headoffice/record/ingest_reply.h"

#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

IngestReply reject(Office& office, int status, std::string what) {
  ++office.counters().batches_rejected;
  IngestReply reply;
  reply.status = status;
  reply.what = std::move(what);
  return reply;
}

IngestReply reject(Office& office, const Error& error) {
  switch (error.code) {
    case Errc::limit:
      return reject(office, 413, error.what);
    case Errc::unauthorised:
      return reject(office, 401, error.what);
    case Errc::invalid:
    case Errc::corrupt:
      return reject(office, 400, error.what);
    default:
      return reject(office, 503, error.what);
  }
}

}  // namespace redress::headoffice
