// OFD documents (GB/T 33190-2016), of parts that are written here. Lengths are in millimetres.
#include "document/ofd.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/plain_zip.h"
#include "make_archive.h"

namespace gouji {
namespace {

using Parts = ZipMembers;

std::string encrypted(const Parts& parts) {
  std::vector<MadeMember> members;
  for (const auto& [name, bytes] : parts) members.push_back({name, bytes, "", "", "password"});
  return make_archive("zip", members);
}

constexpr std::string_view space = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";

std::string content(const std::string& layer) {
  return fmt::format("<ofd:Page {}><ofd:Content><ofd:Layer ID=\"1\">{}</ofd:Layer></ofd:Content></ofd:Page>", space,
                     layer);
}

// A document of pages on A4, each with its own part.
Parts parts_of(const std::vector<std::string>& layers, const std::string& common = "") {
  std::string pages;
  Parts parts = {
      {"OFD.xml", fmt::format("<ofd:OFD {} Version=\"1.1\"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml"
                              "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
                              space)},
      {"Doc_0/Document.xml", ""},
  };
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const std::string name = fmt::format("Pages/Page_{}/Content.xml", i);
    pages += fmt::format("<ofd:Page ID=\"{}\" BaseLoc=\"{}\"/>", i + 10, name);
    parts.emplace_back("Doc_0/" + name, content(layers[i]));
  }
  parts[1].second = fmt::format(
      "<ofd:Document {}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{}"
      "</ofd:CommonData><ofd:Pages>{}</ofd:Pages></ofd:Document>",
      space, common, pages);
  return parts;
}

// Text of 4 mm with its baseline at `y`, each character `step` behind the one before.
std::string text(double x, double y, std::string_view utf8, const std::string& steps = "g 99 4") {
  return fmt::format(
      "<ofd:TextObject Boundary=\"{} {} 100 6\" Font=\"1\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"4\" DeltaX=\"{}\">{}"
      "</ofd:TextCode></ofd:TextObject>",
      x, y - 4, steps, utf8);
}

std::string path(double x, double y, const std::string& data, const std::string& attributes = "") {
  return fmt::format(
      "<ofd:PathObject Boundary=\"{} {} 200 200\" LineWidth=\"0.3\" {}><ofd:AbbreviatedData>{}"
      "</ofd:AbbreviatedData></ofd:PathObject>",
      x, y, attributes, data);
}

std::string frame() {
  std::string lines;
  for (const int y : {50, 60, 70}) lines += path(20, y, "M 0 0 L 100 0");
  for (const int x : {20, 80, 120}) lines += path(x, 50, "M 0 0 L 0 20");
  return lines;
}

std::string words() {
  return text(22, 57, "规章") + text(85, 57, "12", "2") + text(22, 67, "许可") + text(85, 67, "5");
}

std::string read(const Parts& parts) {
  const Result<Text> read = read_ofd(make_plain_zip(parts));
  return read ? std::string(read->utf8()) : read.error().code;
}
std::string read(const std::string& layer) { return read(parts_of({layer})); }

void replace_part(Parts& parts, std::string_view name, const std::string& bytes) {
  for (auto& [part, content] : parts) {
    if (part == name) content = bytes;
  }
}

TEST(Ofd, ATableIsReadByItsRules) {
  EXPECT_EQ(read(text(22, 45, "政府信息公开") + frame() + words()), "政府信息公开\n规章\t12\n许可\t5\n");
}

TEST(Ofd, ACellKnowsItsPlaceInPoints) {
  const Result<Text> read = read_ofd(make_plain_zip(parts_of({text(22, 45, "标题"), frame() + words()})));
  ASSERT_TRUE(read);
  const std::size_t at = read->utf8().find("12");
  const std::optional<Place> place = read->place({at, at + 2});
  ASSERT_TRUE(place);
  EXPECT_EQ(place->page, 2);
  EXPECT_NEAR(place->box.left, 85 * 72 / 25.4, 0.1);
  EXPECT_NEAR(place->box.right, 89 * 72 / 25.4, 0.1);
  EXPECT_EQ(place->table, 1);
}

// "g 2 4" is twice 4; numbers that are missing count as nothing.
TEST(Ofd, CharactersStandWhereTheirStepsLead) {
  EXPECT_EQ(read(text(20, 50, "政府信息", "g 2 4 12")), "政府信    息\n");
  EXPECT_EQ(read(text(20, 50, "政府", "g 1000000000 4")), "政府\n");
  EXPECT_EQ(read("<ofd:TextObject Boundary=\"20 50 50 50\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"4\" DeltaX=\"4 -4\" "
                 "DeltaY=\"0 8\">政府信</ofd:TextCode></ofd:TextObject>"),
            "政府\n信\n");
}

TEST(Ofd, TextIsPlacedByItsTransform) {
  // Drawn in points, twice as far to the right.
  EXPECT_EQ(read("<ofd:TextObject Boundary=\"20 50 80 6\" CTM=\"0.5 0 0 0.5 40 0\" Size=\"8\"><ofd:TextCode X=\"0\" "
                 "Y=\"8\" DeltaX=\"8\">公开</ofd:TextCode></ofd:TextObject>" +
                 text(20, 54, "政府")),
            "政府                公开\n");
}

TEST(Ofd, RulesMayBeBarsAndWholeFrames) {
  std::string bars;
  for (const int y : {50, 60, 70})
    bars += path(20, y, "M 0 0 L 100 0 L 100 0.3 L 0 0.3 C", "Stroke=\"false\" Fill=\"true\"");
  EXPECT_EQ(read(bars + path(20, 50, "M 0 0 L 60 0 L 60 20 L 0 20 C") + path(80, 50, "M 0 0 L 40 0 L 40 20 L 0 20 C") +
                 words()),
            "规章\t12\n许可\t5\n");
}

TEST(Ofd, WhiteAndInvisibleLinesAreNoRules) {
  std::string white = frame();
  for (std::size_t at = 0; (at = white.find("<ofd:AbbreviatedData>", at)) != std::string::npos; at += 60)
    white.insert(at, "<ofd:StrokeColor Value=\"255 255 255\"/>");
  const Result<Text> drawn = read_ofd(make_plain_zip(parts_of({white + words()})));
  ASSERT_TRUE(drawn);
  EXPECT_TRUE(drawn->rows().empty());
}

TEST(Ofd, AFormsFrameComesFromItsTemplate) {
  Parts parts = parts_of({words()}, "<ofd:TemplatePage ID=\"7\" BaseLoc=\"Tpls/Tpl_0/Content.xml\"/>");
  std::string& page = parts.back().second;
  page.insert(page.find("<ofd:Content>"), "<ofd:Template TemplateID=\"7\" ZOrder=\"Background\"/>");
  parts.emplace_back("Doc_0/Tpls/Tpl_0/Content.xml", content(frame()));
  EXPECT_EQ(read(parts), "规章\t12\n许可\t5\n");
}

TEST(Ofd, ColorsMayComeFromDrawParameters) {
  Parts parts = parts_of({path(20, 50, "M 0 0 L 100 0", "DrawParam=\"3\"") + text(22, 57, "规章")},
                         "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>");
  parts.emplace_back("Doc_0/PublicRes.xml",
                     fmt::format("<ofd:Res {}><ofd:DrawParams><ofd:DrawParam ID=\"3\" Relative=\"3\"/></ofd:DrawParams>"
                                 "</ofd:Res>",
                                 space));
  EXPECT_EQ(read(parts), "规章\n");  // the parameters name themselves
}

TEST(Ofd, NamesOfPartsAreFollowedAndNotGuessed) {
  Parts parts = {
      {"Annots/first.xml", "<x/>"},
      {"ofd.xml", "<OFD xmlns=\"http://www.ofdspec.org\"><DocBody><DocRoot>/D/Main.xml</DocRoot></DocBody></OFD>"},
      {"D/Main.xml", "<Document><CommonData/><Pages><Page BaseLoc=\"../P/one.xml\"/></Pages></Document>"},
      {"P/one.xml",
       "<Page><Content><Layer><PageBlock><TextObject Boundary=\"20 20 80 9\" Size=\"4\"><TextCode X=\"0\" "
       "Y=\"4\" DeltaX=\"4\">公开</TextCode></TextObject></PageBlock></Layer></Content></Page>"},
  };
  EXPECT_EQ(read(parts), "公开\n");
}

TEST(Ofd, ATableGoesOnOverPages) {
  const Result<Text> read = read_ofd(make_plain_zip(parts_of({frame() + words(), frame() + words()})));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->rows().size(), 4U);
  EXPECT_EQ(read->rows()[3].table, 1);
  EXPECT_EQ(read->rows()[3].row, 4);
}

