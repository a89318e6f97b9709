// Inputs that are no reports, or broken ones: one clear line on standard error, exit status 3, and the other inputs are
// read all the same.
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "generator/plain_zip.h"
#include "make_archive.h"
#include "run_command.h"

namespace gouji {
namespace {

std::ptrdiff_t lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

// The paths of the records, in the order of the output.
std::vector<std::string> paths_in(const std::string& jsonl) {
  std::vector<std::string> paths;
  const std::string key = "{\"schema\":\"gouji/record/1\",\"path\":\"";
  for (std::size_t at = jsonl.find(key); at != std::string::npos; at = jsonl.find(key, at + 1)) {
    const std::size_t begin = at + key.size();
    paths.push_back(jsonl.substr(begin, jsonl.find('"', begin) - begin));
  }
  return paths;
}

TEST(CommandInput, ThatDoesNotExistLosesNoOtherInput) {
  const TestFolder folder;
  folder.write("a.txt", consistent_report());
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "nowhere.txt", "a.txt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err, "gouji: nowhere.txt: no such file or directory; check the path\n");
  EXPECT_EQ(paths_in(result.out), std::vector<std::string>{"a.txt"});
}

TEST(CommandInput, ThatCannotBeReadIsWorseThanFindings) {
  const TestFolder folder;
  folder.write("a.txt", inconsistent_report());
  EXPECT_EQ(run_gouji_in(folder.path(), {"audit", "a.txt"}).status, 1);
  EXPECT_EQ(run_gouji_in(folder.path(), {"audit", "a.txt", "nowhere.txt"}).status, 3);
}

TEST(CommandInput, ThatIsEmptyOrNoReportIsRefusedByName) {
  const TestFolder folder;
  folder.write("empty.txt", "");
  folder.write("blank.txt", " \n\n");
  folder.write("letter.txt", "尊敬的读者：\n\n2023年，我们收到3封信。\n");
  for (const char* name : {"empty.txt", "blank.txt"}) {
    const CommandResult result = run_gouji_in(folder.path(), {"extract", name});
    EXPECT_EQ(result.status, 3);
    EXPECT_EQ(result.err, std::string("gouji: ") + name + ": there is no text in the file\n");
  }
  const CommandResult letter = run_gouji_in(folder.path(), {"extract", "letter.txt"});
  EXPECT_EQ(letter.status, 3);
  EXPECT_EQ(letter.err, "gouji: letter.txt: no yearly report was found in it; gouji forms lists what is recognized\n");
}

TEST(CommandInput, OfZerosIsRefusedByItsFirstBytes) {
  const TestFolder folder;
  const std::string zeros = folder.write("zeros", "");
  std::filesystem::resize_file(zeros, 200 * 1024 * 1024);
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "zeros"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err,
            "gouji: zeros: no text, and no kind of file that gouji knows; save it as plain text with the program that "
            "made it\n");
}

TEST(CommandInput, HasALimit) {
  const TestFolder folder;
  const std::string path = folder.write("huge.txt", std::string(100000, 'x'));
  std::filesystem::resize_file(path, std::uintmax_t{65} * 1024 * 1024);
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "huge.txt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(
      result.err,
      "gouji: huge.txt: 68157440 bytes, more than 64 MB, the limit for one document; make sure that it is a report "
      "as plain text, and split it where it is many of them\n");
  const std::string piped = "head -c 67108865 '" + path + "' | tr '\\0' x | " GOUJI_COMMAND " extract --lang en - 2>'" +
                            folder.path() + "/err'";
  EXPECT_EQ(std::system(piped.c_str()), 3 << 8);
  EXPECT_EQ(folder.read("err").rfind("gouji: -: more than 64 MB, the limit for one document; ", 0), 0);
}

