// A pack is an agency as files: its organisation, authorities, calendar, registers, grounds, and each procedure with
// its facts, form, diagram and templates. Here those files become the values that the rooms' commands take, and every
// file that cannot be read, and every field that is missing, misspelt or of another kind, becomes a problem with its
// line. Reading decides nothing: what the rooms make of it is pack_check.h, loading it is pack_load.h.
// The format is docs/formats/pack.md.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "agency/authority/commands.h"
#include "agency/document/commands.h"
#include "agency/identity/samples.h"
#include "agency/notice/matrix.h"
#include "agency/org/commands.h"
#include "agency/procedure/commands.h"
#include "app/pack_decisions.h"
#include "app/problem.h"
#include "app/yaml.h"

namespace congvu::app {

namespace codes {
inline constexpr Code pack_unreadable{"pack.unreadable", Kind::not_found};          // arguments: path
inline constexpr Code pack_not_text{"pack.not_text", Kind::malformed};              // not UTF-8
inline constexpr Code pack_file_too_large{"pack.file_too_large", Kind::too_large};  // arguments: limit
inline constexpr Code pack_outside{"pack.outside"};                                 // arguments: path: leaves the pack
inline constexpr Code pack_procedure_twice{"pack.procedure_twice"};                 // arguments: code, other
inline constexpr Code pack_unknown{"pack.unknown"};                                 // arguments: code, list
}  // namespace codes

// The matrix of an agency beside the pack's own.
struct OtherAuthority {
  std::string agency;
  std::string file;
  authority::Section section;
};

struct Pack {
  std::string code;  // "hanoi-education"
  std::string title;
  int version = 1;
  std::string agency;  // "H26.19"
  org::Section organisation;
  authority::Section authority;
  std::vector<OtherAuthority> authorities;  // of communes, and of districts as long as there were
  identity::SampleAccounts accounts;
  json::object calendar;
  procedure::Terms terms;
  procedure::Grounds grounds;
  notice::Section notices;
  std::vector<document::Register> registers;
  std::vector<procedure::PublishProcedure> procedures;  // in order of code, then version
  std::vector<procedure::Announcement> announcements;   // decisions made outside, in order of their days
  std::vector<PackedTable> tables;                      // in the order of decisions.yaml
  json::object samples;                                 // what sample dossiers are made of

  // The last version of a procedure, or nothing.
  procedure::PublishProcedure const* procedure(std::string_view code) const;
};

// The files as read, to find the line that a fault lies on.
struct PackFiles {
  std::map<std::string, YamlDocument, std::less<>> yaml;         // by file
  std::map<std::string, std::string, std::less<>> of_procedure;  // code → its folder

  std::map<std::string, std::string, std::less<>> of_diagram;   // "code/version" → its file
  std::map<std::string, std::string, std::less<>> of_template;  // "code/name" → its file
  std::map<std::string, std::string, std::less<>> of_path;      // procedure.yaml → path.yaml of its standard path

  // In this file of the pack, at the line of the path that is the refusal's subject; of a procedure that leaves a fact
  // to its standard path, in the path's file.
  Problem located(std::string file, Refusal) const;
  std::string folder_of(std::string_view procedure) const;
};

struct PackReading {
  Pack pack;
  PackFiles files;
  Problems problems;  // empty when everything could be read
};

PackReading read_pack(std::filesystem::path const& folder);

// Names of a pack's own files, and of a procedure's within its folder.
inline constexpr std::string_view pack_file = "pack.yaml", organisation_file = "organisation.yaml",
                                  authority_file = "authority.yaml", accounts_file = "accounts.yaml",
                                  calendar_file = "calendar.yaml", grounds_file = "grounds.yaml",
                                  announcements_file = "announcements.yaml", registers_file = "registers.yaml",
                                  notices_file = "notices.yaml", samples_file = "samples.yaml",
                                  procedure_file = "procedure.yaml", path_file = "path.yaml";

}  // namespace congvu::app
