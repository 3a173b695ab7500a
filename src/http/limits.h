// Limits of what comes in from the network, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace congvu::http::limits {

inline constexpr std::uint32_t header_octets = 16 * 1024;           // start line and all headers; cookies fit ten times
inline constexpr std::size_t body_octets = 8 * 1024 * 1024;         // read to its end before a no is said; beyond: 413
inline constexpr std::size_t form_octets = 2 * 1024 * 1024;         // a page's form without files
inline constexpr std::uint64_t upload_octets = 200 * 1024 * 1024;   // one file: a scanned dossier of 400 pages
inline constexpr std::uint64_t uploads_octets = 2 * upload_octets;  // one request with files
inline constexpr std::size_t form_fields = 2000;                    // of one form
inline constexpr std::size_t parts = 100;                           // of one multipart body
inline constexpr std::size_t part_header_octets = 8 * 1024;         // of one part
inline constexpr std::size_t part_field_octets = 256 * 1024;        // of one part that is no file
inline constexpr std::size_t boundary_octets = 70;                  // RFC 2046, section 5.1.1
inline constexpr std::size_t file_name_octets = 255;
inline constexpr std::size_t piece_octets = 64 * 1024;  // of a body, read or written at once

inline constexpr std::chrono::seconds header_time{10};  // for a request's header to be complete
inline constexpr std::chrono::seconds idle_time{60};    // between requests of one connection
inline constexpr std::chrono::seconds piece_time{10};   // for the next piece of a body, in or out
inline constexpr std::chrono::seconds body_time{60};    // for a whole body that is kept in memory
inline constexpr std::chrono::minutes upload_time{15};  // for a whole upload: 200 MB at 2 Mbit/s
inline constexpr std::chrono::seconds linger_time{5};   // reading on after a 413, so that the client sees it
inline constexpr std::uint64_t linger_octets = 64 * 1024 * 1024;
inline constexpr std::chrono::seconds stop_time{8};  // for requests under way when the server is stopped

inline constexpr std::size_t connections = 4000;  // open at once; the one too many is closed
inline constexpr std::size_t waiting = 512;       // requests that wait for a worker; the one too many gets 503
inline constexpr std::chrono::seconds retry_after{2};

}  // namespace congvu::http::limits