TEST(CommandInput, WithDamagedPlacesIsReadAllTheSame) {
  const TestFolder folder;
  std::string report = consistent_report();
  const std::size_t at = report.find("五、存在的主要问题");
  ASSERT_NE(at, std::string::npos);
  report.insert(at, "\xFF\xFE");
  folder.write("a.txt", report);
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "a.txt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(paths_in(result.out), std::vector<std::string>{"a.txt"});
  EXPECT_NE(result.out.find("\"damaged\":{\"places\":"), std::string::npos);
  EXPECT_EQ(lines(result.err), 1);
  const auto line = std::count(report.begin(), report.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
  EXPECT_EQ(result.err.rfind("gouji: a.txt:" + std::to_string(line) + ": ", 0), 0) << result.err;
  EXPECT_NE(result.err.find("byte " + std::to_string(at)), std::string::npos) << result.err;
}

TEST(CommandInput, ThatEndsInsideATableIsReadWithAWarning) {
  const TestFolder folder;
  const std::string report = consistent_report();
  folder.write("a.txt", report.substr(0, report.find("	(四) 无法提供")));
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "a.txt"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(paths_in(result.out), std::vector<std::string>{"a.txt"});
  EXPECT_NE(result.err.find("gouji: warning: a.txt:"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("cells are missing; check that the file is whole"), std::string::npos) << result.err;
  EXPECT_EQ(run_gouji_in(folder.path(), {"extract", "--quiet", "a.txt"}).err, "");
  EXPECT_EQ(run_gouji_in(folder.path(), {"extract", "--strict", "--quiet", "a.txt"}).status, 1);
  EXPECT_EQ(run_gouji_in(folder.path(), {"extract", "--fail-on", "warning", "--quiet", "a.txt"}).status, 1);
}

TEST(CommandInput, MayBeAFolderThatIsWalkedInTheOrderOfItsPaths) {
  const TestFolder folder;
  const std::string report = consistent_report();
  folder.write("reports/b/2.txt", report);
  folder.write("reports/a.txt", report);
  folder.write("reports/b/10.txt", report);
  folder.write("reports/.hidden.txt", report);
  folder.write("reports/.git/a.txt", report);
  folder.write("reports/picture.png", std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16));
  folder.write("reports/notes.md", "一些说明\n");
  folder.write("reports/empty", "");
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "reports"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(paths_in(result.out), (std::vector<std::string>{"reports/a.txt", "reports/b/10.txt", "reports/b/2.txt"}));
  EXPECT_EQ(result.err,
            "gouji: skipped 5 inputs: hidden: 2, empty: 1, text without a yearly report: 1, picture: 1\n"
            "gouji:   reports/.git: hidden\n"
            "gouji:   reports/.hidden.txt: hidden\n"
            "gouji:   reports/empty: empty\n"
            "gouji:   reports/notes.md: text without a yearly report\n"
            "gouji:   reports/picture.png: picture\n");
  EXPECT_EQ(run_gouji_in(folder.path(), {"extract", "--quiet", "reports"}).err, "");
}

TEST(CommandInput, IsNotWhatLinksInAFolderLeadTo) {
  const TestFolder folder;
  folder.write("reports/a.txt", consistent_report());
  folder.write("elsewhere/b.txt", consistent_report());
  std::filesystem::create_directory_symlink(folder.path() + "/elsewhere", folder.path() + "/reports/link");
  std::filesystem::create_symlink("../elsewhere/b.txt", folder.path() + "/reports/b.txt");
  std::filesystem::create_symlink("nowhere", folder.path() + "/reports/c.txt");
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "reports"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(paths_in(result.out), std::vector<std::string>{"reports/a.txt"});
  EXPECT_EQ(result.err,
            "gouji: skipped 3 inputs: link (read with --follow): 3\n"
            "gouji:   reports/b.txt: link (read with --follow)\n"
            "gouji:   reports/c.txt: link (read with --follow)\n"
            "gouji:   reports/link: link (read with --follow)\n");
}

TEST(CommandInput, MayBeALinkThatIsNamed) {
  const TestFolder folder;
  folder.write("elsewhere/b.txt", consistent_report());
  std::filesystem::create_directory_symlink("elsewhere", folder.path() + "/folder");
  std::filesystem::create_symlink("elsewhere/b.txt", folder.path() + "/file");
  folder.write("list", "folder\nfile\n");
  const std::vector<std::string> expected = {"folder/b.txt", "file"};
  EXPECT_EQ(paths_in(run_gouji_in(folder.path(), {"extract", "folder", "file"}).out), expected);
  EXPECT_EQ(paths_in(run_gouji_in(folder.path(), {"extract", "@list"}).out), expected);
}

TEST(CommandInput, FollowsLinksWhenAskedToButReadsNoFolderTwice) {
  const TestFolder folder;
  folder.write("reports/a.txt", consistent_report());
  folder.write("elsewhere/b.txt", consistent_report());
  folder.write("elsewhere/deep/c.txt", consistent_report());
  std::filesystem::create_directory_symlink(folder.path() + "/reports", folder.path() + "/reports/loop");
  std::filesystem::create_directory_symlink(folder.path() + "/elsewhere", folder.path() + "/reports/link");
  std::filesystem::create_directory_symlink(folder.path() + "/elsewhere/deep", folder.path() + "/reports/deep");
  std::filesystem::create_directory_symlink(folder.path() + "/elsewhere", folder.path() + "/elsewhere/loop");
  std::filesystem::create_symlink("../elsewhere/b.txt", folder.path() + "/reports/b.txt");
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "--follow", "reports"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(paths_in(result.out),
            (std::vector<std::string>{"reports/a.txt", "reports/b.txt", "reports/deep/c.txt", "reports/link/b.txt"}));
  EXPECT_EQ(result.err,
            "gouji: skipped 3 inputs: folder that is read under another path: 3\n"
            "gouji:   reports/link/deep: folder that is read under another path\n"
            "gouji:   reports/link/loop: folder that is read under another path\n"
            "gouji:   reports/loop: folder that is read under another path\n");
  // What is named itself keeps its own path, though a link leads there from a folder that is named before it.
  EXPECT_EQ(paths_in(run_gouji_in(folder.path(), {"extract", "--follow", "reports", "elsewhere"}).out),
            (std::vector<std::string>{"reports/a.txt", "reports/b.txt", "elsewhere/b.txt", "elsewhere/deep/c.txt"}));
}

TEST(CommandInput, ThatIsALinkToNowhereIsReportedWhenLinksAreFollowed) {
  const TestFolder folder;
  folder.write("reports/a.txt", consistent_report());
  std::filesystem::create_symlink("nowhere", folder.path() + "/reports/b.txt");
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "--follow", "reports"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err, "gouji: reports/b.txt: no such file or directory; check the path\n");
  EXPECT_EQ(paths_in(result.out), std::vector<std::string>{"reports/a.txt"});
}

