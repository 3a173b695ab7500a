// Multipart bodies: whatever the pieces they arrive in, the same parts come out, and no file name is a path.
#include "http/multipart.h"
#include "bytes.h"

namespace {

using congvu::Expected;

struct Kept : congvu::http::PartReceiver {
  std::string told;
  Expected<void> begin(congvu::http::PartHead const& head) override {
    told += "\nbegin " + head.field;
    if (head.file_name) {
      demand(head.file_name->find('/') == std::string::npos && head.file_name->find('\0') == std::string::npos);
      told += " as " + *head.file_name;
    }
    return {};
  }
  Expected<void> piece(std::string_view piece) override {
    told += piece;
    return {};
  }
  Expected<void> end() override {
    told += "\nend";
    return {};
  }
};

struct Outcome {
  bool good = false;
  std::string told;
};

Outcome read(std::string_view body, std::size_t piece) {
  Kept kept;
  congvu::http::MultipartReader reader{"edge", kept};
  for (std::size_t at = 0; at < body.size(); at += piece) {
    if (!reader.take(body.substr(at, piece))) return {};
  }
  bool const good = reader.finish().has_value();
  return {good, good ? kept.told : std::string{}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t size) {
  if (size < 2 || size > 20'000) return 0;
  auto const body = text_of(octets + 1, size - 1);
  auto const whole = read(body, body.size());
  auto const torn = read(body, 1U + octets[0] % 16U);
  demand(whole.good == torn.good && whole.told == torn.told);
  return 0;
}
