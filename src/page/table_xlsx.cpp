// A table as an Excel workbook. Text is written as text, so that "=1+1" is what somebody typed and nothing that is
// reckoned; the file is made in memory and never lies on a disk.
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstring>

#include "base/utf8.h"
#include "page/table.h"

namespace congvu::page {

namespace {

constexpr std::size_t longest_text = 32'767;       // characters that Excel keeps in a cell; bytes are never fewer
constexpr std::size_t longest_sheet_name = 31;     // characters
constexpr std::size_t widest = 60, narrowest = 8;  // characters of a column's width

// A file in memory that a path leads to, for a library that writes to paths.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(::memfd_create("table", MFD_CLOEXEC)) {}
  MemoryFile(MemoryFile const&) = delete;
  MemoryFile& operator=(MemoryFile const&) = delete;
  ~MemoryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  bool open() const { return descriptor_ >= 0; }
  std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }
  std::string content() const {
    std::string bytes;
    std::array<char, 65'536> piece{};
    for (off_t at = 0;;) {
      auto const got = ::pread(descriptor_, piece.data(), piece.size(), at);
      if (got <= 0) return bytes;
      bytes.append(piece.data(), static_cast<std::size_t>(got));
      at += got;
    }
  }

 private:
  int descriptor_;
};

std::string cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string{text};
  text = text.substr(0, most);
  return std::string{text.substr(0, utf8_length(text))};
}

// XML has no U+FFFE and U+FFFF, and Excel reads "_x0041_" in a text as the letter A: its first character is written so.
std::string as_excel_reads_it(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto const rest = text.substr(at);
    if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
      out += "\xEF\xBF\xBD";
      at += 2;
    } else if (rest.size() >= 7 && rest[0] == '_' && rest[1] == 'x' && rest[6] == '_' &&
               rest.substr(2, 4).find_first_not_of("0123456789ABCDEFabcdef") == std::string_view::npos) {
      out += "_x005F_";
    } else {
      out += text[at];
    }
  }
  return out;
}

// Excel allows none of these in a sheet's name.
std::string sheet_name(std::string_view title) {
  std::string name;
  std::size_t characters = 0;
  for (char const c : title) {
    bool const begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && characters++ == longest_sheet_name) break;
    name += std::string_view{"[]:*?/\\'"}.find(c) == std::string_view::npos ? c : ' ';
  }
  return name;
}

lxw_datetime day_of(Date date) {
  return {.year = static_cast<int>(date.year()),
          .month = static_cast<int>(static_cast<unsigned>(date.month())),
          .day = static_cast<int>(static_cast<unsigned>(date.day())),
          .hour = 0,
          .min = 0,
          .sec = 0};
}

lxw_datetime moment_of(Instant instant) {
  auto moment = day_of(local_date(instant));
  auto const time = std::chrono::duration_cast<minutes>(local_time_of_day(instant)).count();
  moment.hour = static_cast<int>(time / 60);
  moment.min = static_cast<int>(time % 60);
  return moment;
}

std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

class Workbook {
 public:
  explicit Workbook(std::string const& path) : book_(::workbook_new(path.c_str())) {}

  bool open() const { return book_ != nullptr; }

  void fill(Table const& table) {
    sheet_ = ::workbook_add_worksheet(book_, sheet_name(table.title).c_str());
    head_ = ::workbook_add_format(book_);
    ::format_set_bold(head_);
    ::format_set_text_wrap(head_);
    date_ = formatted("dd/mm/yyyy");
    instant_ = formatted("dd/mm/yyyy hh:mm");
    number_ = formatted("#,##0");
    lxw_doc_properties properties{};
    std::string title = table.title;
    properties.title = title.data();
    ::workbook_set_properties(book_, &properties);
    write_head(table);
    for (std::size_t at = 0; at < table.rows.size(); ++at) write_row(table.rows[at], static_cast<lxw_row_t>(at + 1));
    ::worksheet_freeze_panes(sheet_, 1, 0);
    if (!table.columns.empty()) {
      ::worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(table.rows.size()),
                             static_cast<lxw_col_t>(table.columns.size() - 1));
    }
  }

  lxw_error close() { return ::workbook_close(book_); }

 private:
  lxw_format* formatted(char const* pattern) {
    auto* format = ::workbook_add_format(book_);
    ::format_set_num_format(format, pattern);
    return format;
  }

  void write_text(lxw_row_t row, lxw_col_t column, std::string const& text, lxw_format* format) {
    ::worksheet_write_string(sheet_, row, column, as_excel_reads_it(cut(text, longest_text)).c_str(), format);
  }

  void write_head(Table const& table) {
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
      auto const column = static_cast<lxw_col_t>(at);
      write_text(0, column, table.columns[at].title, head_);
      ::worksheet_set_column(sheet_, column, column, static_cast<double>(width_of(table, at)), nullptr);
    }
  }

  static std::size_t width_of(Table const& table, std::size_t at) {
    std::size_t width = characters_of(table.columns[at].title) + 3;
    for (auto const& row : table.rows) {
      if (auto const* text = std::get_if<std::string>(&row[at])) width = std::max(width, characters_of(*text) + 1);
      if (auto const* link = std::get_if<Link>(&row[at])) width = std::max(width, characters_of(link->text) + 1);
      if (std::holds_alternative<Instant>(row[at])) width = std::max<std::size_t>(width, 17);
      if (std::holds_alternative<Date>(row[at])) width = std::max<std::size_t>(width, 12);
    }
    return std::clamp(width, narrowest, widest);
  }

  void write_row(std::vector<Cell> const& cells, lxw_row_t row) {
    for (std::size_t at = 0; at < cells.size(); ++at) {
      auto const column = static_cast<lxw_col_t>(at);
      if (auto const* text = std::get_if<std::string>(&cells[at])) write_text(row, column, *text, nullptr);
      if (auto const* link = std::get_if<Link>(&cells[at])) write_text(row, column, link->text, nullptr);
      if (auto const* number = std::get_if<std::int64_t>(&cells[at])) {
        ::worksheet_write_number(sheet_, row, column, static_cast<double>(*number), number_);
      }
      if (auto const* date = std::get_if<Date>(&cells[at])) {
        auto day = day_of(*date);
        ::worksheet_write_datetime(sheet_, row, column, &day, date_);
      }
      if (auto const* instant = std::get_if<Instant>(&cells[at])) {
        auto moment = moment_of(*instant);
        ::worksheet_write_datetime(sheet_, row, column, &moment, instant_);
      }
    }
  }

  lxw_workbook* book_;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* head_ = nullptr;
  lxw_format* date_ = nullptr;
  lxw_format* instant_ = nullptr;
  lxw_format* number_ = nullptr;
};

}  // namespace

Expected<std::string> xlsx_of(Table const& table) {
  MemoryFile const file;
  if (!file.open()) return refuse(codes::table_failed, {}, {{"reason", std::strerror(errno)}});
  Workbook book{file.path()};
  if (!book.open()) return refuse(codes::table_failed, {}, {{"reason", "memory"}});
  book.fill(table);
  if (auto const error = book.close(); error != LXW_NO_ERROR) {
    return refuse(codes::table_failed, {}, {{"reason", ::lxw_strerror(error)}});
  }
  return file.content();
}

}  // namespace congvu::page
