#include "record/form_choice.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_set>
#include <utility>

#include "form/hybrid.h"
#include "record/document.h"
#include "record/prose.h"

namespace gouji {
namespace {

// Forms whose evidence differs by less, in rows, are told apart by the year: a table of another form, or a few rows
// that are missing, make no other report of it.
constexpr double telling_margin = 3.0;
// A table is another form's where so much of it is there, and where that form's evidence for it is better by so much,
// in rows, than that of the report's own form, if that has such a table.
constexpr double foreign_margin = 1.0;
constexpr double foreign_share = 0.5;

// So many rows of a report may stray into another one.
constexpr std::ptrdiff_t most_stray_rows = 2;

// Shares of a form's rows whose labels are printed word for word.
constexpr double clear_share = 0.5;
constexpr double negligible_share = 0.15;

// What one form found.
struct Candidate {
  const Form* form = nullptr;
  FoundReport found;
  double score = 0;
};

class FormChooser {
 public:
  FormChooser(const Text& text, const ShortLines& lines, const std::vector<Token>& tokens, const PrintedText& printed,
              const Grammar& grammar)
      : text_(text), lines_(lines), tokens_(tokens), printed_(printed), grammar_(grammar) {}

  std::vector<ChosenReport> choose(std::string_view form_id) {
    find_candidates(form_id);
    find_reports();
    std::vector<ChosenReport> chosen;
    for (auto report = reports_.begin(); report != reports_.end(); ++report) {
      if (!report->second.is_part) chosen.push_back(decide(report, form_id != "auto"));
    }
    return chosen;
  }

 private:
  // A stretch of the printed rows.
  struct Report {
    std::size_t best = 0;             // in candidates_
    std::vector<std::size_t> rivals;  // other forms' candidates there, the better ones first
    std::vector<std::size_t> parts;   // of other stretches that belong to the same report
    bool is_part = false;             // of the report before
  };
  using Reports = std::map<int, Report>;  // by the first printed row

  void find_candidates(std::string_view form_id) {
    std::vector<const Form*> forms;
    std::vector<TableRecognizer> recognizers;
    for (const Form& form : grammar_.forms) {
      if (form.tables.empty() || (form_id != "auto" && form.id != form_id)) continue;
      forms.push_back(&form);
      recognizers.emplace_back(text_, tokens_, printed_, form, grammar_.common);
    }
    const std::vector<bool> worth_while = forms_worth_while(recognizers);
    for (std::size_t i = 0; i < forms.size(); ++i) {
      if (!worth_while[i]) continue;
      for (FoundReport& found : recognizers[i].find_reports()) {
        const double score = found.score();
        candidates_.push_back({forms[i], std::move(found), score});
      }
    }
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  }

  // Alignment is what costs most. A form hardly any of whose labels are printed need not be aligned where most of
  // another's are, word for word.
  std::vector<bool> forms_worth_while(const std::vector<TableRecognizer>& recognizers) const {
    std::size_t longest = 0;
    for (const TableRecognizer& recognizer : recognizers) longest = std::max(longest, recognizer.longest_label());
    std::unordered_set<std::u32string_view> labels;
    labels.reserve(printed_.rows.size() * 2);
    for (const FoldedLabels& of_row : printed_.labels) {
      for (std::size_t i = 0; i < of_row.size(); ++i) {
        if (of_row[i].size() <= longest) labels.insert(of_row[i]);
      }
    }
    std::vector<double> shares;
    for (const TableRecognizer& recognizer : recognizers) {
      shares.push_back(static_cast<double>(recognizer.rows_printed_exactly(labels)) / recognizer.rows());
    }
    const bool is_clear = std::any_of(shares.begin(), shares.end(), [](double share) { return share > clear_share; });
    std::vector<bool> worth_while;
    for (const double share : shares) worth_while.push_back(!is_clear || share > negligible_share);
    return worth_while;
  }