// A socket has to be made where its path is short.
void make_socket(const std::string& path) {
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  ASSERT_LT(path.size(), sizeof address.sun_path);
  path.copy(address.sun_path, path.size());
  ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ::close(socket);
}

TEST(CommandInput, ThatIsAPipeOrADeviceOrASocketIsRefusedAndNotWaitedFor) {
  const TestFolder folder;
  folder.write("reports/a.txt", consistent_report());
  ASSERT_EQ(::mkfifo((folder.path() + "/reports/fifo").c_str(), 0600), 0);
  make_socket(folder.path() + "/reports/socket");
  folder.write("list", "reports/fifo\nreports/a.txt\n/dev/zero\n");
  CommandResult result =
      run_gouji_in(folder.path(), {"extract", "reports/fifo", "/dev/zero", "reports/socket", "reports/a.txt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(
      result.err,
      "gouji: reports/fifo: a pipe, which is not opened by its path; send it to standard input and name - (@- for "
      "a list)\n"
      "gouji: /dev/zero: a device, which is not opened by its path; send it to standard input and name - (@- for "
      "a list)\n"
      "gouji: reports/socket: a socket, which is no input; send it to standard input and name - (@- for a "
      "list)\n");
  EXPECT_EQ(paths_in(result.out), std::vector<std::string>{"reports/a.txt"});
  result = run_gouji_in(folder.path(), {"extract", "@list"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(lines(result.err), 2);
  EXPECT_EQ(paths_in(result.out), std::vector<std::string>{"reports/a.txt"});
  EXPECT_EQ(run_gouji_in(folder.path(), {"extract", "@reports/fifo"}).status, 3);
  EXPECT_EQ(run_gouji_in(folder.path(), {"audit", "--baseline", "reports/fifo", "reports/a.txt"}).status, 2);
  EXPECT_EQ(run_gouji_in(folder.path(), {"ingest", "--db", "a.db", "reports/fifo"}).status, 3);
  result = run_gouji_in(folder.path(), {"extract", "reports"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err,
            "gouji: skipped 2 inputs: pipe: 1, socket: 1\n"
            "gouji:   reports/fifo: pipe\n"
            "gouji:   reports/socket: socket\n");
}

TEST(CommandInput, OfAFolderWithoutReportsIsAnError) {
  const TestFolder folder;
  std::filesystem::create_directory(folder.path() + "/none");
  folder.write("pictures/a.png", std::string("\0\0\0\0", 4));
  folder.write("letters/a.txt", "尊敬的读者：\n");
  const CommandResult none = run_gouji_in(folder.path(), {"extract", "none"});
  EXPECT_EQ(none.status, 3);
  EXPECT_EQ(none.err, "gouji: none: no text files in this folder; convert the reports to plain text first\n");
  EXPECT_NE(run_gouji_in(folder.path(), {"extract", "pictures"}).err.find("gouji: pictures: no text files"),
            std::string::npos);
  const CommandResult letters = run_gouji_in(folder.path(), {"extract", "letters"});
  EXPECT_EQ(letters.status, 3);
  EXPECT_NE(letters.err.find("gouji: letters: no yearly report in the 1 text files of this folder\n"),
            std::string::npos);
}

TEST(CommandInput, MayBeStandardInputOrAList) {
  const TestFolder folder;
  folder.write("a.txt", consistent_report());
  folder.write("list", "a.txt\r\n\na.txt\n");
  folder.write("nothing", "\n");
  CommandSetting setting{.folder = folder.path(), .standard_input = consistent_report()};
  EXPECT_EQ(paths_in(run_gouji({"extract", "-"}, setting).out), std::vector<std::string>{"-"});
  EXPECT_EQ(paths_in(run_gouji({"extract", "@list", "-"}, setting).out),
            (std::vector<std::string>{"a.txt", "a.txt", "-"}));
  setting.standard_input = "a.txt\n";
  EXPECT_EQ(paths_in(run_gouji({"extract", "@-"}, setting).out), std::vector<std::string>{"a.txt"});
  EXPECT_EQ(run_gouji({"extract", "@nothing"}, setting).err,
            "gouji: nothing: no paths in this list; write one a line\n");
  EXPECT_EQ(run_gouji({"extract", "@nowhere"}, setting).status, 3);
}

TEST(CommandInput, MayBeAListOfPathsThatEndWithNulBytes) {
  const TestFolder folder;
  folder.write("a.txt", consistent_report());
  folder.write("b\n.txt", consistent_report());
  using namespace std::string_literals;
  folder.write("list", "a.txt\0b\n.txt\0\0./a.txt\0"s);
  EXPECT_EQ(paths_in(run_gouji_in(folder.path(), {"extract", "@list"}).out),
            (std::vector<std::string>{"a.txt", "b\\n.txt", "./a.txt"}));
  // The last one needs no end, and a list is as long as it is.
  // The last one needs no end, and a list may be longer than what is read at a time.
  std::string path = "a.txt";
  while (path.size() < 1000) path.insert(0, "./");
  std::string list;
  for (int i = 0; i < 100; ++i) list += path + "\0"s;
  folder.write("list", list + "nowhere.txt");
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "@list"});
  EXPECT_EQ(lines(result.out), 100);
  EXPECT_EQ(result.err, "gouji: nowhere.txt: no such file or directory; check the path\n");
}

TEST(CommandInput, MayBeAListThatAProgramForWindowsSaved) {
  const TestFolder folder;
  folder.write("a.txt", consistent_report());
  folder.write("utf8",
               "\xEF\xBB\xBF"
               "a.txt\r\n");
  std::string wide = "\xFF\xFE";
  for (const char character : std::string("a.txt\r\n")) wide.append({character, '\0'});
  folder.write("utf16", wide);
  EXPECT_EQ(paths_in(run_gouji_in(folder.path(), {"extract", "@utf8", "@utf16"}).out),
            (std::vector<std::string>{"a.txt", "a.txt"}));
}

// ---- What was skipped is named ----

std::string compound_file(std::string_view first_sector) {
  return "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0') + std::string(first_sector) +
         std::string(2000, '\0');
}

// A file by its first bytes, and why it is skipped.
struct Kind {
  std::string name;
  std::string bytes;
  std::string reason;
};

std::vector<Kind> kinds() {
  using namespace std::string_literals;
  return {
      {"bmp", "BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"s + std::string(50, '\0'), "picture"},
      {"drawing", make_plain_zip({{"mimetype", "application/vnd.oasis.opendocument.graphics"}}),
       "OpenDocument file (odt or ods)"},
      {"encoding", "caf\xE9 au lait", "text in no known encoding"},
      {"exe", "MZ\x90\0\3\0"s, "program"},
      {"gif", "GIF89a\1\0\1\0"s, "picture"},
      {"html", "<!DOCTYPE html>\n<html><body>hello</body></html>\n", "web page (HTML)"},
      {"jpeg", "\xFF\xD8\xFF\xE0\0\x10JFIF\0"s, "picture"},
      {"letter", "尊敬的读者：\n", "text without a yearly report"},
      {"nothing", " \n", "empty"},
      {"program",
       "\x7F"
       "ELF\2\1\1\0"s,
       "program"},
      {"rar", "Rar!\x1A\x07\1\0"s, "RAR archive"},
      {"slides", make_archive("zip", {{"ppt/presentation.xml", "<x/>"}}), "slides (ppt or pptx)"},
      {"tiff", "II*\0\0\0"s, "picture"},
      {"title", "清江市人民政府2023年政府信息公开工作年度报告\n一、总体情况\n无。\n",
       "title of a yearly report without its tables"},
      {"unknown", "abc\0\1\2"s, "binary file of an unknown kind"},
      {"webp", "RIFF\x20\0\0\0WEBPVP8 \0\0"s, "picture"},
  };
}

TEST(CommandInput, ThatIsSkippedIsNamedWithItsKindWhateverItsNameSays) {
  const TestFolder folder;
  folder.write("in/a.txt", consistent_report());
  std::string expected;
  for (const Kind& kind : kinds()) {
    folder.write("in/" + kind.name + ".txt", kind.bytes);
    expected += "in/" + kind.name + ".txt: " + kind.reason + "\n";
  }
  for (const char* command : {"extract", "audit"}) {
    EXPECT_EQ(run_gouji_in(folder.path(), {command, "--summary-json", "run.json", "--fail-on", "never", "in"}).status,
              0);
    rapidjson::Document told;
    told.Parse(folder.read("run.json").c_str());
    std::string skipped;
    for (const auto& input : told["skipped_inputs"].GetArray()) {
      skipped += std::string(input["path"].GetString()) + ": " + input["message"].GetString() + "\n";
    }
    EXPECT_EQ(skipped, expected);
  }
}

TEST(CommandInput, ThatIsNamedAndNoTextIsToldByItsKindWithWhatToDo) {
  const TestFolder folder;
  std::vector<std::string> names;
  for (const Kind& kind : kinds()) {
    folder.write(kind.name, kind.bytes);
    names.push_back(kind.name);
  }
  const auto told = [&](const char* language) {
    std::vector<std::string> arguments = {"audit", "--lang", language};
    arguments.insert(arguments.end(), names.begin(), names.end());
    const CommandResult result = run_gouji_in(folder.path(), arguments);
    EXPECT_EQ(result.status, 3);
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(lines(result.err), static_cast<std::ptrdiff_t>(names.size())) << result.err;
    EXPECT_EQ(result.err.find("NUL"), std::string::npos) << result.err;
    return result.err;
  };
  const std::string en = told("en");
  for (const char* line : {"gouji: slides: slides (ppt, pptx), which are not read; save them as PDF\n",
                           "gouji: html: a web page (HTML) in which no yearly report was found; see whether the report "
                           "is on a page that it links to\n"}) {
    EXPECT_NE(en.find(line), std::string::npos) << line << en;
  }
  const std::string zh = told("zh");
  for (const char* line : {"gouji: slides：这是演示文稿（ppt、pptx），不能读取；请另存为 PDF\n",
                           "gouji: jpeg：这是图片，不是文本；请先做文字识别"}) {
    EXPECT_NE(zh.find(line), std::string::npos) << line << zh;
  }
}

// It may be the report: whoever reads a folder is told.
TEST(CommandInput, ThatIsADamagedDocumentIsAnErrorAlsoInAFolder) {
  const TestFolder folder;
  folder.write("in/a.txt", consistent_report());
  folder.write("in/b.docx", make_archive("zip", {{"[Content_Types].xml", "<x/>"}, {"word/document.xml", "<x/>"}}));
  folder.write("in/c.ofd", make_archive("zip", {{"OFD.xml", "<x"}, {"Doc_0/Document.xml", "<x/>"}}));
  folder.write("in/d.xlsx", make_archive("zip", {{"xl/workbook.xml", "<x/>"}}));
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "in"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(lines(result.out), 1);
  for (const char* name : {"in/b.docx", "in/c.ofd", "in/d.xlsx"}) {
    EXPECT_NE(result.err.find("gouji: " + std::string(name) + ": the document is damaged and cannot be read ("),
              std::string::npos)
        << result.err;
  }
}

TEST(CommandInput, ThatAnotherProgramHasToReadNamesThePackageWhereThatIsMissing) {
  const TestFolder folder;
  folder.write("a.pdf", "%PDF-1.7\n%\xE2\n");
  folder.write("b.doc", compound_file("\xEC\xA5"));
  folder.write("c.xls", compound_file("\x09\x08"));
  folder.write("d.rtf", "{\\rtf1\\ansi hello}");
  folder.write("e.ods", make_plain_zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}));
  CommandSetting setting;
  setting.folder = folder.path();
  setting.environment = {{"PATH", folder.path()}};
  const CommandResult result = run_gouji({"audit", "a.pdf", "b.doc", "c.xls", "d.rtf", "e.ods"}, setting);
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err,
            "gouji: a.pdf: to read it, gouji needs mutool; install the package mupdf-tools\n"
            "gouji: b.doc: to read it, gouji needs LibreOffice; install the package libreoffice-writer\n"
            "gouji: c.xls: to read it, gouji needs LibreOffice; install the package libreoffice-calc\n"
            "gouji: d.rtf: to read it, gouji needs LibreOffice; install the package libreoffice-writer\n"
            "gouji: e.ods: to read it, gouji needs LibreOffice; install the package libreoffice-calc\n");
}

