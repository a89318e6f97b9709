// The words of a finding's message: the labels of cells, and figures, alone and in lists, in one language.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "record/record.h"

namespace gouji {

struct Wording {
  const Form& form;
  const Messages& messages;
  Language language;

  std::string text(const Bilingual& message_template, const MessageArguments& arguments) const;
  std::string row(CellIndex cell) const { return form.row_path(form.cells[cell], language); }
  std::string column(CellIndex cell) const { return form.column_path(form.cells[cell], language); }
  const std::string& table(int index) const { return form.tables[index].name.in(language); }
  std::string figure(const std::optional<Decimal>& value) const;  // a word where there is none
  std::string labelled(const std::string& label, const Decimal& value) const;
  std::string reason(const std::string& key) const { return messages.format(language, key); }
  std::string list(const std::vector<std::string>& items) const;

  // The parts that are not nothing, each with its label and value. Where all terms stand in the column of the cell
  // `beside`, a label is the row's, where all stand in its row, the column's.
  std::string parts(const std::vector<Term>& terms, CellIndex beside, const std::vector<Cell>& cells) const;

 private:
  std::string join_labels(const std::string& row_label, const std::string& column_label) const;
};

}  // namespace gouji
