// What the page and the API of an announcement decision have in common.
#pragma once

#include "agency/procedure/catalogue_api.h"

namespace congvu::procedure {

// The decision of the path's {id}; one that the reader may not see is as unknown as one that is not there.
Expected<StandingAnnouncement const*> announcement_asked(Catalogue const&, page::Request const&);

}  // namespace congvu::procedure
