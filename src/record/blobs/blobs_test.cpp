#include "record/blobs/blobs.h"

#include <gtest/gtest.h>

#include <fstream>

#include "record/limits.h"
#include "record/refusals.h"
#include "record/store/temporary.h"

namespace congvu::record {
namespace {

struct BlobsTest : testing::Test {
  TemporaryFolder folder;
  std::unique_ptr<Randomness> randomness = seeded_randomness("blobs");
  Handle key_id = fresh_handle(*randomness);
  std::optional<SecretKey> key = SecretKey{randomness->draw<32>()};
  Blobs blobs{folder.path(), *randomness, [this](Handle id) { return id == key_id ? key : std::nullopt; }};

  Expected<Blob> keep(std::string_view content, std::uint64_t limit = limits::blob) {
    auto receiving = blobs.receive(key_id, *key, limit);
    if (!receiving) return std::unexpected(receiving.error());
    for (; !content.empty(); content.remove_prefix(std::min<std::size_t>(content.size(), 1000))) {
      if (auto written = receiving->write(content.substr(0, 1000)); !written) return std::unexpected(written.error());
    }
    return receiving->finish();
  }
  std::size_t files() const {
    auto const all = std::filesystem::recursive_directory_iterator(folder.path());
    return static_cast<std::size_t>(
        std::count_if(begin(all), end(all), [](auto& each) { return each.is_regular_file(); }));
  }
};

TEST_F(BlobsTest, are_read_as_they_were_received_whatever_their_size) {
  for (std::size_t const size : {std::size_t{0}, std::size_t{1}, limits::blob_chunk - 1, limits::blob_chunk,
                                 limits::blob_chunk + 1, 2 * limits::blob_chunk, 3 * limits::blob_chunk + 5}) {
    std::string content(size, 'x');
    for (std::size_t i = 0; i < size; ++i) content[i] = static_cast<char>(i * 31 % 251);
    auto const blob = keep(content);
    ASSERT_TRUE(blob);
    EXPECT_EQ(blob->size, size);
    EXPECT_EQ(blob->sha256, sha256(content));
    EXPECT_EQ(blobs.read(blob->id), content) << size;
    EXPECT_EQ(blobs.open(blob->id)->size(), size);
  }
}

TEST_F(BlobsTest, have_the_type_of_their_content) {
  EXPECT_EQ(keep("%PDF-1.7\n1 0 obj\n")->media_type, "application/pdf");
  EXPECT_EQ(keep(std::string_view("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0", 29))->media_type,
            "image/png");
  EXPECT_EQ(keep("<html><script>alert(1)</script></html>")->media_type, "text/html");
}

TEST_F(BlobsTest, beyond_the_limit_are_refused_and_leave_nothing_behind) {
  auto const blob = keep(std::string(5001, 'x'), 5000);
  EXPECT_EQ(blob.error().code, codes::too_large);
  EXPECT_EQ(files(), 0u);
}

TEST_F(BlobsTest, are_gone_with_their_key) {
  auto const blob = keep("a name");
  key.reset();
  EXPECT_EQ(blobs.read(blob->id).error().code, codes::blob_erased);
}

TEST_F(BlobsTest, that_are_not_there_are_said_to_be_missing) {
  EXPECT_EQ(blobs.read(fresh_handle(*randomness)).error().code, codes::blob_missing);
}

TEST_F(BlobsTest, with_a_flipped_bit_cut_short_or_in_anothers_place_are_not_served) {
  auto const blob = keep(std::string(limits::blob_chunk + 10, 'x'));
  auto const other = keep(std::string(limits::blob_chunk + 10, 'y'));
  auto const path = folder.path() / "blobs" / hex(blob->id);
  std::string bytes;
  {
    std::ifstream in(path, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  auto const write = [&](std::string const& content) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
  };
  for (std::size_t place = 0; place < bytes.size(); place += place < 100 ? 1 : 1999) {
    auto flipped = bytes;
    flipped[place] = static_cast<char>(flipped[place] ^ 4);
    write(flipped);
    EXPECT_FALSE(blobs.read(blob->id)) << place;
  }
  for (auto const length : {bytes.size() - 1, bytes.size() - 26, std::size_t{63}, std::size_t{10}, std::size_t{0}}) {
    write(bytes.substr(0, length));
    EXPECT_EQ(blobs.read(blob->id).error().code, codes::blob_damaged) << length;
  }
  std::filesystem::copy_file(folder.path() / "blobs" / hex(other->id), path,
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(blobs.read(blob->id).error().code, codes::blob_damaged);
}

TEST_F(BlobsTest, never_lie_on_the_disk_in_the_clear) {
  auto const blob = keep("Nguyễn Thị Lan");
  std::ifstream in(folder.path() / "blobs" / hex(blob->id), std::ios::binary);
  std::string const bytes(std::istreambuf_iterator<char>(in), {});
  EXPECT_EQ(bytes.find("Nguyễn"), std::string::npos);
}

TEST_F(BlobsTest, half_received_are_discarded) {
  {
    auto receiving = blobs.receive(key_id, *key, 100);
    ASSERT_TRUE(receiving->write("half"));
    EXPECT_EQ(files(), 1u);
  }
  EXPECT_EQ(files(), 0u);
  std::ofstream(folder.path() / "blobs" / "incoming" / "left") << "by a process that was killed";
  blobs.discard_unfinished();
  EXPECT_EQ(files(), 0u);
}

}  // namespace
}  // namespace congvu::record
