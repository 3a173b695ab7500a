// The catalogue to the outside: how a request asks for it, and its routes. What a page and an API call share is here.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "agency/org/org.h"
#include "agency/procedure/search.h"
#include "page/pages.h"
#include "page/url.h"
#include "pipeline/pipeline.h"

namespace congvu::procedure {

namespace codes {
inline constexpr Code unknown_version{"procedure.unknown_version", Kind::not_found};  // arguments: code, version
}  // namespace codes

// How many cases of a procedure run on each of its versions.
struct Running {
  int version = 1;
  std::int64_t cases = 0;
};

// A decision table that answers for a procedure: what for, and where it is read.
struct TableNamed {
  std::string use;  // key of a word
  std::string title;
  page::Url url;
};

// What the routes need of the program: standing values as last committed, each held for one request. Cases belong to
// floors above; `running` is how their number is asked.
struct Connections {
  page::Pages const& pages;
  Pipeline& pipeline;
  Gate const& gate;
  std::function<std::shared_ptr<Catalogue const>()> catalogue;
  std::function<std::shared_ptr<CommonTerms const>()> terms;
  std::function<std::shared_ptr<org::Organisation const>()> organisation;
  std::function<std::vector<Running>(std::string_view procedure)> running;
  std::function<std::vector<TableNamed>(std::string_view procedure, Date)> tables = {};
};

// The catalogue as asked: ?q=, ?on= (today when absent), ?state=in_force|abolished|coming, ?kind=, ?level=, ?field=,
// ?life_event=, ?delegated=yes.
struct Asked {
  Date day;
  Wanted wanted;
};
Expected<Asked> asked_of(page::Request const&);

// "THPT=trung học phổ thông; …", as the words of this room have it.
Abbreviations read_abbreviations(std::string_view words);

// Finds versions in the catalogue as last committed. Its texts are folded once for each state of the catalogue, and
// kept until another is committed. Safe from any thread.
class Finder {
 public:
  explicit Finder(Connections const&);

  struct Found {
    std::shared_ptr<Searchable const> in;  // keeps what was found alive
    std::vector<Version const*> versions;
    std::string asked;  // the words that found them, where the question's opening had to be left out
  };
  Found find(Asked const&) const;
  // As `find`; where nothing has all the words, without an opening such as "tôi muốn".
  Found find_kindly(Asked const&) const;

 private:
  std::shared_ptr<Searchable const> now() const;

  Connections connections_;
  Abbreviations abbreviations_;
  std::vector<std::string> openings_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<Searchable const> kept_;
};

// The version in force on the day, else the last one there was; refused where the code was never published.
Expected<Version const*> version_asked(Catalogue const&, std::string_view code, Date);

std::vector<page::Route> api_routes(Connections const&, std::shared_ptr<Finder const>);
std::vector<page::Route> page_routes(Connections const&, std::shared_ptr<Finder const>);
// GET /procedures/{code}/comparison
std::vector<page::Route> comparison_routes(Connections const&);
// GET /open/procedures.csv, .json, .jsonld: open data.
std::vector<page::Route> open_catalogue_routes(Connections const&, std::shared_ptr<Finder const>);
// /announcements… and /api/v1/announcements…
std::vector<page::Route> announcement_page_routes(Connections const&);
std::vector<page::Route> announcement_api_routes(Connections const&);

// Whether this reader sees the decision: what is approved everybody, what is being prepared the staff.
bool sees(page::Request const&, StandingAnnouncement const&);

}  // namespace congvu::procedure
