// A person as the counter knows them: what their identity card says, how they were reached last time, and all their
// dossiers. What was scanned is kept for half an hour under a label that only this clerk's account leads to, so that
// no identity number stands in an address or a log.
#pragma once

#include <string>
#include <vector>

#include "work/dossier/citizen_pages.h"
#include "work/dossier/dossier.h"
#include "work/dossier/queries.h"
#include "work/dossier/scan.h"

namespace congvu::dossier {

inline constexpr std::chrono::minutes person_kept{30};

// Keeps what was scanned; the key under which person_under finds it again, for this account alone.
std::string keep_person(PageConnections const&, page::Request const&, json::object const& applicant);
// {name?, identity_number, birth_date?, phone?, email?, address?}, or nothing once it is gone.
std::optional<json::object> person_under(PageConnections const&, page::Request const&, std::string_view key);

// The dossiers of this identity number that the asker may read, newest first. Every look at a person's dossiers goes
// through here.
std::vector<Row> dossiers_of_person(PageConnections const&, page::Request const&, std::string const& number);
// The dossier of this code, where the asker may read it.
std::optional<Dossier> dossier_to_repeat(PageConnections const&, page::Request const&, std::string_view code);

// What the last dossier says and the scan doesn't: telephone, mail, address.
void add_contact_of_last(PageConnections const&, std::vector<Row> const&, json::object& applicant);

}  // namespace congvu::dossier
