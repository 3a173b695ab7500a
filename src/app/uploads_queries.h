// The files that people sent, as noted on the desk until a filing names them.
#pragma once

#include <optional>
#include <string_view>

#include "record/store/desk.h"
#include "work/dossier/filing_api.h"

namespace congvu::app {

void lay_uploads(record::Desk&);
void note_upload(record::Desk&, dossier::KeptFile const&);
std::optional<dossier::KeptFile> noted_upload(record::Desk&, std::string_view blob);
void name_upload(record::Desk&, std::string_view blob, std::string_view name);
void forget_upload(record::Desk&, std::string_view blob);

}  // namespace congvu::app
