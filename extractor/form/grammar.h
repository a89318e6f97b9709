// Everything that gouji knows of reports and says about them: the forms (grammar/FORM.toml), what all reports share
// (grammar/common.toml) and the program's messages (grammar/messages.toml). One Grammar is loaded at start and passed
// down by const reference.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "form/form.h"
#include "form/grammar_file.h"
#include "form/messages.h"
#include "form/pattern.h"
#include "form/series.h"
#include "value/result.h"

namespace gouji {

// Until when a report has to be published: the day of the year after the one reported on.
struct Deadline {
  Pattern publishers;  // whom it is for; null: everybody
  Pattern except;      // whom of them it is not for; may be null
  int first_year = 0;  // reporting years it holds for, both included; 0 for no bound
  int last_year = 0;
  int month = 0;
  int day = 0;
};

// How a report says what it is. All patterns run on a line or paragraph whose spaces are taken out and whose full-width
// ASCII is folded; the groups that each must have are named in docs/grammar.md.
struct DocumentPatterns {
  std::vector<Pattern> titles;        // groups: title (else the whole match), body (may be empty), year
  std::vector<Pattern> not_titles;    // a line that matches one is not the report's title (a covering letter's)
  std::vector<Pattern> title_starts;  // a title's first line, when its second begins with the year; group: body
  std::vector<Pattern> publishers;    // a government's full name in running text; group: name
  // What makes a place's name that of who governs it; the first one that the text has.
  std::vector<std::string> place_suffixes;
  Pattern place;                          // a title's body that is only a place
  std::vector<Pattern> document_numbers;  // a line of its own; group: number
  std::vector<Pattern>
      published;  // groups: date (else the whole match), year, month, day; a later pattern is trusted more
  std::vector<std::string> numerals;  // the characters for 0, for 1, … for 10, in dates that are written out
  std::vector<Pattern> periods;  // groups: from_year, from_month, from_day, to_year (may be empty), to_month, to_day
  std::vector<Pattern> announcements;  // a sentence that says what the report is about; group: year
  std::vector<Pattern> placeholders;   // something that was left to be filled in; group: text (else the whole match)
  std::vector<Deadline> deadlines;     // the first one that is for a publisher and a year holds
};

// A sign in words: "more 3", "less 2".
struct SignWord {
  std::string word;
  bool is_negative = false;
};

// A word between a figure and its unit that multiplies it: ten thousands.
struct Multiple {
  std::string word;
  int digits = 0;  // that the figure is longer by
};

// What parts of a whole have in common, as the ways in which a request came in: a list of them names one kind of thing.
struct Dimension {
  std::string id;
  Pattern parts;          // names a part
  Pattern totals;         // names a whole that has such parts, though no word says that they are its parts; may be null
  bool overlaps = false;  // one thing may be in several parts: the same news on a site and in a paper
  bool is_divided_in_brackets = false;  // but not where they stand in brackets right behind their whole
};

// Numbers that are written out.
struct WrittenNumbers {
  std::vector<std::string> digits;  // the characters for 0, for 1, … for 9
  std::vector<std::string> tens;    // the words for 10, for 100, for 1000
};

// How clauses say several things at once: A, B and C are 1, 2 and 3 respectively (record/distribution.h).
struct DistributionGrammar {
  std::vector<Pattern> clauses;  // groups: parts, figures. A single figure is that of each part
  Pattern figure;                // one of the figures; groups: value, unit (may match nothing)
  Pattern comma;                 // parts all of what is listed
  Pattern joint;                 // may part the last two
  std::string unit;              // of a figure without one
};

// Whose figures a report does not tell, as they are said: those of the city in a district's report.
struct OtherPlaces {
  Pattern bodies;     // whose report it is
  Alternatives said;  // what may not have been said before a figure
};

// How sentences say what is checked within the prose: wholes with their parts, shares, growth (record/statements.h).
// Patterns run on folded text; the group names that each must have are in docs/grammar.md.
struct StatementGrammar {
  std::vector<std::string> units;   // of counts and amounts; the longest first
  std::vector<Multiple> multiples;  // the longest first
  std::vector<std::string> times;   // units of a growth in multiples
  std::string percent_before;       // stands before a percentage without a percent sign
  Pattern no_quantity;              // at what stands behind a number that counts nothing: a day, a percentage point
  Pattern approximate_before, approximate_after;  // what stands before a number; what stands behind it or its unit
  Pattern ordinal;                                // stands before a number that tells which one, not how many
  Pattern written;                                // a number in words; the unit stands behind it
  Pattern continues;                              // begins a sentence that goes on about the whole of the one before
  Pattern other_time;  // a sentence with it is not about the year, and the next one does not go on about its whole

