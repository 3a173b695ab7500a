#include "app/yaml.h"

#include <yaml-cpp/yaml.h>

#include <charconv>
#include <optional>

#include "base/described.h"

namespace congvu::app {

namespace {

constexpr std::size_t most_bytes = 2 * 1024 * 1024;  // the largest file of a pack is a tenth of it
constexpr std::size_t most_values = 200'000;         // aliases counted as often as they are used
constexpr std::size_t deepest = limits::json_depth;

std::string line_text(YAML::Mark const& mark) {
  return std::to_string(mark.line + 1);
}

json::value scalar_of(YAML::Node const& node) {
  auto const& text = node.Scalar();
  // yaml-cpp gives "!" to what was quoted or written as a block: text, whatever it looks like.
  if (node.Tag() != "?") return json::value(text);
  if (text == "true") return true;
  if (text == "false") return false;
  if (text == "~" || text == "null" || text.empty()) return nullptr;
  auto const digits = text.front() == '-' ? text.substr(1) : text;
  if (digits.empty() || digits.front() < '0' || digits.front() > '9') return json::value(text);
  if (digits.size() > 1 && digits.front() == '0' && digits[1] != '.') return json::value(text);
  auto const* const end = text.data() + text.size();
  std::int64_t whole = 0;
  if (auto const read = std::from_chars(text.data(), end, whole); read.ec == std::errc{} && read.ptr == end) {
    return whole;
  }
  double real = 0;
  if (auto const read = std::from_chars(text.data(), end, real); read.ec == std::errc{} && read.ptr == end) {
    return real;
  }
  return json::value(text);
}

class Conversion {
 public:
  explicit Conversion(YamlDocument& document) : document_(document) {}

  std::optional<Refusal> take(json::value& out, YAML::Node const& node, std::string const& path, std::size_t depth) {
    document_.lines.emplace(path, static_cast<std::uint32_t>(node.Mark().line + 1));
    if (++values_ > most_values) return Refusal{codes::yaml_too_many, {}, {{"limit", std::to_string(most_values)}}};
    if (depth > deepest) {
      return Refusal{codes::yaml_too_deep, line_text(node.Mark()), {{"limit", std::to_string(deepest)}}};
    }
    if (node.IsMap()) return take_map(out.emplace_object(), node, path, depth);
    if (node.IsSequence()) return take_list(out.emplace_array(), node, path, depth);
    if (node.IsScalar()) out = scalar_of(node);
    return std::nullopt;
  }

 private:
  std::optional<Refusal> take_map(json::object& out, YAML::Node const& node, std::string const& path,
                                  std::size_t depth) {
    for (auto const& entry : node) {
      if (!entry.first.IsScalar()) {
        return Refusal{codes::yaml_malformed, line_text(entry.first.Mark()), {{"reason", "key"}}};
      }
      auto const& key = entry.first.Scalar();
      if (out.contains(key)) {
        return Refusal{codes::yaml_key_twice, line_text(entry.first.Mark()), {{"key", key}}};
      }
      auto const inner = described::field_path(path, key);
      if (auto fault = take(out[key], entry.second, inner, depth + 1)) return fault;
      // The key's own line is the one to show: a list may begin a line further down.
      document_.lines[inner] = static_cast<std::uint32_t>(entry.first.Mark().line + 1);
    }
    return std::nullopt;
  }

  std::optional<Refusal> take_list(json::array& out, YAML::Node const& node, std::string const& path,
                                   std::size_t depth) {
    std::size_t index = 0;
    for (auto const& entry : node) {
      out.emplace_back(nullptr);
      if (auto fault = take(out.back(), entry, described::element_path(path, index++), depth + 1)) return fault;
    }
    return std::nullopt;
  }

  YamlDocument& document_;
  std::size_t values_ = 0;
};

}  // namespace

std::uint32_t YamlDocument::line_of(std::string_view path) const {
  while (true) {
    if (auto const found = lines.find(path); found != lines.end()) return found->second;
    if (path.empty()) return 1;
    auto const shorter = path.find_last_of(".[");
    path = shorter == std::string_view::npos ? std::string_view{} : path.substr(0, shorter);
  }
}

Expected<YamlDocument> read_yaml(std::string_view text) {
  if (text.size() > most_bytes) return refuse(codes::yaml_too_large, {}, {{"limit", std::to_string(most_bytes)}});
  // The library throws; from here on its faults are values.
  try {
    YamlDocument document;
    auto const root = YAML::Load(std::string{text});
    if (auto fault = Conversion{document}.take(document.value, root, {}, 0)) return std::unexpected<Refusal>(*fault);
    return document;
  } catch (YAML::Exception const& failure) {
    return refuse(codes::yaml_malformed, line_text(failure.mark), {{"reason", failure.msg}});
  }
}

}  // namespace congvu::app
