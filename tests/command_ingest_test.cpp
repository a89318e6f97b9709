// gouji ingest: a collection in a database, which has the same content whatever the way to it.
#include <fcntl.h>
#include <sys/stat.h>

#include <filesystem>
#include <set>

#include "database/document.h"
#include "ingest_folder.h"
#include "reports.h"
#include "value/compression.h"

namespace gouji {
namespace {

using Rows = std::vector<std::string>;

class CommandIngest : public IngestFolder {
 protected:
  CommandIngest() {
    folder.write("in/a2022.txt", report_of("清江市人民政府", 2022));
    folder.write("in/a2023.txt", report_of("清江市人民政府", 2023));
    folder.write("in/b.txt", inconsistent_report());
    folder.write("in/notes.txt", "买菜\n");
  }

  // Sets the time of the last change to one that it cannot have had.
  void touch(const std::string& name) const {
    const timespec times[2] = {{1, 0}, {1, 0}};
    ASSERT_EQ(::utimensat(AT_FDCWD, (folder.path() + "/" + name).c_str(), times, 0), 0);
  }
};

TEST_F(CommandIngest, HoldsReportsCellsClaimsAndFindings) {
  const CommandResult result = ingest({"in"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err,
            "gouji: skipped 1 inputs: text without a yearly report: 1\n"
            "gouji:   in/notes.txt: text without a yearly report\n"
            "gouji: files: 3 new, 0 changed, 0 unchanged, 0 removed; reports in the database: 3\n");
  EXPECT_EQ(ask("SELECT path, body, year, form FROM reports ORDER BY path"),
            (Rows{"in/a2022.txt|清江市人民政府|2022|2021", "in/a2023.txt|清江市人民政府|2023|2021",
                  "in/b.txt|泉州市鲤城区人民政府|2023|2021"}));
  EXPECT_EQ(ask("SELECT path, encoding, reports, size > 1000, length(sha256), problem FROM sources ORDER BY path"),
            (Rows{"in/a2022.txt|UTF-8|1|1|64|", "in/a2023.txt|UTF-8|1|1|64|", "in/b.txt|UTF-8|1|1|64|",
                  "in/notes.txt||0|0||input.no_reports"}));
  EXPECT_EQ(ask("SELECT body, names, reports, first_year, last_year FROM bodies ORDER BY body LIMIT 1"),
            (Rows{"泉州市鲤城区人民政府|泉州市鲤城区人民政府|1|2023|2023"}));
  EXPECT_EQ(ask("SELECT value, raw, status, line IS NOT NULL, table_name, row_label, column_label, unit FROM cells "
                "WHERE path = 'in/b.txt' AND cell = 'requests.new.natural_person'"),
            (Rows{"90|90|read|1|Requests for information received and processed|1. requests newly received this year|"
                  "natural persons|件"}));
  EXPECT_EQ(
      ask("SELECT \"requests.new.natural_person\", \"requests.new.total\" FROM form_2021 WHERE path = 'in/b.txt'"),
      (Rows{"90|91"}));
  EXPECT_EQ(ask("SELECT year, \"requests.new.total\" FROM series WHERE body = '清江市人民政府' ORDER BY year"),
            (Rows{"2022|91", "2023|91"}));
  EXPECT_EQ(ask("SELECT reading, value, agrees FROM claim WHERE reading = 'requests.concluded' LIMIT 1"),
            (Rows{"requests.concluded|73|1"}));
  EXPECT_EQ(ask("SELECT rule, expected, actual, json_extract(suspects, '$[0].suggested') FROM problems WHERE path = "
                "'in/b.txt' AND rule = 'requests.row_total'"),
            (Rows{"requests.row_total|31|13|31"}));
  EXPECT_EQ(ask("PRAGMA integrity_check"), Rows{"ok"});
  EXPECT_EQ(ask("PRAGMA foreign_key_check"), Rows{});
}

// The place of a cell is that in the file as it was given, which is in the database.
TEST_F(CommandIngest, GivesTheBytesBack) {
  ASSERT_EQ(ingest({"in/b.txt"}).status, 0);
  const std::string bytes = folder.read("in/b.txt");
  const Rows place =
      ask("SELECT byte_begin, byte_end - byte_begin FROM cell c JOIN cell_name n ON n.id = c.cell WHERE "
          "n.name = 'requests.new.natural_person'");
  const std::size_t bar = place.at(0).find('|');
  EXPECT_EQ(bytes.substr(std::stoul(place[0].substr(0, bar)), std::stoul(place[0].substr(bar + 1))), "90");
  std::filesystem::remove(folder.path() + "/in/b.txt");
  EXPECT_NE(run({"extract", "--db", "a.db"}).out.find("\"path\":\"in/b.txt\""), std::string::npos);
}

TEST_F(CommandIngest, AnotherTimeChangesNothing) {
  ASSERT_EQ(ingest({"in"}).status, 0);
  const std::string file = folder.read("a.db");
  EXPECT_EQ(ingest({"in"}).err,
            "gouji: skipped 1 inputs: text without a yearly report: 1\n"
            "gouji:   in/notes.txt: text without a yearly report\n"
            "gouji: files: 0 new, 0 changed, 3 unchanged, 0 removed; reports in the database: 3\n");
  EXPECT_EQ(ingest({"--rehash", "./in/", "in/b.txt"}).status, 0);
  EXPECT_TRUE(folder.read("a.db") == file);
}

TEST_F(CommandIngest, IsTheSameWhateverTheOrderAndTheThreads) {
  ASSERT_EQ(ingest({"in"}).status, 0);
  const std::string expected = dumped();
  EXPECT_EQ(dump_of_new({"--jobs", "1", "in"}), expected);
  EXPECT_EQ(dump_of_new({"--jobs", "7", "in/b.txt", "in/a2023.txt", "in"}), expected);
}

// As a web page and the PDF that it links to.
TEST_F(CommandIngest, TheSameReportFromTwoFilesIsComparedWithItself) {
  folder.write("years/2021.txt", report_of("平泽市人民政府", 2021));
  folder.write("years/2022.txt", report_of("平泽市人民政府", 2022));
  std::string copy = report_of("平泽市人民政府", 2022);
  const std::size_t figure = copy.find("\t66241");
  ASSERT_NE(figure, std::string::npos) << copy;
  copy.replace(figure, 6, "\t66421");
  folder.write("years/2022b.txt", copy);
  folder.write("years/2022c.txt", report_of("平泽市人民政府", 2022) + "\n");
  folder.write("years/2023.txt", report_of("平泽市人民政府", 2023));
  ASSERT_EQ(ingest({"years"}).status, 0);
  EXPECT_EQ(ask("SELECT r.path, e.path FROM reports r JOIN placed e ON e.report = r.earlier ORDER BY 1"),
            (Rows{"years/2022.txt|years/2021.txt", "years/2022b.txt|years/2022.txt", "years/2022c.txt|years/2022.txt",
                  "years/2023.txt|years/2022.txt"}));
  EXPECT_EQ(ask("SELECT p.path, f.cells FROM finding f JOIN placed p ON p.report = f.report "
                "WHERE rule = 'document.sources_differ'"),
            Rows{R"(years/2022b.txt|["disclosure.licensing.decisions"])"});
}

// Whatever was taken for the report of the year before when a document was stored.
TEST_F(CommandIngest, IsTheSameWhateverTurnsUpLast) {
  folder.write("years/2021.txt", report_of("平泽市人民政府", 2021));
  folder.write("years/2022.txt", report_of("平泽市人民政府", 2022));
  folder.write("years/2022b.txt", report_of("平泽市人民政府", 2022));
  folder.write("years/2023.txt", report_of("平泽市人民政府", 2023));
  ASSERT_EQ(ingest({"years"}).status, 0);
  EXPECT_EQ(ask("SELECT r.path, e.path FROM reports r JOIN placed e ON e.report = r.earlier ORDER BY 1"),
            (Rows{"years/2022.txt|years/2021.txt", "years/2023.txt|years/2022.txt"}));
  EXPECT_EQ(ask("SELECT count(*) FROM finding WHERE rule = 'requests.carried'"), Rows{"4"});
  const std::string expected = dumped();
  EXPECT_EQ(dump_of_new({"years/2023.txt", "years/2022b.txt", "years/2022.txt", "years/2021.txt"}), expected);
  EXPECT_EQ(dump_of_new({"years/2021.txt", "years/2023.txt", "years/2022.txt", "years/2022b.txt"}), expected);

  // Another report on 2022, and nothing is compared with that year.
  folder.write("years/2022c.txt", with_other_figures(report_of("平泽市人民政府", 2022)));
  const std::string undone = dump_of_new({"years"});
  EXPECT_EQ(ingest({"years"}).status, 0);
  EXPECT_EQ(dumped(), undone);
  EXPECT_EQ(ask("SELECT count(*) FROM finding WHERE rule = 'requests.carried'"), Rows{"0"});
  EXPECT_EQ(dump_of_new({"years/2022.txt", "years/2022b.txt", "years/2023.txt", "years/2021.txt", "years/2022c.txt"}),
            undone);
}

TEST_F(CommandIngest, AChangedFileReplacesItsReport) {
  ASSERT_EQ(ingest({"in"}).status, 0);
  folder.write("in/b.txt", consistent_report());
  EXPECT_NE(ingest({"in"}).err.find("files: 0 new, 1 changed, 2 unchanged, 0 removed; reports in the database: 3"),
            std::string::npos);
  EXPECT_EQ(ask("SELECT rule FROM problems WHERE path = 'in/b.txt' AND severity = 'error'"), Rows{});
  EXPECT_EQ(dumped(), dump_of_new({"in"}));
}

// Size and time are as they were: only --rehash finds it.
TEST_F(CommandIngest, RehashFindsWhatLooksUnchanged) {
  touch("in/b.txt");
  ASSERT_EQ(ingest({"in"}).status, 0);
  std::string other = folder.read("in/b.txt");
  other.replace(other.find("2024年1月11日"), std::string("2024年1月11日").size(), "2024年1月12日");
  folder.write("in/b.txt", other);
  touch("in/b.txt");
  EXPECT_NE(ingest({"in"}).err.find("0 changed"), std::string::npos);
  EXPECT_NE(ingest({"--rehash", "in"}).err.find("1 changed"), std::string::npos);
  EXPECT_EQ(dumped(), dump_of_new({"in"}));
}

// Bytes of zero, or those of another file.
TEST_F(CommandIngest, RehashMendsStoredBytesThatAreDamaged) {
  ASSERT_EQ(ingest({"in"}).status, 0);
  const std::string expected = dumped();
  const std::string damage_b = "WHERE id = (SELECT document FROM source WHERE path = 'in/b.txt')";
  for (const std::string& damage :
       {"UPDATE document SET bytes = zeroblob(length(bytes)) " + damage_b, "UPDATE document SET bytes = '' " + damage_b,
        "UPDATE document SET size = size + 1 " + damage_b,
        "UPDATE document SET (bytes, size) = (SELECT bytes, size FROM document o WHERE o.id <> document.id) " +
            damage_b}) {
    execute(database(), damage);
    const CommandResult exported = run({"export", "--db", "a.db", "--format", "jsonl"});
    EXPECT_EQ(exported.status, 3);
    EXPECT_EQ(exported.err,
              "gouji: in/b.txt: what the database a.db keeps of this file is damaged; gouji ingest --rehash mends it "
              "where the file is there\n");
    EXPECT_EQ(paths_in(exported.out), (std::vector<std::string>{"in/a2022.txt", "in/a2023.txt"}));
    // Whatever is ingested.
    const CommandResult result = ingest({"--rehash", "in/a2022.txt"});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.err.find("gouji: stored bytes that were damaged were mended from the files: 1\n"), 0U)
        << result.err;
    EXPECT_TRUE(dumped() == expected) << damage;
    EXPECT_EQ(run({"export", "--db", "a.db"}).status, 0);
  }
  // The file is somewhere else now.
  execute(database(), "UPDATE document SET bytes = zeroblob(9) " + damage_b);
  std::filesystem::rename(folder.path() + "/in/b.txt", folder.path() + "/in/moved.txt");
  EXPECT_EQ(ingest({"--rehash", "--prune", "in"}).status, 0);
  EXPECT_TRUE(dumped() == dump_of_new({"in"}));
}

TEST_F(CommandIngest, NamesStoredBytesThatCannotBeMended) {
  ASSERT_EQ(ingest({"in"}).status, 0);
  execute(database(),
          "UPDATE document SET bytes = zeroblob(9) WHERE id = (SELECT document FROM source WHERE path = "
          "'in/a2022.txt')");
  std::filesystem::remove(folder.path() + "/in/a2022.txt");
  const std::string line =
      "gouji: in/a2022.txt: what the database a.db keeps of this file is damaged; gouji ingest --rehash mends it where "
      "the file is there\n";
  for (int time = 0; time < 2; ++time) {
    const CommandResult result = ingest({"--quiet", "--rehash", "in"});
    EXPECT_EQ(result.status, 3);
    EXPECT_EQ(result.err, line);
  }
  // The others are compared and read anew all the same.
  folder.write("in/c.txt", report_of("平泽市人民政府", 2023));
  execute(database(), "UPDATE setting SET value = 'other' WHERE name = 'reader'; UPDATE document SET reader = 'other'");
  EXPECT_EQ(ingest({"--quiet", "in"}).err, line);
  EXPECT_EQ(ask("SELECT count(*) FROM reports"), Rows{"4"});
  EXPECT_EQ(ask("SELECT count(*) FROM document WHERE reader = 'other'"), Rows{"1"});
  // The file came back.
  folder.write("in/a2022.txt", report_of("清江市人民政府", 2022));
  EXPECT_EQ(ingest({"--quiet", "in"}).status, 0);
  EXPECT_TRUE(dumped() == dump_of_new({"in"}));
}

// Names of files are any bytes; a database has text.
TEST_F(CommandIngest, APathThatIsNoTextIsStoredAsTextAndKnownAgain) {
  folder.write("in/\xBC\xC6\xFF.txt", report_of("平泽市人民政府", 2021));
  folder.write("in/\xBC\xC6\xFE.txt", "买菜\n");
  folder.write("in/\\xff.txt", report_of("平泽市人民政府", 2022));
  ASSERT_EQ(ingest({"in"}).status, 0);
  EXPECT_EQ(ask("SELECT path FROM sources WHERE path LIKE '%\\x%' ORDER BY path"),
            (Rows{"in/\\x5cxff.txt", "in/\\xbc\\xc6\\xfe.txt", "in/\\xbc\\xc6\\xff.txt"}));
  EXPECT_EQ(ask("SELECT count(*) FROM source WHERE path <> CAST(CAST(path AS BLOB) AS TEXT)"), Rows{"0"});
  EXPECT_NE(ingest({"--prune", "in"}).err.find("0 new, 0 changed, 5 unchanged, 0 removed"), std::string::npos);
  // As in JSON.
  std::vector<std::string> from_files = paths_in(run({"extract", "in"}).out);
  EXPECT_EQ(paths_in(run({"extract", "--db", "a.db"}).out), from_files);
  EXPECT_EQ(from_files.back(), "in/\\\\xbc\\\\xc6\\\\xff.txt");
  EXPECT_EQ(ask("SELECT earlier_path FROM report WHERE earlier_path LIKE '%xbc%'"), Rows{"in/\\xbc\\xc6\\xff.txt"});
  std::filesystem::remove(folder.path() + "/in/\xBC\xC6\xFF.txt");
  EXPECT_NE(ingest({"--prune", "in"}).err.find("1 removed"), std::string::npos);
}

TEST_F(CommandIngest, ATouchedOrMovedFileIsTheSameDocument) {
  ASSERT_EQ(ingest({"in"}).status, 0);
  touch("in/b.txt");
  std::filesystem::rename(folder.path() + "/in/a2022.txt", folder.path() + "/in/z.txt");
  EXPECT_NE(ingest({"--prune", "in"}).err.find("files: 1 new, 0 changed, 2 unchanged, 1 removed"), std::string::npos);
  EXPECT_EQ(dumped(), dump_of_new({"in"}));
}

TEST_F(CommandIngest, TheSameReportUnderTwoPathsIsOneDocument) {
  folder.write("in/copy.txt", inconsistent_report());
  ASSERT_EQ(ingest({"in"}).status, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM document"), Rows{"3"});
  EXPECT_EQ(ask("SELECT count(*) FROM source WHERE document IS NOT NULL"), Rows{"4"});
  std::filesystem::remove(folder.path() + "/in/b.txt");
  ASSERT_EQ(ingest({"--prune", "in"}).status, 0);
  EXPECT_EQ(ask("SELECT path FROM reports WHERE year = 2023 AND body LIKE '泉州%'"), Rows{"in/copy.txt"});
  EXPECT_EQ(dumped(), dump_of_new({"in"}));
}

// Both files change in one run: the content that one of them has now was only the other one's before.
TEST_F(CommandIngest, FilesMayExchangeTheirContents) {
  ASSERT_EQ(ingest({"in"}).status, 0);
  const std::string b = folder.read("in/b.txt");
  folder.write("in/b.txt", folder.read("in/a2022.txt"));
  folder.write("in/a2022.txt", folder.read("in/a2023.txt"));
  folder.write("in/a2023.txt", b);
  ASSERT_EQ(ingest({"--jobs", "1", "in"}).status, 0);
  EXPECT_EQ(dumped(), dump_of_new({"in"}));
}

TEST_F(CommandIngest, ARemovedFileStaysUntilItIsPruned) {
  ASSERT_EQ(ingest({"in"}).status, 0);
  folder.write("other/c.txt", report_of("平泽市人民政府", 2023));
  ASSERT_EQ(ingest({"other"}).status, 0);
  std::filesystem::remove_all(folder.path() + "/other");
  std::filesystem::remove(folder.path() + "/in/a2022.txt");
  ASSERT_EQ(ingest({"in"}).status, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM report"), Rows{"4"});
  ASSERT_EQ(ingest({"--prune=all", "in"}).status, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM report"), Rows{"3"});
  EXPECT_EQ(ingest({"--prune=all", "."}).status, 0);
  EXPECT_EQ(dumped(), dump_of_new({"in"}));
}

// Its folder was renamed, or its disk is not mounted.
TEST_F(CommandIngest, NothingIsPrunedBelowAnInputThatIsNotThere) {
  ASSERT_EQ(ingest({"in"}).status, 0);
  const std::string before = dumped();
  std::filesystem::rename(folder.path() + "/in", folder.path() + "/elsewhere");
  for (const char* prune : {"--prune", "--prune=all"}) {
    const CommandResult result = ingest({"--quiet", prune, "in"});
    EXPECT_EQ(result.status, 3);
    EXPECT_EQ(result.err,
              "gouji: in: no such file or directory; check the path\n"
              "gouji: in: it is not there, so none of the 3 files that were ingested from it was removed; check the "
              "path, or name the folder above it where it is gone for good\n");
    EXPECT_EQ(dumped(), before);
  }
  // Nor where another input that is there is above it.
  EXPECT_EQ(ingest({"--quiet", "--prune=all", ".", "in/b.txt"}).status, 3);
  EXPECT_EQ(ask("SELECT count(*) FROM source WHERE path = 'in/b.txt'"), Rows{"1"});
  EXPECT_NE(
      ingest({"--lang", "zh", "--prune", "in"}).err.find("gouji: in：找不到，所以库中由它收录的 1 个文件没有移除"),
      std::string::npos);
}

TEST_F(CommandIngest, NothingIsPrunedBelowAnInputThatIsEmptyUnlessAllIsAskedFor) {
  for (int i = 0; i < 20; ++i) folder.write("many/" + std::to_string(i), report_of("平泽市人民政府", 2000 + i));
  ASSERT_EQ(ingest({"in", "many"}).status, 0);
  for (const char* name : {"a2022.txt", "a2023.txt", "b.txt", "notes.txt"}) {
    std::filesystem::remove(folder.path() + "/in/" + name);
  }
  CommandResult result = ingest({"--quiet", "--prune", "many", "in"});
  EXPECT_EQ(result.status, 3);
  EXPECT_NE(result.err.find("gouji: in: all 3 files that were ingested from it are gone, and none was removed; use "
                            "--prune=all if that is meant\n"),
            std::string::npos)
      << result.err;
  EXPECT_EQ(ask("SELECT count(*) FROM document"), Rows{"23"});
  // Nor where it has files, but none that are reports.
  folder.write("in/notes.txt", "买菜\n");
  EXPECT_EQ(ingest({"--quiet", "--prune", "many", "in"}).status, 3);
  EXPECT_EQ(ask("SELECT count(*) FROM document"), Rows{"23"});
  ingest({"--quiet", "--prune=all", "many", "in"});
  EXPECT_EQ(ask("SELECT count(*) FROM document"), Rows{"20"});
  EXPECT_EQ(ask("SELECT path FROM source WHERE path LIKE 'in/%'"), Rows{"in/notes.txt"});
}

TEST_F(CommandIngest, MoreThanAFifthOfTheDocumentsIsPrunedOnlyWhereAllIsAskedFor) {
  for (int i = 0; i < 7; ++i) folder.write("in/" + std::to_string(i), report_of("平泽市人民政府", 2000 + i));
  folder.write("in/copy.txt", inconsistent_report());
  ASSERT_EQ(ingest({"in"}).status, 0);
  const auto remove = [&](const std::string& name) { std::filesystem::remove(folder.path() + "/in/" + name); };
  remove("b.txt");  // its document has another path
  remove("0");
  remove("1");
  ASSERT_EQ(ingest({"--prune", "in"}).status, 0);
  EXPECT_EQ(dumped(), dump_of_new({"in"}));
  remove("2");
  remove("3");
  const std::string before = dumped();
  const CommandResult result = ingest({"--quiet", "--prune", "in"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err,
            "gouji: the files of 2 of the 8 documents are gone, more than a fifth, and none was removed; use "
            "--prune=all if that is meant\n");
  EXPECT_EQ(dumped(), before);
  ASSERT_EQ(ingest({"--prune=all", "in"}).status, 0);
  EXPECT_EQ(dumped(), dump_of_new({"in"}));
  EXPECT_EQ(ingest({"--prune=most", "in"}).status, 2);
}

TEST_F(CommandIngest, TheDatabaseMayLieAmongTheReports) {
  for (int time = 0; time < 2; ++time) {
    const CommandResult result = run({"ingest", "--quiet", "--db", "in/a.db", "--rehash", "in"});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.err, "");
  }
  EXPECT_EQ(query(database("in/a.db"), "SELECT path FROM source ORDER BY path"),
            (Rows{"in/a2022.txt", "in/a2023.txt", "in/b.txt", "in/notes.txt"}));
}

TEST_F(CommandIngest, PrunesBelowWhatWasNamed) {
  folder.write("in/deep/c.txt", report_of("平泽市人民政府", 2023));
  folder.write("inner/d.txt", report_of("平泽市人民政府", 2022));
  ASSERT_EQ(ingest({"./in", "inner"}).status, 0);
  std::filesystem::remove_all(folder.path() + "/in/deep");
  std::filesystem::remove_all(folder.path() + "/inner");
  ASSERT_EQ(ingest({"--prune", "in/b.txt"}).status, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM report"), Rows{"5"});
  ASSERT_EQ(ingest({"--prune", "in/"}).status, 0);
  EXPECT_EQ(ask("SELECT path FROM reports WHERE body LIKE '平泽%'"), Rows{"inner/d.txt"});
  ASSERT_EQ(ingest({"--prune=all", "."}).status, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM report"), Rows{"3"});
}

TEST_F(CommandIngest, ComparesTheYearsOfWhatCameApart) {
  ASSERT_EQ(ingest({"in/a2023.txt"}).status, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM problems WHERE rule = 'requests.carried'"), Rows{"0"});
  ASSERT_EQ(ingest({"in/a2022.txt"}).status, 0);
  EXPECT_EQ(ask("SELECT path, count(*) FROM problems WHERE rule = 'requests.carried'"), Rows{"in/a2023.txt|2"});
  EXPECT_EQ(ask("SELECT e.path FROM reports r JOIN reports e ON e.report = r.earlier"), Rows{"in/a2022.txt"});
  folder.write("in/a2022.txt", report_of("平泽市人民政府", 2022));
  ASSERT_EQ(ingest({"in/a2022.txt"}).status, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM problems WHERE rule = 'requests.carried'"), Rows{"0"});
  EXPECT_EQ(ask("SELECT count(*) FROM reports WHERE earlier IS NOT NULL"), Rows{"0"});
}

TEST_F(CommandIngest, AFileThatIsNoReportAnyMoreIsForgotten) {
  ASSERT_EQ(ingest({"in"}).status, 0);
  folder.write("in/b.txt", "买菜\n");
  ASSERT_EQ(ingest({"in"}).status, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM report"), Rows{"2"});
  EXPECT_EQ(dumped(), dump_of_new({"in"}));
}

// Of a file that was named itself it is said each time.
TEST_F(CommandIngest, SaysWhatIsNoReport) {
  const std::string line =
      "gouji: in/notes.txt: no yearly report was found in it; gouji forms lists what is recognized\n";
  for (int time = 0; time < 2; ++time) {
    const CommandResult result = ingest({"--quiet", "in/notes.txt", "in/b.txt"});
    EXPECT_EQ(result.err, line);
    EXPECT_EQ(result.status, 3);
  }
}

TEST_F(CommandIngest, ReadsStandardInput) {
  CommandSetting setting;
  setting.folder = folder.path();
  setting.standard_input = inconsistent_report();
  for (int time = 0; time < 2; ++time) EXPECT_EQ(run_gouji({"ingest", "--db", "a.db", "-"}, setting).status, 0);
  EXPECT_EQ(ask("SELECT path, number FROM reports"), Rows{"-|0"});
}

TEST_F(CommandIngest, KeepsItsLanguage) {
  ASSERT_EQ(ingest({"--lang", "zh", "in/b.txt"}).status, 0);
  const CommandResult other = ingest({"--lang", "en", "in/a2022.txt"});
  EXPECT_EQ(other.status, 0);
  EXPECT_NE(other.err.find("gouji: a.db: the texts in this database are in another language and stay so"),
            std::string::npos)
      << other.err;
  EXPECT_EQ(ingest({"in/a2022.txt"}).err.find("another language"), std::string::npos);
  EXPECT_EQ(ask("SELECT DISTINCT table_name FROM cells WHERE cell = 'requests.new.total'"),
            Rows{"收到和处理政府信息公开申请情况"});
}

// As after an update of gouji.
TEST_F(CommandIngest, WhatAnotherVersionHasReadIsReadAnew) {
  ASSERT_EQ(ingest({"in"}).status, 0);
  const std::string expected = dumped();
  execute(database(),
          "UPDATE setting SET value = '0.0.1' WHERE name = 'reader'; UPDATE document SET reader = '0.0.1'; "
          "UPDATE cell SET value = 7; DELETE FROM finding; DELETE FROM rule; DROP VIEW series;");
  std::filesystem::remove(folder.path() + "/in/a2022.txt");
  const CommandResult result = ingest({"in"});
  EXPECT_NE(result.err.find("gouji: gouji or its grammar has changed: 3 documents of the database were read anew\n"),
            std::string::npos)
      << result.err;
  EXPECT_EQ(dumped(), expected);
}

TEST(Database, NoTwoNamesOfTheGrammarHaveOneId) {
  std::set<std::string> names;
  std::set<std::int64_t> ids;
  for (const Form& form : builtin_grammar().forms) {
    for (const FormCell& cell : form.cells) {
      names.insert(cell.id);
      names.insert(form.table_of(cell).id + "." + cell.id);
    }
  }
  for (const SeriesFigure& figure : builtin_grammar().series.figures) names.insert(figure.id);
  for (const std::string& name : names) ids.insert(name_id(name));
  EXPECT_EQ(ids.size(), names.size());
}

// Whatever bit is another one.
TEST(Database, DamagedBytesAreNotReadAsOthers) {
  const std::string bytes = consistent_report();
  const std::string compressed = compress(bytes);
  EXPECT_EQ(decompress(compressed, bytes.size()), bytes);
  EXPECT_EQ(decompress(compressed, bytes.size() + 1), std::nullopt);
  for (std::size_t bit = 0; bit < 8 * compressed.size(); bit += 5) {
    std::string damaged = compressed;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
    const std::optional<std::string> read = decompress(damaged, bytes.size());
    ASSERT_TRUE(!read || *read == bytes) << bit;
  }
  EXPECT_EQ(decompress(compress(""), 0), "");
}

TEST(Database, AnIdIsTheSameEverywhere) {
  EXPECT_EQ(document_id("ffffffffffffffff" + std::string(48, '0')), 0x7FFFFFFFFFFFF000);
  EXPECT_EQ(document_id(std::string(64, '0')), 0);
  EXPECT_EQ(name_id("requests.new.total"), name_id("requests.new.total"));
}

}  // namespace
}  // namespace gouji