TEST(Ofd, TextThatRunsDownIsReadDownwards) {
  EXPECT_EQ(read("<ofd:TextObject Boundary=\"20 20 10 90\" Size=\"4\" ReadDirection=\"90\" "
                 "CharDirection=\"0\"><ofd:TextCode X=\"0\" "
                 "Y=\"4\" DeltaY=\"g 2 4\">政府网</ofd:TextCode></ofd:TextObject>"),
            "政府网\n");
}

// ---- Documents that cannot be read

TEST(Ofd, EncryptedDocumentsSaySo) {
  EXPECT_EQ(read_ofd(encrypted(parts_of({words()}))).error().code, "document.encrypted");
  Parts parts = parts_of({words()});
  parts.emplace_back("Encryptions.xml", "<ofd:Encryptions/>");
  EXPECT_EQ(read(parts), "document.encrypted");
}

TEST(Ofd, DamagedDocumentsNameThePart) {
  const std::string whole = make_plain_zip(parts_of({frame() + words()}));
  for (std::size_t size = 0; size < whole.size(); size += 97) {
    const Result<Text> cut = read_ofd(whole.substr(0, size));
    if (cut) continue;
    EXPECT_EQ(cut.error().code, "document.damaged") << size;
  }
  Parts parts = parts_of({words()});
  replace_part(parts, "Doc_0/Pages/Page_0/Content.xml", "<ofd:Page><unclosed");
  const Result<Text> read_parts = read_ofd(make_plain_zip(parts));
  ASSERT_FALSE(read_parts);
  EXPECT_EQ(read_parts.error().code, "document.damaged");
  EXPECT_EQ(read_parts.error().arguments.at(0).second, "Doc_0/Pages/Page_0/Content.xml");
  parts.pop_back();
  EXPECT_EQ(read(parts), "document.damaged");
  EXPECT_EQ(read(Parts{{"OFD.xml", "<OFD/>"}}), "text.empty");
  EXPECT_EQ(read(Parts{{"other.xml", "<x/>"}}), "document.damaged");
}

