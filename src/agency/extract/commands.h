// What may be asked of extracts: that one be taken.
#pragma once

#include <boost/describe.hpp>

#include "agency/extract/events.h"

namespace congvu::extract {

// `act` is the right by which the list itself is read: whoever may read it may take it away, and nobody else.
struct TakeExtract {
  static constexpr std::string_view name = "extract.take";
  std::string table;
  std::string act;
  std::string format;
  std::int64_t rows = 0;
  Text<2000> filter;
};
BOOST_DESCRIBE_STRUCT(TakeExtract, (), (table, act, format, rows, filter))

}  // namespace congvu::extract
