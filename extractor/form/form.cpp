#include "form/form.h"

#include <algorithm>

namespace gouji {

namespace {

bool is_inside(const std::vector<LabelGroup>& groups, int group, int ancestor) {
  while (group >= 0 && group != ancestor) group = groups[group].parent;
  return group == ancestor;
}

// A group that has all rows (or columns) of a block tells none of them from the others.
template <typename Line>
bool tells_apart(const std::vector<LabelGroup>& groups, int group, const std::vector<Line>& lines) {
  return !std::all_of(lines.begin(), lines.end(),
                      [&](const Line& line) { return is_inside(groups, line.group, group); });
}

template <typename Labelled>
const std::string& label_of(const Labelled& labelled, Language language) {
  return language == Language::zh ? labelled.labels.front() : labelled.english;
}

template <typename Line>
std::string path_of(const Line& line, const std::vector<LabelGroup>& groups, const std::vector<Line>& lines,
                    Language language) {
  std::string path = label_of(line, language);
  for (int group = line.group; group >= 0; group = groups[group].parent) {
    if (tells_apart(groups, group, lines)) path.insert(0, label_of(groups[group], language) + " / ");
  }
  return path;
}

// Numbers the cells of all rows that are optional, or of all that are not.
void add_cells(Form& form, bool optional) {
  for (std::size_t t = 0; t < form.tables.size(); ++t) {
    for (std::size_t b = 0; b < form.tables[t].blocks.size(); ++b) {
      Block& block = form.tables[t].blocks[b];
      for (std::size_t r = 0; r < block.rows.size(); ++r) {
        Row& row = block.rows[r];
        if (row.optional != optional) continue;
        row.first_cell = static_cast<CellIndex>(form.cells.size());
        for (std::size_t c = 0; c < block.columns.size(); ++c) {
          const Column& column = block.columns[c];
          form.cells.push_back({column.id.empty() ? row.id : row.id + "." + column.id, static_cast<int>(t),
                                static_cast<int>(b), static_cast<int>(r), static_cast<int>(c),
                                row.unit.empty() ? column.unit : row.unit, optional,
                                row.unit.empty() ? column.counted : row.counted, row.change || column.change});
        }
      }
    }
  }
}

}  // namespace

bool Form::is_for(int year) const {
  return year != 0 && (first_year == 0 || first_year <= year) && (last_year == 0 || year <= last_year);
}

const FormRows& Form::rows(const CommonGrammar& common) const {
  return rows_.get([&] { return form_rows(*this, common); });
}

const std::vector<OfficialLabels>& Form::official_labels(const CommonGrammar& common) const {
  return official_labels_.get([&] {
    std::vector<OfficialLabels> made;
    for (const Table& table : tables) made.emplace_back(table, common);
    return made;
  });
}

std::vector<Form::ClaimPlace> Form::claims_that_may_be_in(const CharacterSet& characters) const {
  const ClaimIndex& index = claim_index_.get([this] {
    ClaimIndex made;
    for (std::size_t claim = 0; claim < claims.size(); ++claim) {
      for (std::size_t pattern = 0; pattern < claims[claim].patterns.size(); ++pattern) {
        made.patterns.add(claims[claim].patterns[pattern]);
        made.places.push_back({claim, pattern});
      }
    }
    return made;
  });
  const std::vector<int> numbers = index.patterns.find(characters);
  std::vector<ClaimPlace> places;
  places.reserve(numbers.size());
  for (const int number : numbers) places.push_back(index.places[number]);
  return places;
}

bool Form::prescribes_sections() const {
  return std::any_of(sections.begin(), sections.end(),
                     [](const Section& section) { return !section.prescribed.empty(); });
}

CellIndex Form::find_cell(std::string_view cell_id) const {
  const auto found = std::find_if(cells.begin(), cells.end(), [&](const FormCell& cell) { return cell.id == cell_id; });
  return found == cells.end() ? -1 : static_cast<CellIndex>(found - cells.begin());
}

CellIndex Form::cell_at(int table, int block, int row, int column) const {
  return tables[table].blocks[block].rows[row].first_cell + column;
}

const Rule* Form::find_rule(std::string_view rule_id) const {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.id == rule_id; });
  return found == rules.end() ? nullptr : &*found;
}

const Rule* Form::rule_of(RuleKind kind) const {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.kind == kind; });
  return found == rules.end() ? nullptr : &*found;
}

std::string Form::row_path(const FormCell& cell, Language language) const {
  const Block& block = block_of(cell);
  return path_of(row_of(cell), block.row_groups, block.rows, language);
}

std::string Form::column_path(const FormCell& cell, Language language) const {
  const Block& block = block_of(cell);
  return path_of(column_of(cell), block.column_groups, block.columns, language);
}

const std::string& Form::row_label(const FormCell& cell, Language language) const {
  return label_of(row_of(cell), language);
}

const std::string& Form::column_label(const FormCell& cell, Language language) const {
  return label_of(column_of(cell), language);
}

void number_cells(Form& form) {
  form.cells.clear();
  add_cells(form, false);
  add_cells(form, true);
}

}  // namespace gouji
