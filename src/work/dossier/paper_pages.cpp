#include "work/dossier/paper_pages.h"

#include <algorithm>
#include <charconv>

#include "page/problem.h"
#include "work/dossier/citizen_pages.h"
#include "work/dossier/queries.h"

namespace congvu::dossier {

namespace {

using page::Reply;
using page::Request;

constexpr std::string_view paper_template = "work/dossier/pages/paper.html";
constexpr int leaves_shown = 50;  // of one paper: whoever reads more takes the file

page::Url paper_url(Request const& request) {
  return page::url_path({"dossiers", request.part("code"), "attachments", request.part("id")});
}

// The attachment, if whoever asks may see the dossier that it belongs to.
Expected<Attachment> paper(PageConnections const& connections, Request const& request) {
  return connections.room.pipeline.read([&](record::Sql& sql, States const& states) -> Expected<Attachment> {
    auto const row = by_code(sql, request.part("code"));
    if (!row) return refuse(codes::unknown, "code");
    auto const& dossier = states.load<Dossier>(row->handle);
    if (!may_see(dossier, connections, request, states)) return refuse(codes::secret_needed, "secret");
    if (dossier.content) {
      auto const& files = dossier.content->attachments;
      auto const file = std::ranges::find(files, request.part("id"), &Attachment::blob);
      if (file != files.end()) return *file;
    }
    return refuse(codes::unknown_attachment, "id");
  });
}

Expected<int> leaves_of(PageConnections const& connections, Attachment const& file) {
  if (!is_drawn(file.media_type)) return refuse(codes::paper_not_drawn);
  if (!connections.pictures.leaves) return refuse(codes::paper_no_pictures);
  return connections.pictures.leaves(file.blob);
}

// A paper without pictures is no failure of the page: it says why, and leads to the file.
Expected<Reply> show_paper(PageConnections const& connections, Request const& request) {
  auto const file = paper(connections, request);
  if (!file) return std::unexpected<Refusal>(file.error());
  auto const& words = connections.pages.words();
  auto const leaves = leaves_of(connections, *file);
  auto const here = paper_url(request);
  json::array pictures;
  int const shown = std::min(leaves.value_or(0), leaves_shown);
  for (int leaf = 1; leaf <= shown; ++leaf) {
    auto const number = std::to_string(leaf);
    pictures.push_back(json::object{{"url", here.below(page::url_path({"leaves", number})).text()},
                                    {"name", words.word(request.language, "dossier.paper.leaf",
                                                        {{"leaf", number}, {"leaves", std::to_string(*leaves)}})}});
  }
  bool const more = leaves.value_or(0) > leaves_shown;
  json::object view{{"name", file->name.value},
                    {"code", request.part("code")},
                    {"dossier_url", page::url_path({"dossiers", request.part("code")}).text()},
                    {"file_url", here.text()},
                    {"why_not", leaves ? std::string{} : page::sentence(leaves.error(), words, request.language)},
                    {"more", more ? words.word(request.language, "dossier.paper.more",
                                               {{"shown", std::to_string(shown)}, {"leaves", std::to_string(*leaves)}})
                                  : std::string{}},
                    {"leaves", std::move(pictures)}};
  return connections.pages.show(request, paper_template, file->name.value, std::move(view));
}

Expected<Reply> show_leaf(PageConnections const& connections, Request const& request) {
  auto const file = paper(connections, request);
  if (!file) return std::unexpected<Refusal>(file.error());
  if (!is_drawn(file->media_type)) return refuse(codes::paper_not_drawn);
  int leaf = 0;
  auto const given = request.part("leaf");
  auto const [end, error] = std::from_chars(given.data(), given.data() + given.size(), leaf);
  if (error != std::errc{} || end != given.data() + given.size() || leaf < 1 || leaf > leaves_shown) {
    return refuse(codes::paper_no_leaf, "leaf", {{"leaves", std::to_string(leaves_shown)}});
  }
  if (!connections.pictures.picture) return refuse(codes::paper_no_pictures);
  auto picture = connections.pictures.picture(file->blob, leaf);
  if (!picture) return std::unexpected<Refusal>(picture.error());
  Reply reply;
  reply.media_type = "image/png";
  reply.body = std::move(*picture);
  return reply;
}

}  // namespace

bool is_drawn(std::string_view media_type) {
  return media_type == "application/pdf";
}

bool is_picture(std::string_view media_type) {
  return media_type == "image/jpeg" || media_type == "image/png" || media_type == "image/webp";
}

std::vector<page::Route> paper_page_routes(PageConnections const& connections) {
  return {{page::Method::get, "/dossiers/{code}/attachments/{id}/leaves", page::Who::anyone(),
           [connections](Request const& request) { return show_paper(connections, request); }, std::nullopt},
          {page::Method::get, "/dossiers/{code}/attachments/{id}/leaves/{leaf}", page::Who::anyone(),
           [connections](Request const& request) { return show_leaf(connections, request); }, std::nullopt}};
}

}  // namespace congvu::dossier
