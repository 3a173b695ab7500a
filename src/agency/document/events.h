// What has happened to documents and numbers: a register was stated, a number was taken from it, a document was issued.
// A number once taken is never given again, even when the document it was for comes to nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"

namespace congvu::document {

// A register of numbers. `pattern` says how a number is written: {number}, {year}, {symbol} of the agency.
struct Register {
  std::string code;  // "QD"
  std::string title;
  std::string kind;                 // decision, notice, copy, slip, book
  std::optional<std::string> form;  // number of the statutory form
  std::string pattern;
  std::string per;  // "year"
  std::optional<int> entries_per_book;
  std::optional<bool> each_agency;  // every agency counts for itself
  std::optional<std::string> citation;
  std::optional<Text<16>> mark;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Register, (),
                      (code, title, kind, form, pattern, per, entries_per_book, each_agency, citation, mark, note))

struct RegistersStated {
  static constexpr std::string_view name = "document.registers_stated";
  std::vector<Register> registers;
};
BOOST_DESCRIBE_STRUCT(RegistersStated, (), (registers))

struct NumberTaken {
  static constexpr std::string_view name = "document.number_taken";
  std::string register_code;
  int year = 0;
  int number = 0;
  std::string formatted;  // "15/QĐ-SGDĐT"
  Handle subject;         // what it was taken for
};
BOOST_DESCRIBE_STRUCT(NumberTaken, (), (register_code, year, number, formatted, subject))

// The bytes are small HTML in the personal part, or lie in the store under `blob`.
struct DocumentIssued {
  static constexpr std::string_view name = "document.issued";
  struct Personal {
    std::string title;
    std::optional<Text<64 * 1024>> html;
    std::optional<std::string> blob;
  };
  Handle document;
  Handle subject;      // the dossier, or what else it belongs to
  std::string kind;    // template's name: "decision", "slip-01"
  std::string number;  // as written; empty when it has none
  std::string sha256;  // of the bytes, hexadecimal
  std::string media_type;
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(DocumentIssued::Personal, (), (title, html, blob))
BOOST_DESCRIBE_STRUCT(DocumentIssued, (), (document, subject, kind, number, sha256, media_type, personal))

}  // namespace congvu::document
