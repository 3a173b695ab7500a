#include "app/dmn_files.h"

#include <algorithm>
#include <deque>

#include "app/pack_files.h"
#include "base/bytes.h"
#include "base/crypto.h"
#include "rules/dmn/limits.h"

namespace congvu::app {
namespace {

namespace fs = std::filesystem;

struct Read {
  std::string text;
  dmn::Model model;
};

Expected<Read> read_one(fs::path const& folder, std::string const& name) {
  auto text = read_pack_file(folder, name);
  if (!text) return std::unexpected(text.error());
  auto model = dmn::read(*text, name);
  if (!model) return std::unexpected(model.error());
  return Read{std::move(*text), std::move(*model)};
}

bool imports(dmn::Model const& model, std::string const& space) {
  return std::ranges::find(model.imports, space, &dmn::Import::space) != model.imports.end();
}

}  // namespace

Expected<DmnFiles> read_dmn_files(fs::path const& file) {
  auto const folder = file.has_parent_path() ? file.parent_path() : fs::path{"."};
  auto const name = file.filename().string();
  auto main = read_one(folder, name);
  if (!main) return std::unexpected(main.error());
  auto texts = main->text;
  DmnFiles read;
  read.models.push_back(std::move(main->model));
  std::deque<Read> beside;
  if (!read.models.front().imports.empty()) {
    for (auto const& other : files_in(folder, ".", ".dmn")) {
      if (other == name || beside.size() >= dmn::limits::files) continue;
      if (auto one = read_one(folder, other)) beside.push_back(std::move(*one));
    }
  }
  for (std::size_t i = 0; i < read.models.size(); ++i) {
    for (auto& other : beside) {
      auto const known = std::ranges::find(read.models, other.model.space, &dmn::Model::space) != read.models.end();
      if (known || !imports(read.models[i], other.model.space)) continue;
      texts += other.text;
      read.models.push_back(other.model);
    }
  }
  auto const digest = sha256(texts);
  read.hash = hex(view_of(digest));
  return read;
}

}  // namespace congvu::app