TEST(CommandInput, ThatHasATitleAndNoTablesIsToldFromATextWithoutAReport) {
  const TestFolder folder;
  folder.write("a.txt", "首页\n清江市人民政府2023年政府信息公开工作年度报告\n一、总体情况\n无。\n");
  const CommandResult result = run_gouji_in(folder.path(), {"audit", "a.txt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err,
            "gouji: a.txt: line 2 is the title of a yearly report, “清江市人民政府2023年政府信息公开工作年度报告”, but "
            "neither its tables nor its sections were found; the tables may be pictures or were lost by a converter. "
            "Convert the original again\n");
}

TEST(CommandInput, ThatHasItsTablesAsPicturesIsARecordOfItsProse) {
  const std::string page = "corpus/tables-as-pictures-2023/report.html";
  const CommandResult result = run_gouji_in(GOUJI_SOURCE_DIR, {"extract", "--format", "jsonl", page});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(lines(result.out), 1);
  EXPECT_EQ(result.err, "gouji: warning: " + page +
                            ": none of the report's tables was found, so all its cells are missing; they may be "
                            "pictures or were lost by a converter\n");
}

TEST(CommandInput, ThatGivesNoReportDoesNotEndAsIfAllWereWell) {
  const TestFolder folder;
  folder.write("a.txt", "尊敬的读者：\n");
  const CommandResult en = run_gouji_in(folder.path(), {"audit", "--format", "text", "a.txt"});
  EXPECT_EQ(en.status, 3);
  EXPECT_NE(en.err.find("gouji: no report was read, so nothing was checked\n"), std::string::npos) << en.err;
  EXPECT_EQ(en.err.find("errors: 0"), std::string::npos) << en.err;
  const CommandResult zh = run_gouji_in(folder.path(), {"audit", "--format", "text", "--lang", "zh", "a.txt"});
  EXPECT_NE(zh.err.find("没有读到任何报告，因此什么也没有检查"), std::string::npos) << zh.err;
}

TEST(CommandInput, ThatIsSkippedIsNamedUpToTwentyTimes) {
  const TestFolder folder;
  folder.write("in/a.txt", consistent_report());
  for (int i = 10; i < 35; ++i) folder.write("in/b" + std::to_string(i), "hello\n");
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "in"});
  EXPECT_EQ(lines(result.err), 22);
  EXPECT_NE(result.err.find("in/b29: "), std::string::npos);
  EXPECT_EQ(result.err.find("in/b30: "), std::string::npos);
  EXPECT_NE(result.err.find("gouji:   and 5 more; --summary-json FILE lists all of them\n"), std::string::npos);
  for (const char* jobs : {"1", "7"}) {
    EXPECT_EQ(run_gouji_in(folder.path(), {"extract", "--jobs", jobs, "in"}).err, result.err);
  }
}

