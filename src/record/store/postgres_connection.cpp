#include "record/store/postgres_connection.h"

#include <libpq-fe.h>

#include "base/bytes.h"
#include "record/limits.h"

namespace congvu::record {
namespace {

struct Result {
  PGresult* result;
  explicit Result(PGresult* given) : result(given) {}
  ~Result() { PQclear(result); }
  Result(Result const&) = delete;
  Result& operator=(Result const&) = delete;
};

void collect(PGresult const* result, std::vector<PostgresRow>& rows) {
  int const columns = PQnfields(result);
  for (int line = 0; line < PQntuples(result); ++line) {
    auto& row = rows.emplace_back();
    for (int column = 0; column < columns; ++column) {
      row.emplace_back(PQgetvalue(result, line, column), static_cast<std::size_t>(PQgetlength(result, line, column)));
    }
  }
}

constexpr int binary = 1;

}  // namespace

std::string bigint(std::uint64_t value) {
  std::string octets;
  put_big_endian(octets, value, 8);
  return octets;
}

std::uint64_t from_bigint(std::string_view octets) {
  return get_big_endian(octets);
}

PostgresConnection::PostgresConnection(std::string const& connection)
    : connection_(PQconnectdb(connection.c_str()), PQfinish) {
  PQsetNoticeProcessor(connection_.get(), [](void*, char const*) {}, nullptr);  // "already exists, skipping"
  if (PQstatus(connection_.get()) != CONNECTION_OK || PQenterPipelineMode(connection_.get()) != 1) lost();
}

PostgresConnection::~PostgresConnection() = default;

void PostgresConnection::lost() const {
  throw Damaged(std::string("PostgreSQL: ") + PQerrorMessage(connection_.get()));
}

void PostgresConnection::send(std::string const& text, std::span<std::string const> values) {
  auto [found, fresh] = prepared_.try_emplace(text, "s" + std::to_string(prepared_.size()));
  auto const* name = found->second.c_str();
  if (fresh && PQsendPrepare(connection_.get(), name, text.c_str(), 0, nullptr) != 1) lost();
  std::vector<char const*> starts;
  std::vector<int> lengths;
  std::vector<int> const formats(values.size(), binary);
  for (auto const& value : values) {
    starts.push_back(value.data());
    lengths.push_back(static_cast<int>(value.size()));
  }
  if (PQsendQueryPrepared(connection_.get(), name, static_cast<int>(values.size()), starts.data(), lengths.data(),
                          formats.data(), binary) != 1) {
    lost();
  }
  ++told_;
}

void PostgresConnection::tell(std::string const& text, std::span<std::string const> values) {
  send(text, values);
  // The server's answers must be read before both sides' buffers are full of each other's words.
  if (told_ >= limits::batch / 4) settle();
}

std::vector<PostgresRow> PostgresConnection::ask(std::string const& text, std::span<std::string const> values) {
  send(text, values);
  return receive();
}

void PostgresConnection::settle() {
  if (told_ > 0) receive();
}

// Waits for everything sent so far; gives the rows of the last statement that had any. The first error is thrown, after
// all answers have been read.
std::vector<PostgresRow> PostgresConnection::receive() {
  if (PQpipelineSync(connection_.get()) != 1) lost();
  told_ = 0;
  std::vector<PostgresRow> rows;
  std::string error;
  for (bool synced = false; !synced;) {
    Result const answer(PQgetResult(connection_.get()));
    if (!answer.result) {  // the end of one statement's answers
      if (PQstatus(connection_.get()) != CONNECTION_OK) lost();
      continue;
    }
    switch (PQresultStatus(answer.result)) {
      case PGRES_PIPELINE_SYNC:
        synced = true;
        break;
      case PGRES_TUPLES_OK:
        rows.clear();
        collect(answer.result, rows);
        break;
      case PGRES_COMMAND_OK:
      case PGRES_PIPELINE_ABORTED:  // the error before it is told
        break;
      default:
        if (error.empty()) error = PQresultErrorMessage(answer.result);
    }
  }
  if (!error.empty()) throw Damaged("PostgreSQL: " + error);
  return rows;
}

void PostgresConnection::send_unprepared(char const* text) {
  if (PQsendQueryParams(connection_.get(), text, 0, nullptr, nullptr, nullptr, nullptr, binary) != 1) lost();
}

void PostgresConnection::undo() {
  try {
    receive();  // whatever was still on its way
  } catch (Damaged const&) {
    // that is what is being undone
  }
  send_unprepared("ROLLBACK");
  send_unprepared("DEALLOCATE ALL");  // what was to be prepared after the error is not there
  receive();
  prepared_.clear();
}

}  // namespace congvu::record
