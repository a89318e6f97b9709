// Sentences as the writers of reports put them: true ones that say the tables' figures in many words, and others that
// speak of something else. Written from what reports say, without a look at what the grammar's patterns can read.
#pragma once

#include <string>
#include <vector>

#include "generator/facts.h"

namespace gouji::generator {

// Where in a report a sentence belongs.
enum class Place { overview, disclosure, requests, management, proceedings, problems, other };

struct Sentence {
  std::string kind;  // "claim.received"; those of "other." say nothing that can be checked
  std::string text;  // figures that can be checked have a mark in front of them, see generator/marks.h
};

// Up to `most` sentences, no two of one wording.
std::vector<Sentence> sentences(const Facts& facts, Place place, int most, Random& random);

}  // namespace gouji::generator
