#include "app/paper_pictures.h"

#include <atomic>
#include <charconv>
#include <memory>
#include <semaphore>

#include "app/attachments.h"
#include "app/confined.h"

namespace congvu::app {

namespace {

using dossier::codes::paper_busy;
using dossier::codes::paper_locked;
using dossier::codes::paper_no_pictures;
using dossier::codes::paper_too_large;
using dossier::codes::paper_unreadable;

constexpr std::uint64_t largest = 64UL * 1024 * 1024;  // octets of a paper that is drawn: it lies in memory meanwhile
constexpr int drawn_at_once = 2;                       // as many as there are processors on a small server
constexpr int asking_at_once = 5;                      // with those that wait: the server's other workers stay free
constexpr std::chrono::seconds patience{6};            // until it is somebody's turn
constexpr char const* long_side = "1600";              // pixels: an A4 page is then as wide as a screen's column

struct Turns {
  std::counting_semaphore<drawn_at_once> free{drawn_at_once};
  std::atomic<int> asking{0};
};

class Turn {
 public:
  explicit Turn(Turns& turns) : turns_(turns) {
    bool const room = ++turns_.asking <= asking_at_once;
    had_ = room && turns_.free.try_acquire_for(patience);
  }
  Turn(Turn const&) = delete;
  Turn& operator=(Turn const&) = delete;
  ~Turn() {
    if (had_) turns_.free.release();
    --turns_.asking;
  }
  bool had() const { return had_; }

 private:
  Turns& turns_;
  bool had_ = false;
};

Expected<void> taken_in(Program& program, std::string_view blob, Input& input) {
  auto pieces = open_file(program, blob);
  if (!pieces) return std::unexpected<Refusal>(pieces.error());
  if (pieces->size > largest) {
    return refuse(paper_too_large, {}, {{"limit", std::to_string(largest / (1024 * 1024))}});
  }
  for (;;) {
    auto const piece = pieces->next();
    if (!piece) return std::unexpected<Refusal>(piece.error());
    if (piece->empty()) return {};
    if (!input.write(*piece)) return refuse(paper_no_pictures);
  }
}

// What went wrong in the confined place, as the reader of the paper is told.
Refusal told(Refusal const& refusal) {
  return refusal.code == codes::confined_missing ? Refusal{paper_no_pictures} : Refusal{paper_unreadable};
}

// "Pages:          12"
std::optional<int> pages_said(std::string_view said) {
  constexpr std::string_view mark = "\nPages:";
  auto const at = said.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  auto const digits = said.find_first_not_of(' ', at + mark.size());
  if (digits == std::string_view::npos) return std::nullopt;
  int pages = 0;
  auto const [end, error] = std::from_chars(said.data() + digits, said.data() + said.size(), pages);
  if (error != std::errc{} || pages <= 0) return std::nullopt;
  return pages;
}

Expected<int> leaves_of(Program& program, std::string_view blob) {
  Input input;
  if (auto const taken = taken_in(program, blob, input); !taken) return std::unexpected<Refusal>(taken.error());
  Bounds bounds;
  bounds.output = 64UL * 1024;
  bounds.errors_too = true;
  auto const ran = run_confined({"pdfinfo", "-"}, input, bounds);
  if (!ran) return std::unexpected<Refusal>(told(ran.error()));
  if (auto const pages = pages_said("\n" + ran->output)) return *pages;
  if (ran->output.find("Incorrect password") != std::string::npos) return refuse(paper_locked);
  bool const no_place =
      ran->output.find("bwrap:") != std::string::npos || ran->output.find("prlimit:") != std::string::npos;
  return refuse(no_place ? paper_no_pictures : paper_unreadable);
}

Expected<std::string> picture_of(Program& program, std::string_view blob, int leaf) {
  Input input;
  if (auto const taken = taken_in(program, blob, input); !taken) return std::unexpected<Refusal>(taken.error());
  auto const number = std::to_string(leaf);
  auto ran = run_confined(
      {"pdftocairo", "-png", "-singlefile", "-f", number, "-l", number, "-scale-to", long_side, "-", "-"}, input, {});
  if (!ran) return std::unexpected<Refusal>(told(ran.error()));
  if (ran->status != 0 || !ran->output.starts_with("\x89PNG")) return refuse(paper_unreadable);
  return std::move(ran->output);
}

}  // namespace

dossier::PaperPictures paper_pictures(Program& program) {
  auto const turns = std::make_shared<Turns>();
  auto leaves = [&program, turns](std::string_view blob) -> Expected<int> {
    Turn const turn{*turns};
    if (!turn.had()) return refuse(paper_busy);
    return leaves_of(program, blob);
  };
  auto picture = [&program, turns](std::string_view blob, int leaf) -> Expected<std::string> {
    Turn const turn{*turns};
    if (!turn.had()) return refuse(paper_busy);
    return picture_of(program, blob, leaf);
  };
  return {std::move(leaves), std::move(picture)};
}

}  // namespace congvu::app
