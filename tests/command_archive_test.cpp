// Archives are read like folders, and what is wrong with them is said.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "generator/plain_zip.h"
#include "ingest_folder.h"
#include "make_archive.h"
#include "source/archive.h"
#include "source/input_bytes.h"
#include "source/member_name.h"

namespace gouji {
namespace {

using Lines = std::vector<std::string>;

class CommandArchive : public IngestFolder {
 protected:
  const std::string report = consistent_report();
};

TEST_F(CommandArchive, OfEveryKindIsReadLikeAFolderWhateverItsName) {
  const std::vector<MadeMember> members = {{"b/2.txt", report},
                                           {"b/10.txt", report},
                                           {"./a.txt", report},
                                           {".hidden.txt", report},
                                           {".git/a.txt", report},
                                           {"notes.md", "一些说明\n"},
                                           {"picture.png", std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16)},
                                           {"empty", ""}};
  for (const char* kind : {"zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "tar.zst", "7z"}) {
    folder.write("archive", make_archive(kind, members));
    for (const char* jobs : {"1", "5"}) {
      const CommandResult result = run({"extract", "--jobs", jobs, "archive"});
      EXPECT_EQ(result.status, 0) << kind;
      EXPECT_EQ(paths_in(result.out), (Lines{"archive/a.txt", "archive/b/10.txt", "archive/b/2.txt"})) << kind;
      EXPECT_EQ(result.err,
                "gouji: skipped 5 inputs: hidden: 2, empty: 1, text without a yearly report: 1, picture: 1\n"
                "gouji:   archive/.git: hidden\n"
                "gouji:   archive/.hidden.txt: hidden\n"
                "gouji:   archive/empty: empty\n"
                "gouji:   archive/notes.md: text without a yearly report\n"
                "gouji:   archive/picture.png: picture\n")
          << kind;
    }
  }
}

TEST_F(CommandArchive, MayLieInAFolderOrBeNamedInAListOrStandOnStandardInput) {
  folder.write("reports/b.zip", make_archive("zip", {{"1.txt", report}}));
  folder.write("reports/a.txt", report);
  folder.write("reports/c.txt", report);
  EXPECT_EQ(paths_in(run({"extract", "reports"}).out),
            (Lines{"reports/a.txt", "reports/b.zip/1.txt", "reports/c.txt"}));
  folder.write("list", "reports/b.zip\n");
  EXPECT_EQ(paths_in(run({"extract", "@list"}).out), Lines{"reports/b.zip/1.txt"});
  CommandSetting setting;
  for (const char* kind : {"zip", "tar.gz"}) {
    setting.standard_input = make_archive(kind, {{"1.txt", report}});
    EXPECT_EQ(paths_in(run_gouji({"extract", "-"}, setting).out), Lines{"-/1.txt"});
  }
}

TEST_F(CommandArchive, WithoutAReportIsAnErrorWhenItWasNamed) {
  folder.write("reports/a.txt", report);
  folder.write("reports/b.zip", make_archive("zip", {{"1.txt", "hello\n"}}));
  EXPECT_EQ(run({"extract", "reports"}).status, 0);
  const CommandResult result = run({"extract", "--quiet", "reports/b.zip"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err, "gouji: reports/b.zip: no yearly report in the 1 text files of this archive\n");
}

TEST_F(CommandArchive, OfAWordProcessorIsADocumentAndNoArchive) {
  folder.write("a.docx", make_archive("zip", {{"[Content_Types].xml", "<x/>"}, {"word/document.xml", report}}));
  const CommandResult result = run({"extract", "a.docx"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.out, "");
  EXPECT_NE(result.err.find("a.docx: the document is damaged and cannot be read ("), std::string::npos) << result.err;
  // Where the member that tells comes behind others, and their sizes behind them.
  folder.write("b.docx", make_archive("zip", {{"customXml/item1.xml", report},
                                              {"media/picture", std::string(100000, 'x')},
                                              {"[Content_Types].xml", "<x/>"},
                                              {"word/document.xml", report}}));
  EXPECT_EQ(run({"extract", "b.docx"}).out, "");
}

// "报告.txt" and "诚.txt" as a Chinese Windows writes them; the second byte of 誠 is a backslash in GBK.
TEST_F(CommandArchive, HasReadableNamesAndLosesNoMember) {
  folder.write("a.zip", make_plain_zip({{"\xB1\xA8\xB8\xE6.txt", report},
                                        {"\xD5\x5C\xD0\xC5\x5C\xB1\xA8\xB8\xE6.txt", report},
                                        {"\xFF\xFE\x80.txt", report}}));
  EXPECT_EQ(paths_in(run({"extract", "a.zip"}).out),
            (Lines{"a.zip/%FF%FE%80.txt", "a.zip/报告.txt", "a.zip/誠信/报告.txt"}));
  folder.write("b.zip", make_archive("zip", {{"报告.txt", report}}));
  folder.write("b.7z", make_archive("7z", {{"报告.txt", report}}));
  EXPECT_EQ(paths_in(run({"extract", "b.zip", "b.7z"}).out), (Lines{"b.zip/报告.txt", "b.7z/报告.txt"}));
}

TEST_F(CommandArchive, MayNotLeadOutOfItself) {
  folder.write("a.tar", make_archive("tar", {{"../b.txt", report}, {"/etc/c.txt", report}, {"a.txt", report}}));
  const CommandResult result = run({"extract", "a.tar"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(paths_in(result.out), Lines{"a.tar/a.txt"});
  EXPECT_NE(result.err.find("a.tar: the name of its file “../b.txt” leads out of the archive"), std::string::npos);
  EXPECT_NE(result.err.find("a.tar: the name of its file “/etc/c.txt” leads out of the archive"), std::string::npos);
}

// As tar writes it where a file was given to it several times, or was added to the archive once more.
TEST_F(CommandArchive, GivesOfTheSamePathTheLastMemberAndNamesTheOthers) {
  const std::vector<MadeMember> members = {{"a.txt", report_of("甲县", 2022)},
                                           {"./a.txt", report_of("乙县", 2022)},
                                           {"b.txt", report},
                                           {"a.txt", report_of("丙县", 2022)}};
  const std::string skipped =
      "gouji: skipped 2 inputs: another file of the archive with this name is read: 2\n"
      "gouji:   a/a.txt: another file of the archive with this name is read\n"
      "gouji:   a/a.txt: another file of the archive with this name is read\n";
  for (const char* kind : {"zip", "tar", "7z"}) {
    folder.write("a", make_archive(kind, members));
    const CommandResult result = run({"extract", "a"});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(paths_in(result.out), (Lines{"a/a.txt", "a/b.txt"})) << kind;
    EXPECT_NE(result.out.find("丙县"), std::string::npos);
    EXPECT_EQ(result.err, skipped) << kind;
    EXPECT_EQ(run({"audit", "--fail-on-skipped", "a"}).status, 3);
  }
  // They are named each time.
  for (const char* summary : {"files: 2 new, 0 changed, 0 unchanged", "files: 0 new, 0 changed, 2 unchanged"}) {
    const CommandResult result = ingest({"a"});
    EXPECT_EQ(result.status, 0);
    EXPECT_NE(result.err.find(skipped), std::string::npos) << result.err;
    EXPECT_NE(result.err.find(summary), std::string::npos) << result.err;
    EXPECT_EQ(ask("SELECT body FROM reports WHERE path = 'a/a.txt'"), Lines{"丙县人民政府"});
  }
}

TEST_F(CommandArchive, GivesAHardLinkAsTheMemberThatItIsAndNamesOtherLinks) {
  folder.write("a.tar", make_archive("tar", {{"a.txt", report},
                                             {"b.txt", "", "/etc/passwd"},
                                             {"c.txt", "", "", "a.txt"},
                                             {"d.txt", "", "a.txt"},
                                             {"e.txt", "", "", "nowhere.txt"},
                                             {"a.txt", "", "", "a.txt"}}));
  const std::string skipped =
      "gouji: skipped 3 inputs: link in an archive: 3\n"
      "gouji:   a.tar/b.txt: link in an archive\n"
      "gouji:   a.tar/d.txt: link in an archive\n"
      "gouji:   a.tar/e.txt: link in an archive\n";
  const CommandResult result = run({"extract", "a.tar"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, skipped);
  EXPECT_EQ(paths_in(result.out), (Lines{"a.tar/a.txt", "a.tar/c.txt"}));
  // Also when it is not opened again.
  for (int i = 0; i < 2; ++i) EXPECT_EQ(ingest({"a.tar"}).err.rfind(skipped, 0), 0u);
}

TEST_F(CommandArchive, ThatIsEncryptedIsRefusedAndTheOthersAreRead) {
  folder.write("a.zip", make_archive("zip", {{"a.txt", report, "", "", "secret"}, {"b.txt", report}}));
  folder.write("c.txt", report);
  const CommandResult result = run({"extract", "a.zip", "c.txt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(
      result.err,
      "gouji: a.zip: encrypted files in the archive (2, the first one is a.txt) cannot be read; unpack it and name "
      "the folder\n"
      "gouji: skipped 2 inputs: encrypted file in an archive: 2\n"
      "gouji:   a.zip/a.txt: encrypted file in an archive\n"
      "gouji:   a.zip/b.txt: encrypted file in an archive\n");
  EXPECT_EQ(paths_in(result.out), Lines{"c.txt"});
}

TEST_F(CommandArchive, InAnArchiveIsNotOpened) {
  folder.write("a.zip", make_archive("zip", {{"a.txt", report}, {"b.zip", make_archive("zip", {{"c.txt", report}})}}));
  const CommandResult result = run({"extract", "a.zip"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err,
            "gouji: a.zip/b.zip: an archive in an archive is not opened; unpack the outer one and name the folder\n");
  EXPECT_EQ(paths_in(result.out), Lines{"a.zip/a.txt"});
}

TEST_F(CommandArchive, ThatIsCutOffIsReadToThere) {
  // Random figures behind the report cannot be packed, so that the cut is behind it.
  std::string noise;
  for (unsigned seed = 1; noise.size() < 200000; seed = seed * 1664525 + 1013904223) noise += std::to_string(seed);
  for (const char* kind : {"zip", "tar", "tar.gz", "tar.xz", "tar.zst"}) {
    const std::string whole = make_archive(kind, {{"a.txt", report}, {"b.txt", noise}});
    folder.write("a", whole.substr(0, whole.size() - 60000));
    const CommandResult result = run({"extract", "a"});
    EXPECT_EQ(result.status, 3) << kind;
    // Zstandard packs blocks of 128 kB: of one that was cut nothing is left.
    const Lines left = std::string(kind) == "tar.zst" ? Lines{} : Lines{"a/a.txt"};
    EXPECT_EQ(paths_in(result.out), left) << kind;
    EXPECT_NE(result.err.find("gouji: a: the archive is damaged or cut off"), std::string::npos) << kind << result.err;
  }
}

TEST_F(CommandArchive, WithADamagedMemberIsReadBesideIt) {
  std::string zip = make_plain_zip({{"a.txt", report}, {"b.txt", report}});
  zip[200] ^= 1;
  folder.write("a.zip", zip);
  const CommandResult result = run({"extract", "a.zip"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(paths_in(result.out), Lines{"a.zip/b.txt"});
  EXPECT_NE(result.err.find("gouji: a.zip/a.txt: this file of the archive is damaged"), std::string::npos)
      << result.err;
}

TEST_F(CommandArchive, ThatIsAnythingElsePackedIsNoText) {
  const std::string packed = make_archive("tar.gz", {{"a.txt", report}});
  std::string scrambled = packed;
  for (std::size_t i = 20; i < scrambled.size(); ++i) scrambled[i] = static_cast<char>(scrambled[i] * 7 + 3);
  folder.write("a.gz", scrambled);
  folder.write("BZh.txt", "BZh" + report);
  EXPECT_EQ(run({"extract", "a.gz"}).status, 3);
  EXPECT_EQ(paths_in(run({"extract", "BZh.txt"}).out), Lines{"BZh.txt"});
}

TEST_F(CommandArchive, IsAuditedLikeAFolderYearsIncluded) {
  const std::vector<MadeMember> members = {{"2022.txt", report_of("清江市人民政府", 2022)},
                                           {"2023.txt", report_of("清江市人民政府", 2023)}};
  for (const MadeMember& member : members) folder.write("a/" + member.name, member.bytes);
  const std::string expected = run({"audit", "a"}).out;
  EXPECT_NE(expected.find("requests.carried"), std::string::npos);
  std::filesystem::remove_all(folder.path() + "/a");
  for (const char* kind : {"zip", "tar.gz"}) {
    folder.write("a", make_archive(kind, members));
    EXPECT_EQ(run({"audit", "a"}).out, expected) << kind;
    EXPECT_EQ(run({"audit", "--jobs", "7", "a"}).out, expected) << kind;
  }
}

TEST_F(CommandArchive, IsIngestedOnceAndReadAgainWhenItHasChanged) {
  folder.write("a.zip", make_archive("zip", {{"1.txt", report_of("甲县", 2022)}, {"2.txt", report_of("乙县", 2022)}}));
  CommandResult result = ingest({"a.zip"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "gouji: files: 2 new, 0 changed, 0 unchanged, 0 removed; reports in the database: 2\n");
  const std::string first = dumped();

  // What is in it is not looked at: it has the same size and time.
  const std::string path = folder.path() + "/a.zip";
  const auto time = std::filesystem::last_write_time(path);
  const std::string bytes = folder.read("a.zip");
  folder.write("a.zip", std::string(bytes.size(), 'x'));
  std::filesystem::last_write_time(path, time);
  result = ingest({"a.zip"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "gouji: files: 0 new, 0 changed, 2 unchanged, 0 removed; reports in the database: 2\n");
  folder.write("a.zip", bytes);
  std::filesystem::last_write_time(path, time);
  EXPECT_EQ(ingest({"--rehash", "a.zip"}).err, result.err);
  EXPECT_EQ(dumped(), first);

  folder.write("a.zip", make_archive("zip", {{"2.txt", report_of("乙县", 2023)}, {"3.txt", report_of("丙县", 2022)}}));
  result = ingest({"--prune=all", "a.zip"});
  EXPECT_EQ(result.err, "gouji: files: 1 new, 1 changed, 0 unchanged, 1 removed; reports in the database: 2\n");
  EXPECT_EQ(ask("SELECT path FROM source WHERE document IS NOT NULL ORDER BY path"),
            (Lines{"a.zip/2.txt", "a.zip/3.txt"}));
  EXPECT_EQ(dumped(), dump_of_new({"a.zip"}));
}

TEST_F(CommandArchive, ThatCannotBeReadToItsEndLosesNothingInTheDatabase) {
  std::vector<MadeMember> members = {{"1.txt", report_of("甲县", 2022)}, {"2.txt", report_of("乙县", 2022)}};
  const std::string whole = make_archive("tar", members);
  folder.write("a.tar", whole);
  EXPECT_EQ(ingest({"a.tar"}).status, 0);
  folder.write("a.tar", whole.substr(0, whole.find("2.txt") + 1000));
  EXPECT_EQ(ingest({"--prune", "a.tar"}).status, 3);
  EXPECT_EQ(ask("SELECT count(*) FROM source WHERE document IS NOT NULL"), Lines{"2"});
  EXPECT_EQ(ingest({"a.tar"}).status, 3);  // and it is opened again
  std::filesystem::remove(folder.path() + "/a.tar");
  EXPECT_EQ(ingest({"--prune=all", "."}).status, 3);  // nothing is left in the folder
  EXPECT_EQ(ask("SELECT count(*) FROM source"), Lines{"0"});
}

// With small limits: what is in an archive, and what was said of it.
struct Unpacked {
  Lines members;
  Lines codes;
};

Unpacked unpack(const TestFolder& folder, const std::string& bytes, const ArchiveLimits& limits) {
  std::FILE* file = std::fopen(folder.write("a", bytes).c_str(), "rb");
  const std::optional<UnpackedArchive> archive = unpack_archive("a", ::fileno(file), "", limits);
  std::fclose(file);
  Unpacked unpacked;
  if (!archive) return unpacked;
  for (const Input& member : archive->members) {
    const Result<std::string> content = bytes_of(member);
    unpacked.members.push_back(member.path + (content ? "" : " " + content.error().code));
  }
  for (const Error& error : archive->errors) unpacked.codes.push_back(error.code);
  return unpacked;
}

TEST(Archive, HasLimits) {
  const TestFolder folder;
  const std::string zeros(1 << 20, '0');
  const std::vector<MadeMember> members = {{"a", "small"}, {"b", zeros}, {"c", zeros}};
  for (const char* kind : {"zip", "tar.gz", "7z"}) {
    const std::string bytes = make_archive(kind, members);
    EXPECT_EQ(unpack(folder, bytes, {}).members, (Lines{"a/a", "a/b", "a/c"}));
    ArchiveLimits limits;
    limits.member = 1 << 19;
    Unpacked unpacked = unpack(folder, bytes, limits);
    EXPECT_EQ(unpacked.members, (Lines{"a/a", "a/b input.too_large", "a/c input.too_large"})) << kind;
    EXPECT_EQ(unpacked.codes, Lines{}) << kind;
    limits = {};
    limits.unpacked = 3 << 19;
    unpacked = unpack(folder, bytes, limits);
    EXPECT_EQ(unpacked.members, (Lines{"a/a", "a/b"})) << kind;
    EXPECT_EQ(unpacked.codes, Lines{"archive.too_large"}) << kind;
    limits = {};
    limits.members = 2;
    unpacked = unpack(folder, bytes, limits);
    EXPECT_EQ(unpacked.members, (Lines{"a/a", "a/b"})) << kind;
    EXPECT_EQ(unpacked.codes, Lines{"archive.too_many"}) << kind;
    limits = {};
    limits.ratio = 100;
    limits.ratio_from = 1 << 19;
    unpacked = unpack(folder, bytes, limits);
    EXPECT_EQ(unpacked.members, Lines{"a/a"}) << kind;
    EXPECT_EQ(unpacked.codes, Lines{"archive.ratio"}) << kind;
  }
}

TEST(Archive, CountsHardLinksAsTheMembersThatTheyAre) {
  const TestFolder folder;
  const std::string bytes = make_archive(
      "tar", {{"a", std::string(1 << 20, '0')}, {"b", "", "", "a"}, {"c", "", "", "a"}, {"d", "", "", "a"}});
  EXPECT_EQ(unpack(folder, bytes, {}).members, (Lines{"a/a", "a/b", "a/c", "a/d"}));
  ArchiveLimits limits;
  limits.unpacked = 5 << 19;
  const Unpacked unpacked = unpack(folder, bytes, limits);
  EXPECT_EQ(unpacked.members, (Lines{"a/a", "a/b"}));
  EXPECT_EQ(unpacked.codes, Lines{"archive.too_large"});
}

TEST(MemberName, IsMadeAPathBelowTheArchive) {
  EXPECT_EQ(path_in_archive("./a//b/./c.txt"), "a/b/c.txt");
  EXPECT_EQ(path_in_archive("a\\b.txt"), "a/b.txt");
  EXPECT_EQ(path_in_archive("a/b\\c.txt"), "a/b\\c.txt");
  EXPECT_EQ(path_in_archive("..a/b..txt"), "..a/b..txt");
  for (const char* outside : {"", "/a", "..", "a/../../b", "a/..", "C:\\a.txt", "c:/a", ".", "\\\\server\\a"}) {
    EXPECT_EQ(path_in_archive(outside), std::nullopt) << outside;
  }
}

}  // namespace
}  // namespace gouji
