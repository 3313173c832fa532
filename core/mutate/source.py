# SPDX-License-Identifier: MIT
"""Mutants of C source: each is the file with one small change inside a function body.

Comments, annotations, strings and lines of the preprocessor are left alone.
"""
import re
from dataclasses import dataclass

TOKEN = re.compile(r"""(?P<skip>/\*.*?\*/|//[^\n]*|^[ \t]*\#(?:[^\n\\]|\\.|\\\n)*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\s+)
    |(?P<word>[A-Za-z_]\w*)|(?P<number>\d\w*)
    |(?P<sign><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)""", re.X | re.S | re.M)
BINARY = {"+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "<<": ">>", ">>": "<<", "&": "|", "|": "&", "^": "&"}
PLAIN = {"&&": ["||"], "||": ["&&"], "==": ["!="], "!=": ["=="], "<": ["<=", ">="], "<=": ["<", ">"],
         ">": [">=", "<="], ">=": [">", "<"], "++": ["--"], "--": ["++"], "+=": ["-="], "-=": ["+="],
         "|=": ["&="], "&=": ["|="], "!": [""], "~": [""], "true": ["false"], "false": ["true"],
         "ASH_NONE": ["0"], "ASH_OK": ["ASH_NOT_A_BLOCK"], "ASH_OUT_OF_RANGE": ["ASH_ALREADY_FREE"],
         "ASH_ALREADY_FREE": ["ASH_NOT_A_BLOCK"], "ASH_NOT_A_BLOCK": ["ASH_ALREADY_FREE"],
         "ASH_NO_ROOM": ["ASH_OK"], "ASH_BAD_SIZE": ["ASH_NO_ROOM"]}
NO_CALL = {"if", "while", "for", "switch", "return", "sizeof"}
NO_STATEMENT = {"if", "while", "for", "do", "return", "else", "switch", "case", "goto", "{", "}", ";", "struct",
                "enum", "const", "static", "unsigned", "bool"}


@dataclass(frozen=True)
class Mutant:
    file: str
    line: int
    function: str
    kind: str
    old: str
    new: str
    start: int  # the change: these characters of the file give way to `new`
    end: int

    @property
    def name(self):
        return f"{self.file}:{self.line}:{self.start}:{self.kind}:{flat(self.old)}:{flat(self.new)}"

    def apply(self, text):
        return text[:self.start] + self.new + text[self.end:]


def flat(text):
    return re.sub(r"\s+", " ", text)


def tokens_of(text):
    return [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text) if m.lastgroup != "skip"]


def code_of(text):
    """The program without comments: what the running judges depend on."""
    gaps = TOKEN.sub(lambda m: "\0" if re.match(r"/[*/]|\s", m.group()) else m.group(), text)
    return re.sub("\0+", " ", gaps)


def closing(tokens, i):
    """The index of the bracket that closes the one at i."""
    depth = 0
    for j in range(i, len(tokens)):
        depth += tokens[j][0] in "({["
        depth -= tokens[j][0] in ")}]"
        if depth == 0:
            return j
    raise ValueError("a bracket is not closed")


def opening(tokens, i):
    depth = 0
    for j in range(i, -1, -1):
        depth += tokens[j][0] in ")}]"
        depth -= tokens[j][0] in "({["
        if depth == 0:
            return j
    raise ValueError("a bracket is not opened")


def bodies(tokens):
    """(name, index of the first token, of the last one) of the body of each function."""
    i = 0
    while i < len(tokens):
        if tokens[i][0] == "{":
            end = closing(tokens, i)
            if tokens[i - 1][0] == ")":
                yield tokens[opening(tokens, i - 1) - 1][0], i, end
            i = end
        i += 1


def function_at(text, place):
    tokens = tokens_of(text)
    return next((name for name, a, b in bodies(tokens) if tokens[a][1] <= place < tokens[b][2]), "")


def arguments(tokens, i):
    """The (start, end) of each argument of the call whose bracket opens at i."""
    end, out, start = closing(tokens, i), [], i + 1
    j = i + 1
    while j <= end:
        if tokens[j][0] in "({[" and j < end:
            j = closing(tokens, j)
        elif j == end or tokens[j][0] == ",":
            if j > start:
                out.append((tokens[start][1], tokens[j - 1][2]))
            start = j + 1
        j += 1
    return out


def changes(tokens, first, last, text):
    """(kind, start, end, new) of each change between these tokens."""
    for i in range(first + 1, last):
        token, start, end = tokens[i]
        before, after = tokens[i - 1][0], tokens[i + 1][0]
        if token in BINARY and re.match(r"[\w)\]]", before) and before not in NO_CALL:
            yield "operator", start, end, BINARY[token]
        elif token in PLAIN:
            for new in PLAIN[token]:
                yield "constant" if token[0].isalpha() else "operator", start, end, new
        elif token[0].isdigit():
            number = re.match(r"(0[xX][\da-fA-F]+|\d+)(\w*)$", token)
            value = int(number.group(1), 0)
            for new in [value + 1] + [value - 1] * (value > 0):
                yield "constant", start, end, f"{new}{number.group(2)}"
        if token in ("if", "while"):
            inside = tokens[i + 2][1], tokens[closing(tokens, i + 1) - 1][2]
            for new in ["0"] + ["1"] * (token == "if"):
                yield "condition", *inside, new
        if after == "(" and re.match(r"[a-z_]\w*$", token) and token not in NO_CALL:
            found = arguments(tokens, i + 1)
            for (a, b), (c, d) in zip(found, found[1:]):
                if text[a:b] != text[c:d]:
                    yield "arguments", a, d, text[c:d] + text[b:c] + text[a:b]
        begins = before in ("{", "}", ";", "else") or (before == ")" and tokens[opening(tokens, i - 1) - 1][0] in NO_CALL)
        declares = re.match(r"\w", token) and re.match(r"\w+$", after)
        if begins and token not in NO_STATEMENT and not declares and not in_header(tokens, first, i):
            j = i
            while tokens[j][0] != ";":
                j = closing(tokens, j) + 1 if tokens[j][0] in "({[" else j + 1
            yield "deletion", start, tokens[j][1], ""


def in_header(tokens, first, i):
    """Is token i between the brackets of a for?"""
    depth = 0
    for j in range(i - 1, first, -1):
        depth += tokens[j][0] == ")"
        depth -= tokens[j][0] == "("
        if depth < 0:
            return True
        if tokens[j][0] in "{}":
            return False
    return False


def mutants(file, text):
    """All mutants of the file, in the order of the text."""
    tokens, out = tokens_of(text), []
    for name, first, last in bodies(tokens):
        for kind, start, end, new in changes(tokens, first, last, text):
            line = text.count("\n", 0, start) + 1
            out.append(Mutant(file, line, name, kind, text[start:end], new, start, end))
    return out