TEST(Ofd, LinksThatLeadOutOfThePackageAreNotFollowed) {
  Parts parts = parts_of({words()});
  replace_part(parts, "OFD.xml", "<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>");
  EXPECT_EQ(read(parts), "document.damaged");
  parts = parts_of({words()});
  parts.emplace_back("../outside.xml", "<x/>");
  EXPECT_EQ(read(parts), "document.part_outside");
}

TEST(Ofd, WhatNamesItselfEnds) {
  // A document whose page is the document, and a drawing that holds itself.
  Parts parts = parts_of({words()});
  std::string& document = parts[1].second;
  document.replace(document.find("Pages/Page_0/Content.xml"), 24, "Document.xml");
  EXPECT_EQ(read(parts), "text.empty");
  Parts composite = parts_of({"<ofd:CompositeObject Boundary=\"0 0 9 9\" ResourceID=\"5\"/>" + text(20, 20, "公开")},
                             "<ofd:DocumentRes>Res.xml</ofd:DocumentRes>");
  composite.emplace_back(
      "Doc_0/Res.xml",
      "<Res><CompositeGraphicUnits><CompositeGraphicUnit ID=\"5\"><Content><CompositeObject "
      "Boundary=\"1 1 9 9\" ResourceID=\"5\"/></Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>");
  EXPECT_EQ(read(composite), "公开\n");
  // Each holds itself twice: every step would double the work.
  composite.back().second =
      "<Res><CompositeGraphicUnits><CompositeGraphicUnit ID=\"5\"><Content><CompositeObject ResourceID=\"5\"/>"
      "<CompositeObject ResourceID=\"5\"/><CompositeObject ResourceID=\"5\"/></Content></CompositeGraphicUnit>"
      "</CompositeGraphicUnits></Res>";
  EXPECT_EQ(read(composite), "document.too_deep");
}

TEST(Ofd, PicturesWithoutTextAreAScan) {
  EXPECT_EQ(read("<ofd:ImageObject Boundary=\"0 0 210 297\" CTM=\"210 0 0 297 0 0\" ResourceID=\"3\"/>"),
            "document.scan");
  EXPECT_EQ(read(""), "text.empty");
}

TEST(Ofd, PrivateCodesAreNoText) { EXPECT_EQ(read(text(20, 20, "\uE001\uE002\uE003公")), "document.no_characters"); }

TEST(Ofd, MorePagesThanAnyReportHasAreTooMany) {
  EXPECT_EQ(read(parts_of(std::vector<std::string>(501, text(20, 20, "公")))), "document.too_many_pages");
}

}  // namespace
}  // namespace gouji