  Pattern some;         // what follows are parts of what stands before
  Pattern all;          // what follows are all of its parts
  Pattern rest;         // names a part that is all the others
  Pattern open;         // there are more parts than those that are named
  Pattern apart;        // names no part of the whole, but what it is compared with, or what comes on top
  Pattern anew;         // names a whole of its own; what a group in it matched is its word
  Pattern other_kind;   // names things of another kind, which are no parts of what stands before
  Pattern conjunction;  // stands between the names of two things
  Pattern noun_parts;   // names a part of things whose noun is in their unit, and not in the part's
  Pattern sums;         // names the sum of the parts before it
  Pattern joined;       // names a whole that is counted together with the one beside it
  Pattern shared;       // in a passage: some things are in several of the parts
  Pattern incidents;    // what befell some of the whole, a list of which is never all of it
  std::vector<Dimension> dimensions;
  std::vector<std::vector<Pattern>> complete;  // parts that make up a whole when each of them is named

  Pattern share, share_of_others;  // what stands before a percentage of the whole; of something else
  Pattern share_of_part;           // stands right before a percentage of the part that it names; group: part
  Pattern rate;                    // stands right before a percentage of things done; group: done
  Pattern rate_of_others;          // before such a percentage: it is not one of the things before it
  Pattern rate_of_due;             // things done of which only those count that were due
  Pattern pending;                 // in a passage: some of the things were not due, or do not count
  Pattern done_before;             // all that may stand before the word of a rate in the label of its part
  Pattern shares;                  // what stands before the first of several percentages
  Pattern compared;                // what stands before a change against last year; group: year (may be empty)
  Pattern more, less;              // what stands right before a change
  Pattern no_change;               // what stands right before a figure that a change led to
  Pattern subject;                 // what may stand between a figure and its change
  Pattern last_year;               // stands before last year's figure; group: year (may be empty)
  Pattern which_year;              // in a label: which year's it is, no part of what is counted
};

// What of the prose is not a body's own words, and so says nothing when it is the same every year.
struct ProsePatterns {
  Pattern headings;         // the last of those over a sentence, which has them in it, and all before it; may be null
  Alternatives prescribed;  // anywhere in a sentence that the notice or the law prescribes; may be null
  Pattern years;            // a year, which differs however much is copied; may be null
};

// What all forms share.
struct CommonGrammar {
  std::vector<std::string> blank_marks;     // printed in a cell for nothing
  std::vector<std::string> units;           // may stand behind a figure inside a cell
  std::vector<std::string> measured_units;  // those of them that measure and do not count: figures may be fractional
  std::vector<SignWord> sign_words;         // may stand before a figure inside a cell
  std::vector<std::string> figure_leads;    // may stand before a figure inside a cell, which is the same behind it
  std::vector<std::string> approximations;  // with one of these around it, a figure is not exact
  std::vector<Pattern> named_numbers;       // digits in a label that are a part of a name and count nothing
  std::vector<std::string> label_counts;    // a figure right behind it is a part of the label that ends with it
  std::vector<Pattern> furniture;           // a line that belongs to the page, not to the text: "- 4 -"
  Pattern item_number;                      // what numbers a label, anchored at its start: "1.", "(2)"
  Pattern note;                             // begins a note under a table; may be null
  Pattern mentioned_year;                   // a year that a sentence speaks of; group: year
  Pattern goes_on;                          // begins a sentence that goes on from the one before it; may be null
  Pattern before_own_name;                  // what the reporting body's name stands behind; may be null
  std::vector<OtherPlaces> other_places;    // all that are for the reporting body hold
  WrittenNumbers written_numbers;
  DistributionGrammar distribution;
  DocumentPatterns document;
  StatementGrammar statements;  // without patterns where the file has no [statements]: none are found
  ProsePatterns prose;
};

struct Grammar {
  CommonGrammar common;
  std::vector<Form> forms;
  Messages messages;
  Series series;

  const Form* find_form(std::string_view id) const;
  // Those of all forms, each id once: as the newest form that has it.
  std::vector<const Rule*> rules() const;
};

// The files of grammar/ as they were when the program was built.
const std::vector<GrammarFile>& builtin_grammar_files();

// Reads files whose `schema` key says what each is ("gouji/form/1", "gouji/common/1", "gouji/messages/1",
// "gouji/series/1"). Where no file is of one of the last three kinds, the built-in one is used, so that a folder with
// one form in it is a grammar; and a form may extend one that is built in. The error "grammar.invalid" has arguments
// file, line, column, what (what is wrong and what was expected); "grammar.no_form" is that no file is a form.
Result<Grammar> load_grammar(const std::vector<GrammarFile>& files);
// The messages alone, which is quick. Precondition: one of the files has them.
Result<Messages> load_messages(const std::vector<GrammarFile>& files);

// The files *.toml of a folder, in the order of their names. Errors: "input.not_found", "input.not_readable" (path,
// reason), "grammar.no_files", "grammar.no_regular_file", "grammar.too_large" (path).
Result<std::vector<GrammarFile>> read_grammar_files(const std::filesystem::path& folder);

}  // namespace gouji