TEST(CommandInput, ThatIsSkippedIsAnErrorWhenAskedFor) {
  const TestFolder folder;
  folder.write("in/a.txt", consistent_report());
  const std::vector<std::vector<std::string>> commands = {
      {"extract"}, {"audit", "--fail-on", "never"}, {"ingest", "--db", "a.db"}, {"extract", "--series"}};
  const auto run = [&](std::vector<std::string> command) {
    command.insert(command.end(), {"--fail-on-skipped", "--quiet", "in"});
    return run_gouji_in(folder.path(), command);
  };
  for (const std::vector<std::string>& command : commands) EXPECT_EQ(run(command).status, 0) << command.front();
  folder.write("in/b.txt", "hello\n");
  for (const std::vector<std::string>& command : commands) {
    const CommandResult result = run(command);
    EXPECT_EQ(result.status, 3) << command.front();
    EXPECT_EQ(result.err,
              "gouji: skipped 1 inputs: text without a yearly report: 1\n"
              "gouji:   in/b.txt: text without a yearly report\n");
  }
  // And what was not read again since it had not changed.
  EXPECT_EQ(run(commands[2]).status, 3);
}

TEST(CommandInput, ThatMayNotBeReadIsReported) {
  if (::geteuid() == 0) GTEST_SKIP() << "everything is readable to root";
  const TestFolder folder;
  const std::string path = folder.write("a.txt", consistent_report());
  ::chmod(path.c_str(), 0);
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "a.txt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err, "gouji: a.txt: cannot be read: Permission denied\n");
}

}  // namespace
}  // namespace gouji
