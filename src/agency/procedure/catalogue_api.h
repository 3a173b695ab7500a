// The catalogue to the outside: how a request asks for it, and its routes. What a page and an API call share is here.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "agency/org/org.h"
#include "agency/procedure/search.h"
#include "page/pages.h"

namespace congvu::procedure {

// What the routes need of the program: standing values as last committed, each held for one request.
struct Connections {
  page::Pages const& pages;
  std::function<std::shared_ptr<Catalogue const>()> catalogue;
  std::function<std::shared_ptr<CommonTerms const>()> terms;
  std::function<std::shared_ptr<org::Organisation const>()> organisation;
};

// The catalogue as asked: ?q=, ?on= (today when absent), ?state=in_force|abolished.
struct Asked {
  std::string query;
  Date day;
  ListedState state = ListedState::in_force;
};
Expected<Asked> asked_of(page::Request const&);

// "THPT=trung học phổ thông; …", as the words of this room have it.
Abbreviations read_abbreviations(std::string_view words);

// The version in force on the day, else the last one there was; refused where the code was never published.
Expected<Version const*> version_asked(Catalogue const&, std::string_view code, Date);

std::vector<page::Route> api_routes(Connections const&);
std::vector<page::Route> page_routes(Connections const&);

}  // namespace congvu::procedure