  // The best candidates that do not overlap.
  void find_reports() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      drop_stray_rows(candidates_[i].found);
      const FoundReport& found = candidates_[i].found;
      bool overlaps = false;
      auto report = reports_.upper_bound(found.first_row());
      if (report != reports_.begin()) --report;
      for (; report != reports_.end() && report->first <= found.last_row(); ++report) {
        if (candidates_[report->second.best].found.last_row() < found.first_row()) continue;
        report->second.rivals.push_back(i);
        overlaps = true;
      }
      if (!overlaps) reports_.emplace(found.first_row(), Report{i, {}, {}, false});
    }
    join_parts();
  }

  // A row or two that look like the form's own stand in another report, and would make one of both.
  void drop_stray_rows(FoundReport& found) const {
    // Reports do not overlap: only the one before the first that begins inside may reach into it.
    auto begin = reports_.upper_bound(found.first_row());
    if (begin != reports_.begin()) --begin;
    const auto end = reports_.upper_bound(found.last_row());
    for (auto stretch = begin; stretch != end; ++stretch) {
      const int first = stretch->first;
      const int last = candidates_[stretch->second.best].found.last_row();
      const auto is_inside = [first, last](const RowPair& pair) {
        return first <= pair.printed && pair.printed <= last;
      };
      const auto inside = std::count_if(found.pairs.begin(), found.pairs.end(), is_inside);
      if (inside <= most_stray_rows && inside * 4 < static_cast<std::ptrdiff_t>(found.pairs.size()))
        std::erase_if(found.pairs, is_inside);
    }
  }

  // A table of another form that stands before or behind the report's own ones: no title parts them.
  void join_parts() {
    for (auto report = reports_.begin(); report != reports_.end(); ++report) {
      const auto next = std::next(report);
      if (next == reports_.end() || report->second.is_part) continue;
      const Candidate& one = candidates_[report->second.best];
      const Candidate& other = candidates_[next->second.best];
      if (one.form == other.form || has_title_between(one.found, other.found)) continue;
      const int year = year_of(report);
      const bool of_year = one.form->is_for(year);
      const bool first_is_main = of_year != other.form->is_for(year) ? of_year : one.score >= other.score;
      (first_is_main ? report : next)->second.parts.push_back((first_is_main ? next : report)->second.best);
      (first_is_main ? next : report)->second.is_part = true;
    }
  }

  bool has_title_between(const FoundReport& one, const FoundReport& other) const {
    const Span first = own_span(printed_.rows[other.first_row()], other.pairs.front());
    return has_title(text_, lines_, {printed_.rows[one.last_row()].span.end, first.begin}, grammar_.common.document);
  }

  ChosenReport decide(Reports::iterator report, bool by_option) {
    std::size_t best = report->second.best;
    FormChoice choice;
    if (by_option) choice.by = FormChoice::By::option;
    if (!report->second.rivals.empty()) {
      std::size_t rival = report->second.rivals.front();
      if (candidates_[best].score - candidates_[rival].score < telling_margin) {
        const int year = year_of(report);
        if (candidates_[rival].form->is_for(year) && !candidates_[best].form->is_for(year)) {
          std::swap(best, rival);
          choice.by = FormChoice::By::period;
        }
      }
      choice.rival = candidates_[rival].form->id;
      choice.margin = candidates_[best].score - candidates_[rival].score;
    }
    std::vector<std::size_t> others = report->second.rivals;
    others.insert(others.end(), report->second.parts.begin(), report->second.parts.end());
    others.push_back(report->second.best);
    ChosenReport chosen = with_foreign_tables_of(others, candidates_[best]);
    chosen.choice = std::move(choice);
    chosen.choice.rows_found = chosen.found.rows_found();
    return chosen;
  }

  // What is said before the tables: the title, or the period.
  int year_of(Reports::iterator report) const {
    const FoundReport& found = candidates_[report->second.best].found;
    ByteOffset begin = 0;
    if (report != reports_.begin()) {
      const FoundReport& before = candidates_[std::prev(report)->second.best].found;
      begin = printed_.rows[before.last_row()].span.end;
    }
    const Span part = {begin, std::max(begin, printed_.rows[found.first_row()].span.begin)};
    Record record;
    read_document(text_, lines_, part, sentences(text_, part, {}), grammar_.common.document, record);
    return record.year;
  }

