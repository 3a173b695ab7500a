// Documents and their numbers: each register of the agency gives out numbers from 01 on 1 January to the last one on
// 31 December, none twice and none skipped; a document is rendered from the pack's template and its hash goes into the
// record, so that what was signed can be told from what was not.
//
// Contents: events.h, commands.h · numbers.cpp (taking a number) · render.h (template to document) · codes.h (bar code
// and QR) · document_pages · room.h. NĐ 30/2020/NĐ-CP.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "agency/document/events.h"
#include "pipeline/act.h"

namespace congvu::document {

// One register's numbers of one year; the stream is numbers_of(register, year).
struct Numbers {
  static constexpr std::string_view stream = "document.numbers";
  int last = 0;
};
void apply(Numbers&, NumberTaken const&, Recorded const&);
Handle numbers_of(std::string_view register_code, int year);

// The registers as last stated.
struct Registers {
  static constexpr std::string_view standing = "document.registers";
  std::map<std::string, Register, std::less<>> by_code;
};
void apply(Registers&, RegistersStated const&, Recorded const&);

struct RegisterList {
  static constexpr std::string_view stream = "document.register_list";
  std::vector<Register> registers;
};
void apply(RegisterList&, RegistersStated const&, Recorded const&);

// A document, by its handle; its stream is the handle itself.
struct Issued {
  static constexpr std::string_view stream = "document";
  Handle subject;
  std::string kind;
  std::string number;
  std::string sha256;
  std::string media_type;
  std::optional<DocumentIssued::Personal> personal;  // absent once erased
};
void apply(Issued&, DocumentIssued const&, Recorded const&);

struct TakenNumber {
  int number = 0;
  std::string text;  // "05/QĐ-SGDĐT"
  Events events;     // NumberTaken, to be joined to the act's own
};

// The next number of a register, for an upper room's decide. `already` counts the numbers that this same act has taken
// from this register before; `agency` is who issues, for registers that each agency keeps for itself. Refused:
// codes::unknown_register.
Expected<TakenNumber> take_number(States const&, std::string_view register_code, int year, Handle subject,
                                  int already = 0, std::string_view agency = {});
// "05/QĐ-SGDĐT": at least two digits. NĐ 30/2020 annex I.
std::string written(std::string_view pattern, int number, int year, std::string_view symbol = {});

namespace codes {
inline constexpr Code unknown_register{"document.unknown_register"};     // arguments: code
inline constexpr Code register_twice{"document.register_twice"};         // arguments: code
inline constexpr Code bad_pattern{"document.bad_pattern"};               // arguments: code, pattern
inline constexpr Code bad_template{"document.bad_template"};             // arguments: reason
inline constexpr Code unknown_name{"document.unknown_name"};             // arguments: name
inline constexpr Code too_large{"document.too_large", Kind::too_large};  // arguments: limit, size
inline constexpr Code unknown_document{"document.unknown", Kind::not_found};
inline constexpr Code erased{"document.erased", Kind::not_found};
}  // namespace codes

}  // namespace congvu::document
