#include "generator/facts.h"

#include <algorithm>
#include <string_view>

#include "generator/figures.h"

namespace gouji::generator {
namespace {

using Count = std::int64_t;

Decimal decimal(Count count) { return *Decimal::parse(std::to_string(count)); }

Count count_of(const Decimal& value) {
  const std::string printed = value.str();
  return std::stoll(printed.substr(0, printed.find('.')));
}

// A year's figures while they are made, by the cells' ids. A cell that the form doesn't have is nothing.
class Year {
 public:
  Year(const Form& form, const std::vector<Decimal>& figures) : form_(form), figures_(figures) {}

  Count get(const std::string& id) const {
    const CellIndex cell = form_.find_cell(id);
    return cell < 0 ? 0 : count_of(figures_[cell]);
  }

  void set(const std::string& id, Count count) {
    if (const CellIndex cell = form_.find_cell(id); cell >= 0) figures_[cell] = decimal(count);
  }

  void add(const std::string& id, Count count) { set(id, get(id) + count); }
  const std::vector<Decimal>& figures() const { return figures_; }

 private:
  const Form& form_;
  std::vector<Decimal> figures_;
};

// Draws the figures of forms whose requests are a matrix of results and applicants.
class YearMaker {
 public:
  YearMaker(const Form& form, const std::vector<Decimal>* last, Random& random)
      : form_(form), last_(last), random_(random), year_(form, std::vector<Decimal>(form.cells.size())) {}

  std::vector<Decimal> make() {
    most_ = random_.pick<int>({9, 40, 300, 3000, 20000});
    requests();
    proceedings();
    documents();
    items();
    return year_.figures();
  }

 private:
  Count before(const std::string& id) const { return last_ == nullptr ? 0 : Year(form_, *last_).get(id); }
  Count some(int most) { return random_.chance(25) ? 0 : random_.between(0, most); }

  void requests() {
    const Block& block = block_of("requests.new.total");
    std::vector<std::string> results;
    for (const Row& row : block.rows) {
      if (row.group >= 0 && !row.optional && row.id != "requests.results_total") results.push_back(row.id);
    }
    bool first = true;
    for (const Column& column : block.columns) {
      if (column.id == "total") continue;
      requests_of(column.id, results, first || random_.chance(50) ? (first ? most_ : most_ / 5 + 1) : 0);
      first = false;
    }
    for (const Row& row : block.rows) {
      Count total = 0;
      for (const Column& column : block.columns) {
        if (column.id != "total") total += year_.get(row.id + "." + column.id);
      }
      year_.set(row.id + ".total", total);
    }
  }

  void requests_of(const std::string& column, const std::vector<std::string>& results, int most) {
    const Count added = most == 0 ? 0 : random_.between(0, most);
    const Count carried = last_ != nullptr     ? before("requests.carried_forward." + column)
                          : random_.chance(50) ? 0
                                               : added / 10;
    Count left = added + carried;
    year_.set("requests.new." + column, added);
    year_.set("requests.carried_over." + column, carried);
    const Count forward = random_.chance(40) ? 0 : left / random_.between(5, 30);
    year_.set("requests.carried_forward." + column, forward);
    left -= forward;
    year_.set("requests.results_total." + column, left);
    while (left > 0) {
      const std::string& result = random_.chance(40) ? results.front() : random_.pick(results);
      const Count part = left < 3 ? left : random_.between(1, static_cast<int>(std::min<Count>(left, 1 + most_ / 3)));
      year_.add(result + "." + column, part);
      left -= part;
    }
  }

  void proceedings() {
    for (const std::string row : {"review", "litigation_direct", "litigation_after_review"}) {
      const int most = random_.chance(30) ? 0 : random_.pick<int>({2, 9, 40});
      for (const std::string column : {"upheld", "corrected", "other", "pending"}) {
        const Count count = most == 0 ? 0 : some(most);
        year_.set(row + "." + column, count);
        year_.add(row + ".total", count);
      }
    }
  }

  void documents() {
    for (const std::string row : {"disclosure.regulations.", "disclosure.normative_documents."}) {
      if (row == "disclosure.regulations." && random_.chance(70)) continue;
      const Count in_force = last_ == nullptr ? random_.between(0, 200) : before(row + "in_force");
      const Count issued = some(40);
      const Count repealed = std::min(in_force, some(15));
      year_.set(row + "issued", issued);
      year_.set(row + "repealed", repealed);
      year_.set(row + "in_force", in_force + issued - repealed);
      const Count published = random_.chance(70) ? issued : some(static_cast<int>(issued));
      year_.set(row + "created", issued);
      year_.set(row + "published", published);
      year_.set(row + "total_public",
                published + (last_ == nullptr ? random_.between(0, 200) : before(row + "total_public")));
    }
  }

