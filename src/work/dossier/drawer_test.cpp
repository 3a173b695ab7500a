#include "work/dossier/drawer.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "record/store/temporary.h"
#include "work/dossier/drawer_queries.h"

namespace congvu::dossier {
namespace {

Instant const noon =
    at(Date{std::chrono::year{2024}, std::chrono::month{11}, std::chrono::day{18}}, std::chrono::hours{12});

struct Trial {
  record::TemporaryFolder folder;
  std::unique_ptr<Randomness> randomness = seeded_randomness("drawer");
  record::Desk desk{folder.path()};
  Drawer drawer = desk_drawer(desk, *randomness);
};

TEST(Drawer, what_lies_in_it_is_found_under_its_label_alone_and_can_be_replaced) {
  Trial trial;
  trial.drawer.put("visit a/draft/1.005092", {{"name", "Lan"}}, noon + std::chrono::hours{1});
  trial.drawer.put("visit a/draft/1.005092", {{"name", "Huy"}}, noon + std::chrono::hours{1});
  auto const found = trial.drawer.find("visit a/draft/1.005092", noon);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->at("name"), "Huy");
  EXPECT_FALSE(trial.drawer.find("visit b/draft/1.005092", noon));
}

TEST(Drawer, it_is_gone_when_its_time_is_over_or_it_is_cleared) {
  Trial trial;
  trial.drawer.put("a", {{"x", 1}}, noon + std::chrono::hours{1});
  trial.drawer.put("b", {{"x", 1}}, noon + std::chrono::hours{1});
  trial.drawer.clear("b");
  EXPECT_FALSE(trial.drawer.find("b", noon));
  EXPECT_TRUE(trial.drawer.find("a", noon));
  EXPECT_FALSE(trial.drawer.find("a", noon + std::chrono::hours{1}));
}

TEST(Drawer, neither_label_nor_content_can_be_read_on_the_disk) {
  Trial trial;
  trial.drawer.put("visit secret-label", {{"name", "plain-content"}}, noon + std::chrono::hours{1});
  for (auto const& file : std::filesystem::directory_iterator(trial.folder.path())) {
    std::ifstream in(file.path(), std::ios::binary);
    std::string const bytes{std::istreambuf_iterator<char>{in}, {}};
    EXPECT_EQ(bytes.find("secret-label"), std::string::npos);
    EXPECT_EQ(bytes.find("plain-content"), std::string::npos);
  }
}

}  // namespace
}  // namespace congvu::dossier
