# SPDX-License-Identifier: MIT
"""What a proof run must show besides proved goals: the ways in which a proof goes wrong unnoticed.

Each function takes text and gives a list of complaints, empty when all is well.
"""
import re

# Words that make an annotation assume instead of prove.
ASSUMING = {
    "axiom": r"\baxiom\b",
    "axiomatic block": r"\baxiomatic\b",
    "inductive definition": r"\binductive\b",
    "admit": r"\badmit\b",
    "false precondition": r"\brequires\b[^;]*\\false",
    "assigns everything": r"\bassigns\s+\\everything",
}

# Functions whose contracts promise nothing of what they give: callers look at what a guess gives,
# and what a number looks like is the tests' business.
PROMISE_NOTHING = {"ash_word_guess", "ash_word_guess_last", "ash_sink_number", "put_int"}


def annotations(source):
    """The ACSL text of a C or .acsl file, without the comments inside it."""
    found = re.findall(r"/\*@.*?\*/|//@[^\n]*", source, re.S)
    return "\n".join(re.sub(r"(?<!^)//(?!@)[^\n]*", "", text) for text in found)


def assumptions(path, source):
    text = annotations(source)
    return [f"{path}: an annotation assumes instead of proving: {name}"
            for name, pattern in ASSUMING.items() if re.search(pattern, text)]


def endless(printed):
    """Definitions in the logic that name themselves other than from n to n - 1, down to 0.

    WP takes any equation for a definition: one that no function satisfies is a false axiom.
    """
    text = re.sub(r"\s+", " ", "\n".join(re.findall(r"/\*@.*?\*/", printed, re.S)))
    out = []
    for name, parameters, body in re.findall(
            r"\b(?:logic [\w ]+?|predicate) (\w+)(?:\{\w+(?:, ?\w+)*\})? ?\(([^()]*)\) =(.*?);", text):
        if not re.search(rf"\b{name}\b", body):
            continue
        n = parameters.split()[-1]
        step = rf"\b{name} ?\((?:\w+, )*{n} - 1\)"
        if not re.match(rf" ?{n} <= 0 ?\?", body) or re.search(rf"\b{name}\b", re.sub(step, "", body)):
            out.append(f"the logic defines {name} by itself, and not down to 0")
    return out


# Where a condition of the preprocessor looks at more than sizes: the one place where the provers
# see another body than the compiler (see README.md), and an attribute for the compiler's warnings.
HINTS = {"core/word.h": 2, "core/containers/str.h": 1}


def hidden_code(path, source):
    """Code that only the provers see, or only the compiler."""
    logic = r'^#ifdef __FRAMAC__\n(?:#include "[./\w]+\.acsl"\n)+#endif\n'
    rest = re.sub(logic, "", re.sub(r"\\\n", " ", source), flags=re.M)
    rest = re.sub(r"^#ifndef (\w+_H)\n#define \1\n", "", rest, count=1, flags=re.M)  # a header's guard
    conditions = "\n".join(re.findall(r"^\s*#\s*(?:el)?if.*", rest, re.M))
    words = re.findall(r"\b[A-Za-z_]\w*", re.sub(r"#\s*\w+", "", conditions))
    other = [w for w in words if not re.match(r"(ASH_\w+|defined)$", w)]
    return [f"{path}: the provers and the compiler see different code"
            ] if len(other) > HINTS.get(str(path), 0) else []


# What is not proved, and why: functions by unit, or "all" of one. Other proofs build on the
# contracts of these functions, so each run names them. Of an allocator nothing may be here.
CALLS, CAST = "calls through a pointer", "casts a pointer"
MAP = "stands on the map of the memory"
NOT_PROVED = {
    "pool": {"align_of": CAST, "ash_pool_init": CALLS, "ash_pool_take": CALLS,
             "ash_pool_give": CALLS, "stretch": CALLS, "another": CALLS},
    "kind": {"ash_kind_drop": CALLS},
    "format": {"ash_format": "reads a list of arguments", "put_text": "ends where its text does"},
    "str": {"ash_string_text": CAST, "ash_string_append_list": "reads a list of arguments",
            "ash_string_append_format": "reads a list of arguments"},
    "tasks": {"all": CAST},
    "tables": {"set": "writes as volatile"},
    "window": {"borders": CAST, "place_of": CAST},
}
# Functions in no unit, which those of the kernel are built on.
OUTSIDE = {"frame_take": MAP, "frame_give": MAP, "port_forget": "is instructions", "port_frame": CAST,
           "frames_stretch": MAP, "port_use_tables": "is instructions", "die": "ends the machine"}


def why(unit, name):
    """Why the function, which the unit has or calls, is not proved."""
    listed = NOT_PROVED.get(unit, {})
    return listed.get(name) or OUTSIDE.get(name) or listed["all"]


def left_out(unit, own):
    """(functions of the unit that are not proved, complaints about the list of them)"""
    listed = NOT_PROVED.get(unit, {})
    names = own if "all" in listed else [n for n in own if n in listed]
    stale = sorted(set(listed) - set(own) - {"all"})
    return names, [f"NOT_PROVED names {n}, which is not there" for n in stale]


def contracts(printed):
    """Function name -> its contract, from frama-c's own print of the parsed file."""
    pattern = (r"/\*@((?:(?!\*/).)*)\*/\s*"
               r"[^;{}()]*?\b(\w+)\s*\((?:[^;{}])*\)\s*(?:\*/\s*)?\{")
    plain = printed.replace("/*@ ghost", "").replace("/@", "/*@").replace("@/", "*/")
    plain = re.sub(r"\(\s*(?:__attribute__\(\(\w+\)\)|/\* \w+ attribute \*/)\s+(\w+)\)", r"\1", plain)
    return {m.group(2): re.sub(r"\s+", " ", m.group(1)) for m in re.finditer(pattern, plain, re.S)}


def incomplete(functions, proved, contract_of):
    """Every function says that it ends and what it changes, and one that is proved what it gives. One
    that is not is the less to be trusted for, the less it promises."""
    out, promising = [], set(proved) - PROMISE_NOTHING
    for name in functions:
        contract = contract_of.get(name, "")
        wanted = ("terminates \\true;", "assigns ") + (("ensures ",) if name in promising else ())
        missing = [clause for clause in wanted if clause not in contract]
        if missing:
            out.append(f"{name}: its contract lacks: {', '.join(missing)}")
    return out


def requirements(contract):
    """The conjuncts of all `requires` clauses of a contract."""
    out = set()
    for clause in re.findall(r"requires (.*?);", contract):
        clause = re.sub(r"^\w+: ", "", clause.strip())
        out.update(part.strip() for part in clause.split("&&"))
    return out


def unstated_hypotheses(log, functions, contract_of):
    """What WP's memory model takes for granted must stand in the written contract."""
    out = []
    blocks = re.findall(r"Memory model hypotheses for function '(\w+)':(.*?)(?=\n\[|\Z)", log, re.S)
    for name, text in blocks:
        if name not in functions:
            continue
        stated = requirements(contract_of.get(name, ""))
        for clause in sorted(requirements(re.sub(r"\s+", " ", text)) - stated):
            out.append(f"{name}: WP assumes `{clause}`, which its contract does not state")
    return out


def warnings(log):
    """Any warning but the hypotheses above: an ignored annotation, a cast, a missing clause."""
    out = []
    for line in re.findall(r"^\[[^\n]*(?:Warning|Error|Ignoring)[^\n]*(?:\n(?!\[)[^\n]*)?", log, re.M):
        if "Memory model hypotheses" not in line:
            out.append("frama-c says: " + re.sub(r"\s+", " ", line))
    return out
