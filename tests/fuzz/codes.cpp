// What a scanner types and what is printed for one: read to a code that reads again to itself, drawn in bars and
// squares.
#include "agency/document/codes.h"
#include "base/handle.h"
#include "base/instant.h"
#include "bytes.h"
#include "work/dossier/scan.h"

namespace {

using congvu::dossier::read_scan;

void reads_to_itself(std::string const& code) {
  for (char const letter : code) demand(letter > ' ' && letter < '\x7f');
  auto const again = read_scan(code);
  demand(again.has_value() && congvu::document::code128(code).has_value() && congvu::document::qr(code).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t size) {
  using namespace congvu;
  auto const text = text_of(octets, size);
  if (auto const scan = read_scan(text)) {
    if (auto const* code = std::get_if<dossier::DossierCodeScanned>(&*scan)) reads_to_itself(code->code);
    if (auto const* blank = std::get_if<dossier::BlankScanned>(&*scan)) reads_to_itself(blank->code);
    if (auto const* card = std::get_if<dossier::IdentityCard>(&*scan)) {
      demand(card->number.size() == 12 && !card->name.empty() && parse_date(iso(card->birth)) == card->birth);
    }
  }
  if (auto const time = parse_instant(text)) demand(parse_instant(iso(*time)) == *time);
  if (auto const day = parse_date(text)) demand(parse_date(iso(*day)) == *day);
  if (auto const handle = parse_handle(text)) demand(parse_handle(hex(*handle)) == *handle);
  (void)document::code128_svg(text);
  (void)document::qr_svg(text);
  return 0;
}
