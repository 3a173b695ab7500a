#include "page/words.h"

#include <algorithm>

#include "base/json.h"

namespace congvu::page {
namespace {

bool ends_as(std::string_view path, std::string_view name) {
  return path == name || (path.ends_with(name) && path[path.size() - name.size() - 1] == '/');
}

void read_book(std::map<std::string, std::string, std::less<>>& book, std::string const& path, std::string_view text,
               std::vector<Refusal>& faults) {
  auto const parsed = parse_json(text);
  if (!parsed || !parsed->is_object()) {
    faults.emplace_back(codes::words_unreadable, path,
                        std::vector<Argument>{{"reason", parsed ? std::string{"object"} : plain(parsed.error())}});
    return;
  }
  for (auto const& [key, value] : parsed->get_object()) {
    std::vector<Argument> const which{{"key", std::string{key}}};
    if (!value.is_string()) {
      faults.emplace_back(codes::words_not_flat, path, which);
      continue;
    }
    std::string const words{value.get_string().begin(), value.get_string().end()};
    auto const [known, added] = book.emplace(std::string{key}, words);
    if (!added && known->second != words) faults.emplace_back(codes::words_twice, path, which);
  }
}

}  // namespace

Expected<Words> Words::read(Files const& files) {
  Words words;
  std::vector<Refusal> faults;
  for (auto const& [path, text] : files) {
    if (ends_as(path, "words.vi.json")) read_book(words.vi_, path, text, faults);
    if (ends_as(path, "words.en.json")) read_book(words.en_, path, text, faults);
  }
  if (faults.empty()) return words;
  Refusal refusal{codes::words_unreadable};
  refusal.parts = std::move(faults);
  return std::unexpected<Refusal>(std::move(refusal));
}

std::string_view Words::word(Language language, std::string_view key) const {
  for (Book const* each : {&book(language), &vi_}) {
    if (auto const found = each->find(key); found != each->end()) return found->second;
  }
  return key;
}

std::string Words::word(Language language, std::string_view key, std::vector<Argument> const& arguments) const {
  return filled(word(language, key), arguments);
}

bool Words::has(Language language, std::string_view key) const {
  return book(language).contains(key);
}

std::vector<std::string> Words::missing(Language language) const {
  std::vector<std::string> keys;
  for (auto const& [key, _] : book(language == Language::vi ? Language::en : Language::vi)) {
    if (!has(language, key)) keys.push_back(key);
  }
  return keys;
}

std::string filled(std::string_view words, std::vector<Argument> const& arguments) {
  std::string out;
  while (true) {
    auto const open = words.find('{');
    out += words.substr(0, open);
    if (open == std::string_view::npos) return out;
    words.remove_prefix(open);
    auto const close = words.find('}');
    if (close == std::string_view::npos) return out += words;
    auto const name = words.substr(1, close - 1);
    auto const argument = std::ranges::find(arguments, name, &Argument::name);
    out += argument == arguments.end() ? words.substr(0, close + 1) : std::string_view{argument->value};
    words.remove_prefix(close + 1);
  }
}

std::string_view tag_of(Language language) {
  return language == Language::vi ? "vi" : "en";
}

}  // namespace congvu::page
