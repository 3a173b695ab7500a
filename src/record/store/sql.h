// SQL as rooms use it: a text, its values, and rows to walk through. Each text is prepared once a connection and kept;
// values go in by position, so that nothing typed by a person ever becomes part of a statement.
// One Sql is one connection and belongs to one thread at a time.
//
//   sql.run("INSERT INTO worklist(duty, due) VALUES (?, ?)", duty, due);
//   for (auto const& row : sql.rows("SELECT code, due FROM worklist WHERE holder = ?", holder)) use(row.text("code"));
//   auto const waiting = sql.one<std::int64_t>("SELECT count(*) FROM worklist WHERE state = ?", "waiting").value_or(0);
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/bytes.h"
#include "base/handle.h"
#include "base/instant.h"

struct sqlite3;
struct sqlite3_stmt;

namespace congvu::record {

// The database did not do what it was asked: a broken disk, a full one, or a wrong statement. Never caught by rooms.
struct SqlFailure : std::runtime_error {
  enum class Reason { full, busy, disk, damaged, constraint, other };
  Reason reason;
  SqlFailure(Reason why, std::string const& what) : std::runtime_error(what), reason(why) {}
};

// Octets, stored as they are; text is stored as text. Handles are stored as their 16 octets, instants as seconds since
// 1970, dates as their ISO text, so that they sort.
struct Octets {
  std::string_view bytes;
};
using SqlValue = std::variant<std::monostate, std::int64_t, double, std::string_view, Octets>;

// A column of a row, by its name or its place.
class Column {
 public:
  Column(char const* name) : name_(name) {}
  Column(std::string_view name) : name_(name) {}
  Column(int place) : place_(place) {}
  std::string_view name() const { return name_; }
  int place() const { return place_; }

 private:
  std::string_view name_;
  int place_ = -1;
};

namespace sql_detail {
struct Statement;
}

// The row under the cursor. What view() gives lives until the next row.
class SqlRow {
 public:
  std::string_view view(Column) const;  // text or octets; empty when null
  std::int64_t number(Column) const;
  double real(Column) const;
  bool null(Column) const;
  Handle handle(Column) const;  // zeros when null
  Date date(Column) const;
  std::string text(Column column) const { return std::string(view(column)); }
  bool flag(Column column) const { return number(column) != 0; }
  Instant instant(Column column) const { return Instant{seconds{number(column)}}; }

  std::optional<std::string> maybe_text(Column column) const { return maybe(&SqlRow::text, column); }
  std::optional<std::int64_t> maybe_number(Column column) const { return maybe(&SqlRow::number, column); }
  std::optional<double> maybe_real(Column column) const { return maybe(&SqlRow::real, column); }
  std::optional<Handle> maybe_handle(Column column) const { return maybe(&SqlRow::handle, column); }
  std::optional<Instant> maybe_instant(Column column) const { return maybe(&SqlRow::instant, column); }
  std::optional<Date> maybe_date(Column column) const { return maybe(&SqlRow::date, column); }

 private:
  friend class SqlRows;
  explicit SqlRow(sqlite3_stmt* statement) : statement_(statement) {}
  int place_of(Column) const;
  template <class T>
  std::optional<T> maybe(T (SqlRow::*read)(Column) const, Column column) const {
    if (null(column)) return std::nullopt;
    return (this->*read)(column);
  }

  sqlite3_stmt* statement_;
};

// The rows of one running statement, walked through once. Its statement is free for others when this goes.
class SqlRows {
 public:
  class Step {
   public:
    using value_type = SqlRow;
    using difference_type = std::ptrdiff_t;
    SqlRow const& operator*() const { return rows_->row_; }
    SqlRow const* operator->() const { return &rows_->row_; }
    Step& operator++() { return rows_->next(), *this; }
    void operator++(int) { rows_->next(); }
    friend bool operator==(Step const& step, std::default_sentinel_t) { return step.at_end(); }

   private:
    friend class SqlRows;
    explicit Step(SqlRows* rows) : rows_(rows) {}
    bool at_end() const { return rows_->done_; }
    SqlRows* rows_;
  };

  SqlRows(SqlRows const&) = delete;
  SqlRows& operator=(SqlRows const&) = delete;
  ~SqlRows();
  Step begin() { return Step{this}; }
  std::default_sentinel_t end() const { return {}; }