  ChosenReport with_foreign_tables_of(const std::vector<std::size_t>& others, const Candidate& own) {
    std::vector<ForeignTable> foreign;
    for (const std::size_t other : others) {
      const Candidate& candidate = candidates_[other];
      if (candidate.form != own.form) add_foreign_tables(candidate, own, foreign);
    }
    const ChosenReport of_own_form{own.form, nullptr, own.found, std::nullopt, {}};
    if (foreign.empty()) return of_own_form;
    const auto hybrid = std::make_shared<const Form>(with_foreign_tables(*own.form, foreign));
    TableRecognizer recognizer(text_, tokens_, printed_, *hybrid, grammar_.common);
    ChosenReport chosen{hybrid.get(), hybrid, {}, std::nullopt, {}};
    int most = 0;
    for (FoundReport& found : recognizer.find_reports()) {
      const int common =
          std::min(found.last_row(), own.found.last_row()) - std::max(found.first_row(), own.found.first_row()) + 1;
      if (common <= most) continue;
      most = common;
      chosen.found = std::move(found);
    }
    return most > 0 ? chosen : of_own_form;
  }

  static void add_foreign_tables(const Candidate& candidate, const Candidate& own, std::vector<ForeignTable>& foreign) {
    const Form& form = *candidate.form;
    for (int table = 0; table < static_cast<int>(form.tables.size()); ++table) {
      const std::string& id = form.tables[table].id;
      const bool chosen_before = std::any_of(foreign.begin(), foreign.end(), [&](const ForeignTable& other) {
        return other.form->tables[other.table].id == id;
      });
      if (!chosen_before && is_printed_as(candidate, table, own) && !has_cells_of(form, table, *own.form)) {
        foreign.push_back({&form, table, candidate.found.last_row() < own.found.first_row()});
      }
    }
  }

  // Rows of another form that a form knows as optional ones need no table of that other form.
  static bool has_cells_of(const Form& form, int table, const Form& own) {
    return std::all_of(form.cells.begin(), form.cells.end(), [&](const FormCell& cell) {
      return cell.table != table || cell.optional || own.find_cell(cell.id) >= 0;
    });
  }

  static bool is_printed_as(const Candidate& candidate, int table, const Candidate& own) {
    const FoundReport::TableEvidence& evidence = candidate.found.tables[table];
    const std::vector<Table>& own_tables = own.form->tables;
    const auto same = std::find_if(own_tables.begin(), own_tables.end(),
                                   [&](const Table& other) { return other.id == candidate.form->tables[table].id; });
    if (evidence.rows_found < foreign_share * evidence.rows_expected) return false;
    return same == own_tables.end() ||
           evidence.score > own.found.tables[same - own_tables.begin()].score + foreign_margin;
  }

  const Text& text_;
  const ShortLines& lines_;
  const std::vector<Token>& tokens_;
  const PrintedText& printed_;
  const Grammar& grammar_;
  std::vector<Candidate> candidates_;  // the best first
  Reports reports_;
};

}  // namespace

std::vector<ChosenReport> choose_forms(const Text& text, const ShortLines& lines, const std::vector<Token>& tokens,
                                       const PrintedText& printed, const Grammar& grammar, std::string_view form_id) {
  return FormChooser(text, lines, tokens, printed, grammar).choose(form_id);
}

std::vector<ChosenReport> find_reports_without_tables(const Text& text, const ShortLines& lines, const Grammar& grammar,
                                                      std::string_view form_id,
                                                      const std::vector<ByteOffset>& with_tables) {
  const bool by_option = form_id != "auto";
  std::vector<const Form*> forms;
  for (const Form& form : grammar.forms) {
    if (!form.sections.empty() && (!by_option || form.id == form_id)) forms.push_back(&form);
  }
  FormChoice choice;
  choice.by = by_option ? FormChoice::By::option : FormChoice::By::prose;
  std::vector<ChosenReport> reports;
  for (ProseReport& prose : find_prose_reports(text, lines, forms, grammar.common, with_tables, by_option)) {
    const Form* form = prose.form;
    reports.push_back({form, nullptr, {}, std::move(prose), choice});
  }
  return reports;
}

}  // namespace gouji
