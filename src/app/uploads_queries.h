// The files that people sent, as noted on the desk until a filing names them: what each is, and when somebody last had
// to do with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/store/desk.h"
#include "work/dossier/filing_api.h"

namespace congvu::app {

void lay_uploads(record::Desk&);
void note_upload(record::Desk&, dossier::KeptFile const&, Instant now);
// Whoever asks for one has to do with it: it is not swept for a while.
std::optional<dossier::KeptFile> noted_upload(record::Desk&, std::string_view blob, Instant now);
void name_upload(record::Desk&, std::string_view blob, std::string_view name);
// The virus scanner found nothing in it.
void note_scanned(record::Desk&, std::string_view blob);
void forget_upload(record::Desk&, std::string_view blob);

// Those with which nobody had to do since `before`, in order, after the one named.
std::vector<std::string> untouched_uploads(record::Desk&, Instant before, std::string_view after, std::size_t most);
// False when somebody has had to do with it meanwhile.
bool forget_untouched(record::Desk&, std::string_view blob, Instant before);

}  // namespace congvu::app
