// What stands in a request's first lines: target, form, cookies, parameters. What is read holds no NUL and no way up.
#include "bytes.h"
#include "http/decode.h"
#include "http/multipart.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t size) {
  using namespace congvu::http;
  auto const text = text_of(octets, size);
  if (auto const target = target_of(text)) {
    auto const path = target->path + "/";
    demand(path.find("/../") == std::string::npos && path.find("/./") == std::string::npos);
    demand(path.find('\0') == std::string::npos && path.find('\\') == std::string::npos);
  }
  if (auto const fields = form_fields(text)) {
    for (auto const& [name, value] : *fields) demand(value.find('\0') == std::string::npos);
  }
  (void)cookie(text, "a");
  (void)preferred_language(text);
  (void)boundary_of(text);
  (void)parameter_of(text, "filename");
  auto const name = bare_file_name(text);
  demand(name.find('/') == std::string::npos && name.find('\\') == std::string::npos && name.size() <= 255);
  return 0;
}
