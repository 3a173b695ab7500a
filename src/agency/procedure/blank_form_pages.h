// The application form of a procedure, empty, to be printed and written on by hand: for whoever hands it in at the
// counter and has no computer. It asks what the electronic form asks, in the same order, made from the same schema, so
// the two never differ. It is led to from the very paper of the list that it is.
#pragma once

#include <vector>

#include "agency/procedure/catalogue_api.h"
#include "agency/procedure/procedure.h"

namespace congvu::procedure {

page::Url blank_form_url(Version const&);

// GET /procedures/{code}/blank-form
std::vector<page::Route> blank_form_routes(Connections const&);

}  // namespace congvu::procedure
