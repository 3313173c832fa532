# SPDX-License-Identifier: MIT
"""words: what each figure on the page means, one sentence each."""
from report import markup

MEANINGS = {
    "target": "A design of the heap together with the engine that attacks it: afl-heap is AFL++ on heap; "
              "asan and msan are libFuzzer on builds with sanitizers.",
    "state": "Whether the target ran and all was well (done), found a failing input (failed), could "
             "not run as it should (broken), or never had its turn (waiting).",
    "ran": "For how long the target ran, all its turns together.",
    "executions": "How many inputs were run; each is up to 256 calls of the heap.",
    "executions a second": "How many inputs were run in a second of the target's own running time.",
    "Mop/cpu-s": "How many million calls of the heap, with their checks, a second of processor time was "
                 "enough for; asan and msan run the full validator after every sixteenth only.",
    "coverage": "How many edges between pieces of the compiled core were taken; each engine counts "
                "in its own way, so compare it only with earlier figures of the same target.",
    "corpus": "How many inputs the engine keeps because each does something that no other does.",
    "stability": "The share of edges that are taken alike each time an input is run again; anything "
                 "below 100 % means that something is left over from the input before.",
    "crashes": "How many failing inputs were found.",
    "last find": "When coverage or corpus last grew, in seconds since the campaign began.",
    "function": "A function of the core, with the place where its source is marked below.",
    "calls": "How often it was called while all committed inputs were replayed.",
    "lines": "How many of its lines with code were run at least once.",
    "outcomes": "How many of its decisions' two outcomes, yes and no, came up at least once.",
    "bug": "A slip that was planted in a copy of the core on purpose, to see how soon it is found.",
    "on": "The design that was fuzzed to find it.",
    "operations": "How many calls of the heap the failing input still needs when all that can be "
                  "left out is left out; the least over the engines.",
    "libfuzzer, afl, default": "Median of the executions until that engine found the bug, with least "
                               "and most in brackets, and the processor time; default is libFuzzer "
                               "without our mutator, and - means: not in time.",
    "contract": "The first sentence of what the function promises; its header or source has the rest.",
    "goals": "How many of the statements that its proof consists of were proved, and of how many, when "
             "make prove was last run here; - if it has not been.",
    "rounds": "Of a call from outside: how often loops run in it at most, as is proved, in words of bits (W) "
              "and runs (R).",
    "instructions": "Of such a call: the most that were counted, of calls that have as much to do as is known how.",
    "unit, search, replay, proofs": "How many changes of the function, each tried by itself, were noticed by "
                                    "that judge, and of how many that it was asked of (often only those that no "
                                    "judge before it had noticed): the unit tests, the exhaustive "
                                    "search of tiny heaps, the committed inputs, the contracts' proofs.",
}


def head(word):
    """A word at the head of a column, which leads to its meaning."""
    return markup.link(anchor(word), word) if word in MEANINGS else markup.text(word)


def anchor(word):
    return "word-" + "".join(c if c.isalnum() else "-" for c in word)


def part():
    rows = "".join(f'<dt id="{anchor(word)}">{markup.text(word)}</dt><dd>{markup.text(meaning)}</dd>\n'
                   for word, meaning in MEANINGS.items())
    return markup.section("words", "What the figures mean", f"<dl>\n{rows}</dl>\n")
