// What somebody hands in, read and checked before it becomes a command: who applies, who files, who receives, the
// answers to the procedure's form, the papers and the files that show them. The page, the API, the command line and the
// sample season all file through here, so a body that one of them takes, all take. DESIGN.md section 4.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agency/procedure/procedure.h"
#include "page/form.h"
#include "work/dossier/commands.h"
#include "work/dossier/dossier.h"

namespace congvu::bpmn {
struct Model;
}

namespace congvu::dossier {

// A paper with the file that shows it: the id of one sent before, or {name, type, content}.
struct HandedIn {
  std::string component;
  std::string form;
  std::optional<json::value> attachment;
};
BOOST_DESCRIBE_STRUCT(HandedIn, (), (component, form, attachment))

// Entered after it happened: on which ground of the pack's list, when, and on which numbered blank.
struct LateEntry {
  std::string ground;
  Instant happened;
  std::optional<std::string> blank;
};
BOOST_DESCRIBE_STRUCT(LateEntry, (), (ground, happened, blank))

// The body of POST /api/v1/dossiers.
struct Filing {
  std::string procedure;
  std::optional<std::string> agency;
  std::optional<Channel> channel;
  Party applicant;
  std::optional<Filer> filer;
  std::optional<Receiver> receiver;
  json::object answers;
  std::vector<HandedIn> components;
  std::optional<LateEntry> late_entry;
  std::optional<LetterLanguage> language;
  std::optional<Text<16>> ticket;  // of the queue, at the counter
};
BOOST_DESCRIBE_STRUCT(Filing, (),
                      (procedure, agency, channel, applicant, filer, receiver, answers, components, late_entry,
                       language, ticket))

// The body of POST /api/v1/dossiers/{code}/supplement-answers: only what is new.
struct SupplementBrought {
  std::optional<json::object> answers;
  std::vector<HandedIn> components;
  std::optional<Text<4000>> note;
};
BOOST_DESCRIBE_STRUCT(SupplementBrought, (), (answers, components, note))

// Their schemas, an attachment described in both its forms.
json::object filing_schema();
json::object supplement_schema();

// A file that lies sealed, and what it is by its content.
struct KeptFile {
  std::string blob;
  std::string name;
  std::string media_type;
  std::int64_t size = 0;
  std::string sha256;
  bool scanned = false;  // that a virus scanner found nothing in it
};

// Where files are kept; `app` connects it with record/blobs. Any thread.
struct Attachments {
  // Keeps what came within a body. Refused when it is too large, or of a type that no paper has.
  std::function<Expected<KeptFile>(std::string_view name, std::string_view claimed_type, std::string_view content)>
      keep;
  // Takes one that a request has brought to the disk already, under the id that it is then found by.
  std::function<Expected<KeptFile>(page::Upload const&)> take;
  // One that was sent before.
  std::function<Expected<KeptFile>(std::string_view id)> find;
  // One that was kept for an act which then did not happen.
  std::function<void(std::string_view id)> forget;
};

// A command, and the files kept for it: to be forgotten when it is refused, or was a repetition.
template <class Command>
struct Prepared {
  Command command;
  std::vector<std::string> kept;
  std::optional<Instant> claimed;  // when it happened, where it is entered late
};

// Reads bodies; keeps each version's form and drawing once they have been read. Any thread.
class FilingReader {
 public:
  explicit FilingReader(Attachments attachments) : attachments_(std::move(attachments)) {}

  // Every fault with its path: "applicant.name", "answers.copies", "components[2].attachment". The procedure is taken
  // as it is in force on the day; of what is entered late, on the day it happened.
  Expected<Prepared<FileDossier>> filing(json::value body, procedure::Catalogue const&, Date) const;
  // The answers that are new are checked together with those that stay.
  Expected<Prepared<GiveSupplement>> supplement(json::value body, Dossier const&, procedure::Version const&) const;
  // Corrections as a body of CorrectDossier wants them: each answer has to fit the form. Puts them in normal form.
  Expected<void> correction(json::value& body, Dossier const&, procedure::Version const&) const;

  // The form of a version. Refused only where the pack's schema cannot be read.
  Expected<std::shared_ptr<page::Form const>> form(procedure::Version const&) const;
  // Its diagram as drawn; null where that cannot be read.
  std::shared_ptr<bpmn::Model const> drawing(procedure::Version const&) const;
  Attachments const& attachments() const { return attachments_; }

 private:
  struct Handed;
  Expected<void> handed_in(std::vector<HandedIn> const&, Handed&) const;
  Expected<KeptFile> kept_file(json::value const&, std::string const& path, Handed&) const;

  Attachments attachments_;
  mutable std::mutex mutex_;
  // By index of the version's publishing.
  mutable std::map<std::uint64_t, std::shared_ptr<page::Form const>> forms_;
  mutable std::map<std::uint64_t, std::shared_ptr<bpmn::Model const>> drawings_;
};

}  // namespace congvu::dossier
