"""One-token mutants of C++ that clang-format has printed: an operator has a space on both sides, an angle bracket of a
template has not."""

import bisect
import collections
import re

# What of the file is changed: text[begin:end] becomes `new`.
Mutant = collections.namedtuple("Mutant", "path line kind begin end new")

Token = collections.namedtuple("Token", "text begin end")

TOKEN = re.compile(
    r"""
    (?P<skipped> //[^\n]* | /\*.*?\*/ | ^[ \t]*\#(?:[^\n]*\\\n)*[^\n]*
               | R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)" | (?:u8|u|U|L)?"(?:\\.|[^"\\\n])*" | (?:u8|u|U|L)?'(?:\\.|[^'\\\n])+'
               | \[\[.*?\]\] | \b(?:static_assert|using)\b[^;]*; )
  | (?P<code> [A-Za-z_]\w* | (?:0[xX][0-9A-Fa-f']+|\d[\d']*(?:\.\d+)?(?:[eE][+-]?\d+)?)[A-Za-z]*
            | <=>|<<=|>>=|\+\+|--|->|&&|\|\||[=!<>+\-*/%&|^]=|<<|>>|::|[{}()\[\];:,.?~!<>=+\-*/%&|^] )
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)

ORDER = ["<", "<=", ">", ">="]
TURNED = {"==": ["!="], "!=": ["=="], "&&": ["||"], "||": ["&&"], "+": ["-"], "-": ["+"], "+=": ["-="], "-=": ["+="]}
TURNED.update({sign: [other for other in ORDER if other != sign] for sign in ORDER})
BEFORE_AN_OPERAND = re.compile(r"[\w)\]\"']$")


def tokens_of(text):
    return [Token(m["code"], m.start(), m.end()) for m in TOKEN.finditer(text) if m["code"]]


def closing(tokens, opening):
    """The index of the parenthesis that closes the one at `opening`."""
    depth = 0
    for at in range(opening, len(tokens)):
        if tokens[at].text in "([{":
            depth += 1
        elif tokens[at].text in ")]}":
            depth -= 1
            if depth == 0:
                return at
    return len(tokens) - 1


class Finder:
    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.tokens = tokens_of(text)
        self.line_begins = [0] + [m.end() for m in re.finditer("\n", text)]
        self.found = []

    def all(self):
        for at, token in enumerate(self.tokens):
            self.turn_operator(at, token)
            self.turn_constant(at, token)
            self.turn_count(at, token)
            self.turn_condition(at, token)
        self.leave_statements_out()
        return sorted(self.found, key=lambda mutant: (mutant.begin, mutant.new))

    def add(self, kind, begin, end, new):
        line = bisect.bisect_right(self.line_begins, begin)
        if ".reserve(" in self.text[self.line_begins[line - 1] :].partition("\n")[0]:
            return  # what is reserved changes nothing
        self.found.append(Mutant(self.path, line, kind, begin, end, new))

    def before(self, at):
        return self.tokens[at - 1].text if at > 0 else ""

    def behind(self, at):
        return self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""

    def is_spaced(self, token):
        return self.text[token.begin - 1] in " \n" and self.text[token.end : token.end + 1] in (" ", "\n")

    def turn_operator(self, at, token):
        if token.text not in TURNED or not self.is_spaced(token) or self.before(at) == "operator":
            return
        if token.text == "+" and self.joins_strings(token):
            return
        for new in TURNED[token.text]:
            self.add("operator", token.begin, token.end, new)

    def joins_strings(self, plus):
        return self.text[: plus.begin].rstrip().endswith(('"', "'")) or self.text[plus.end :].lstrip().startswith(('"', "'"))

    def turn_constant(self, at, token):
        if token.text in ("true", "false"):
            self.add("constant", token.begin, token.end, "false" if token.text == "true" else "true")
        elif re.fullmatch(r"\d[\d']*[uUlL]*", token.text) and not self.is_in_angle_brackets(token):
            digits, suffix = re.match(r"([\d']+)(.*)", token.text).groups()
            number = int(digits.replace("'", ""))
            for new in {number + 1, max(number - 1, 0)} - {number}:
                self.add("constant", token.begin, token.end, str(new) + suffix)

    def is_in_angle_brackets(self, token):
        return self.text[token.begin - 1] == "<" or self.text[token.end] == ">"

    def turn_count(self, at, token):
        if token.text in ("++", "--"):
            self.add("count", token.begin, token.end, "--" if token.text == "++" else "++")

    def turn_condition(self, at, token):
        if token.text == "!" and self.text[token.end] not in " =":
            self.add("negation", token.begin, token.end, "")
        if token.text in ("if", "while") and self.behind(at) == "(":
            inside = self.tokens[at + 1 : closing(self.tokens, at + 1) + 1]
            declares = any(part.text in (";", "=") for part in inside)
            if not declares:
                self.add("negation", inside[0].end, inside[-1].begin, f"!({self.text[inside[0].end:inside[-1].begin]})")
        if token.text == "return" and self.is_in_a_predicate(token):
            self.negate_until_semicolon(at + 1)
        if token.text == "=" and re.search(r"\bbool (is|has|may|can)_\w+ $", self.text[max(token.begin - 60, 0) : token.begin]):
            self.negate_until_semicolon(at + 1)

    # The line that begins the function says what it returns.
    def is_in_a_predicate(self, token):
        line = bisect.bisect_right(self.line_begins, token.begin) - 1
        while line >= 0:
            head = self.text[self.line_begins[line] : self.line_begins[line] + 200].partition("\n")[0]
            if re.match(r" {0,2}[A-Za-z_][^;]*\(", head) and not re.match(r" *(return|if|for|while|switch|case)\b", head):
                return re.match(r" *(static |inline |constexpr )*bool ", head) is not None
            line -= 1
        return False

    def negate_until_semicolon(self, at):
        end = at
        while end < len(self.tokens) and self.tokens[end].text != ";":
            end = closing(self.tokens, end) + 1 if self.tokens[end].text in "([{" else end + 1
        if end >= len(self.tokens) or end == at or self.tokens[at].text in ("true", "false", "{"):
            return
        begin, last = self.tokens[at].begin, self.tokens[end].begin
        self.add("negation", begin, last, f"!({self.text[begin:last]})")

    # A call, an assignment or a jump that has a line for itself.
    def leave_statements_out(self):
        statement = re.compile(r"^ +([a-z_][\w.\[\]:>-]*\(.*\);|[a-z_][\w.\[\]>-]* [+\-|]?= .*;|continue;|break;|return;)$",
                               re.MULTILINE)
        code = {token.begin for token in self.tokens}
        for found in statement.finditer(self.text):
            text = found[1]
            if found.start(1) not in code or re.match(r"(return|throw|delete|using|static_assert)\b", text) and text != "return;":
                continue
            if text.count("(") != text.count(")") or text.count("{") != text.count("}"):
                continue
            self.add("left out", found.start(1), found.end(1), ";")


def mutants_of(path, text):
    return Finder(path, text).all()