  void items() {
    for (const std::string row : {"disclosure.licensing.", "disclosure.other_services.", "disclosure.penalty.",
                                  "disclosure.coercion.", "disclosure.fees."}) {
      year_.set(row + "decisions", some(most_ * 7));
      const Count items =
          last_ == nullptr ? random_.between(0, 300) : before(row + "items_last_year") + before(row + "change");
      year_.set(row + "items_last_year", items);
      year_.set(row + "change", random_.between(-static_cast<int>(std::min<Count>(items, 20)), 20));
    }
    year_.set("disclosure.procurement.items", some(90));
  }

  const Block& block_of(const std::string& cell) const { return form_.block_of(form_.cells[form_.find_cell(cell)]); }

  const Form& form_;
  const std::vector<Decimal>* last_;
  Random& random_;
  Year year_;
  int most_ = 0;
};

// An amount of 10 000 yuan, to the cent or rounder.
Decimal amount(Random& random) {
  if (random.chance(35)) return Decimal(0);
  std::string printed = std::to_string(random.between(0, 9000));
  if (random.chance(70)) printed.append(1, '.').append(std::to_string(random.between(1, 9)));
  if (printed.find('.') != std::string::npos && random.chance(50)) printed += std::to_string(random.between(101, 989));
  return *Decimal::parse(printed);
}

// Forms whose figures are a list: as the equations want them, and no part larger than its whole.
std::vector<Decimal> listed_figures(const Form& form, Random& random) {
  Year year(form, consistent_figures(form, random));
  year.set("proactive.normative_documents_published",
           std::min(year.get("proactive.normative_documents_published"), year.get("proactive.items")));
  return year.figures();
}

}  // namespace

std::vector<Decimal> figures_of_year(const Form& form, const std::vector<Decimal>* last, Random& random) {
  if (form.find_cell("requests.new.total") < 0) return listed_figures(form, random);
  std::vector<Decimal> figures = YearMaker(form, last, random).make();
  for (const FormCell& cell : form.cells) {
    if (is_money(cell.unit)) figures[form.find_cell(cell.id)] = amount(random);
  }
  return figures;
}

namespace {

constexpr std::string_view applicants[] = {"natural_person", "commercial",    "research",
                                           "public_welfare", "legal_service", "other"};

void name_requests(const Year& year, const std::string& prefix, std::map<std::string, Count>& counts) {
  counts[prefix + "new"] = year.get("requests.new.total");
  counts[prefix + "carried"] = year.get("requests.carried_over.total");
  counts[prefix + "at_hand"] = counts[prefix + "new"] + counts[prefix + "carried"];
  counts[prefix + "concluded"] = year.get("requests.results_total.total");
  counts[prefix + "forward"] = year.get("requests.carried_forward.total");
  for (const std::string_view applicant : applicants) {
    const std::string name(applicant);
    counts[prefix + "by." + name] = year.get("requests.new." + name);
  }
  counts[prefix + "by.natural"] = counts[prefix + "by.natural_person"];
  counts[prefix + "by.organizations"] = counts[prefix + "new"] - counts[prefix + "by.natural_person"];
}

void name_results(const Form& form, const Year& year, const std::string& prefix, std::map<std::string, Count>& counts) {
  for (const std::string group : {"refused", "unavailable", "not_processed", "other"}) counts[prefix + group] = 0;
  for (const FormCell& cell : form.cells) {
    const std::string start = "requests.";
    if (cell.optional || !cell.id.starts_with(start) || !cell.id.ends_with(".total")) continue;
    const std::string name = cell.id.substr(start.size(), cell.id.size() - start.size() - 6);
    const std::size_t dot = name.find('.');
    if (dot == std::string::npos && name != "granted" && name != "partly_granted" && name != "other") continue;
    const Count count = year.get(cell.id);
    counts[prefix + name] = count;
    if (dot != std::string::npos) counts[prefix + name.substr(0, dot)] += count;
  }
}

void name_proceedings(const Year& year, const std::string& prefix, std::map<std::string, Count>& counts) {
  for (const std::string column : {"upheld", "corrected", "other", "pending", "total"}) {
    const Count direct = year.get("litigation_direct." + column);
    const Count after = year.get("litigation_after_review." + column);
    counts[prefix + "review." + column] = year.get("review." + column);
    counts[prefix + "direct." + column] = direct;
    counts[prefix + "after." + column] = after;
    counts[prefix + "litigation." + column] = direct + after;
  }
  for (const std::string kind : {"review", "direct", "after", "litigation"}) {
    counts[prefix + kind + ".closed"] = counts[prefix + kind + ".total"] - counts[prefix + kind + ".pending"];
  }
}

}  // namespace

void name_counts(const Form& form, const std::vector<Decimal>& figures, const std::string& prefix, Facts& facts) {
  const Year year(form, figures);
  for (const FormCell& cell : form.cells) {
    const Decimal& value = figures[form.find_cell(cell.id)];
    if (is_money(cell.unit)) {
      facts.amounts[prefix + cell.id] = value;
    } else {
      facts.counts[prefix + cell.id] = count_of(value);
    }
  }
  if (form.find_cell("requests.new.total") < 0) return;
  name_requests(year, prefix, facts.counts);
  name_results(form, year, prefix, facts.counts);
  name_proceedings(year, prefix, facts.counts);
}

}  // namespace gouji::generator