 private:
  friend class Sql;
  SqlRows(class Sql& sql, std::string_view text, std::span<SqlValue const> values);
  void next();

  struct PreparedStatement* prepared_;
  SqlRow row_;
  bool done_ = false;
};

class Sql {
 public:
  enum class Access { read_only, read_and_write };
  // Throws SqlFailure when the file cannot be opened.
  Sql(std::filesystem::path const& file, Access);
  ~Sql();
  Sql(Sql const&) = delete;
  Sql& operator=(Sql const&) = delete;

  // Runs a statement to its end; gives how many rows it changed.
  template <class... Values>
  std::int64_t run(std::string_view text, Values const&... values) {
    return run_with(text, std::array<SqlValue, sizeof...(Values)>{value_of(values)...});
  }

  // The rows of a query, for a range-for.
  template <class... Values>
  SqlRows rows(std::string_view text, Values const&... values) {
    return SqlRows(*this, text, std::array<SqlValue, sizeof...(Values)>{value_of(values)...});
  }

  // The same with the values first and the function last: sql.each("SELECT …", value, [&](SqlRow const& row) { … }).
  template <class... ValuesAndFunction>
  void each(std::string_view text, ValuesAndFunction const&... arguments) {
    each_of(text, std::forward_as_tuple(arguments...), std::make_index_sequence<sizeof...(arguments) - 1>{});
  }

  // The first column of the first row; absent when there is no row or it is null.
  template <class T, class... Values>
  std::optional<T> one(std::string_view text, Values const&... values) {
    for (auto const& row : rows(text, values...)) return read<T>(row);
    return std::nullopt;
  }

  // Several statements separated by semicolons, without values: for laying tables.
  void script(std::string const& text);

  bool in_transaction() const;

 private:
  friend class SqlRows;

  template <class T>
  static SqlValue value_of(T const& value) {
    if constexpr (std::is_same_v<T, std::nullopt_t> || std::is_same_v<T, std::nullptr_t>) {
      return std::monostate{};
    } else if constexpr (std::is_same_v<T, Handle>) {
      return Octets{value.bytes()};
    } else if constexpr (std::is_same_v<T, Octets>) {
      return value;
    } else if constexpr (std::is_same_v<T, Instant>) {
      return static_cast<std::int64_t>(value.time_since_epoch().count());
    } else if constexpr (std::is_floating_point_v<T>) {
      return static_cast<double>(value);
    } else if constexpr (std::is_integral_v<T>) {
      return static_cast<std::int64_t>(value);
    } else if constexpr (std::is_convertible_v<T const&, std::string_view>) {
      return std::string_view(value);
    } else {
      return value ? value_of(*value) : SqlValue{};  // an optional
    }
  }

  template <class T>
  static std::optional<T> read(SqlRow const& row) {
    if constexpr (std::is_same_v<T, std::string>) {
      return row.maybe_text(0);
    } else if constexpr (std::is_same_v<T, bool>) {
      return row.null(0) ? std::nullopt : std::optional(row.flag(0));
    } else if constexpr (std::is_integral_v<T>) {
      return row.null(0) ? std::nullopt : std::optional(static_cast<T>(row.number(0)));
    } else if constexpr (std::is_floating_point_v<T>) {
      return row.maybe_real(0);
    } else if constexpr (std::is_same_v<T, Handle>) {
      return row.maybe_handle(0);
    } else if constexpr (std::is_same_v<T, Date>) {
      return row.maybe_date(0);
    } else {
      static_assert(std::is_same_v<T, Instant>, "a value of SQL is text, a number, a handle, a date or an instant");
      return row.maybe_instant(0);
    }
  }

  template <class Arguments, std::size_t... Places>
  void each_of(std::string_view text, Arguments const& arguments, std::index_sequence<Places...>) {
    auto const& function = std::get<sizeof...(Places)>(arguments);
    for (auto const& row : rows(text, std::get<Places>(arguments)...)) function(row);
  }

  std::int64_t run_with(std::string_view text, std::span<SqlValue const> values);
  PreparedStatement& prepare(std::string_view text);

  struct Connection;
  std::unique_ptr<Connection> connection_;
};

}  // namespace congvu::record
