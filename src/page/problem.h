// A no, said to whoever asked: to a program as problem+json (RFC 9457), to a person as a page or as the list above a
// form whose lines lead to the fields concerned. The words are the room's, under "refusal." and the code's key; the
// type is the code's key, which never changes.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/refusal.h"
#include "page/words.h"

namespace congvu::page {

inline constexpr std::string_view problem_media_type = "application/problem+json";

// {type: "/problems/dossier.too_late", title, status, detail, instance, invalidParams: [{name, reason, type}], …}. The
// arguments that a program can act on (limit, who, retry_after …) come as members of their own.
json::object problem(Refusal const&, Words const&, Language, std::string_view instance);

// Ready to be sent; with Retry-After where the refusal says when.
Reply problem_reply(Refusal const&, Words const&, Language, std::string_view instance);

// JSON Schema of problem(), for the API's description.
json::object problem_schema();

// One sentence, as the room wrote it; with its citation where it has one.
std::string sentence(Refusal const&, Words const&, Language);

// The faults themselves: the parts where there are parts, else the refusal alone.
std::vector<Refusal> faults_of(Refusal const&);

// What a field is called, by its path; empty where it has no name.
using Naming = std::function<std::string(std::string const& path)>;

// For layout/fault_summary.html: {any, faults: [{text, url}]}, each leading to the field it names.
json::object fault_summary(std::vector<Refusal> const&, Words const&, Language, Naming const& naming = {});

// The id of a field's element: "answers.copies[0].name" → "f-answers-copies-0-name".
std::string field_id(std::string_view path);

}  // namespace congvu::page
