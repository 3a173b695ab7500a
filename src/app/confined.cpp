// bubblewrap builds the place (namespaces: no network, no processes, no files but the system's programs, read only),
// prlimit bounds what runs in it. docs/decisions/0041-pictures-of-papers.md
#include "app/confined.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <optional>
#include <thread>

namespace congvu::app {

namespace {

using Clock = std::chrono::steady_clock;

constexpr char const* place_builder = "/usr/bin/bwrap";
constexpr std::size_t read_at_once = 65'536;

// The place: the system's programs and fonts to read, nothing to write, nobody else there.
std::vector<std::string> place() {
  std::vector<std::string> words{
      place_builder, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL",  "--clearenv",
      "--setenv",    "LANG",          "C.UTF-8",           "--ro-bind",     "/usr",       "/usr", "--symlink",
      "usr/lib",     "/lib",          "--symlink",         "usr/lib64",     "/lib64"};
  for (auto const* path : {"/etc/fonts", "/etc/ld.so.cache", "/var/cache/fontconfig"}) {
    words.insert(words.end(), {"--ro-bind-try", path, path});
  }
  words.insert(words.end(), {"--chdir", "/", "--"});
  return words;
}

std::vector<std::string> bounded(std::vector<std::string> const& words, Bounds const& bounds) {
  auto all = place();
  all.insert(all.end(), {"/usr/bin/prlimit", fmt::format("--as={}", bounds.memory),
                         fmt::format("--cpu={}", bounds.processor.count()), "--fsize=0", "--nofile=32", "--core=0",
                         "--", "/usr/bin/" + words.front()});
  all.insert(all.end(), words.begin() + 1, words.end());
  return all;
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  ~Descriptor() { close(); }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }
  int number() const { return number_; }

 private:
  int number_;
};

// A program begun; ended with its object, if it has not ended by itself.
class Process {
 public:
  Process(std::vector<std::string> words, int input, int output, bool errors_too) {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<char*, 1> environment{nullptr};
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    if (errors_too) {
      ::posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
    } else {
      ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    }
    // Whatever else the server has open (the record, sockets) is not handed on
    ::posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t none, all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    began_ = ::posix_spawn(&process_, place_builder, &actions, &attributes, arguments.data(), environment.data()) == 0;
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
  }
  Process(Process const&) = delete;
  Process& operator=(Process const&) = delete;
  ~Process() { end(); }

  bool began() const { return began_; }

  // How it ended by itself; nothing if it did not by then: whoever has nothing more to say may still be running.
  std::optional<int> ended_by(Clock::time_point end) {
    constexpr std::chrono::milliseconds between_looks{2};
    int status = 0;
    while (::waitpid(process_, &status, WNOHANG) == 0) {
      if (Clock::now() >= end) return std::nullopt;
      std::this_thread::sleep_for(between_looks);
    }
    began_ = false;
    return status;
  }
  void end() {
    if (!began_) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    began_ = false;
  }

 private:
  pid_t process_ = 0;
  bool began_ = false;
};

Refusal too_slow(Bounds const& bounds) {
  return Refusal{codes::confined_too_slow, {}, {{"seconds", std::to_string(bounds.time.count())}}};
}

// Everything that is said until the other end closes.
Expected<std::string> heard(int descriptor, Bounds const& bounds, Clock::time_point end) {
  std::string said;
  std::array<char, read_at_once> piece{};
  for (;;) {
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    pollfd waiting{descriptor, POLLIN, 0};
    if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) == 0) {
      return std::unexpected<Refusal>(too_slow(bounds));
    }
    auto const got = ::read(descriptor, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return said;
    said.append(piece.data(), static_cast<std::size_t>(got));
    if (said.size() > bounds.output) {
      return refuse(codes::confined_too_much, {}, {{"limit", std::to_string(bounds.output)}});
    }
  }
}

}  // namespace

Input::Input() : descriptor_(::memfd_create("input", MFD_CLOEXEC)) {}

Input::~Input() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool Input::write(std::string_view piece) {
  while (!piece.empty()) {
    auto const written = ::write(descriptor_, piece.data(), piece.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    piece.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Expected<Ran> run_confined(std::vector<std::string> const& words, Input const& input, Bounds const& bounds) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0 || ::lseek(input.descriptor(), 0, SEEK_SET) != 0) {
    return refuse(codes::confined_missing, {}, {{"program", words.front()}});
  }
  Descriptor const ours{ends[0]};
  Descriptor theirs{ends[1]};
  Process process{bounded(words, bounds), input.descriptor(), theirs.number(), bounds.errors_too};
  theirs.close();
  if (!process.began()) return refuse(codes::confined_missing, {}, {{"program", place_builder}});
  auto const end = Clock::now() + bounds.time;
  auto said = heard(ours.number(), bounds, end);
  if (!said) return std::unexpected<Refusal>(said.error());
  auto const status = process.ended_by(end);
  if (!status) return std::unexpected<Refusal>(too_slow(bounds));
  return Ran{*status, std::move(*said)};
}

}  // namespace congvu::app
