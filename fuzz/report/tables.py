# SPDX-License-Identifier: MIT
"""tables: files of lines with fields that tabs separate, under a line of names."""
import math

from report import markup


def finite(field):
    number = float(field)
    if not math.isfinite(number):
        raise ValueError
    return number


def read(path, columns, words=0, none=""):
    """The lines as dictionaries by column. The first so many columns are words, the others numbers,
    or None where the field is what stands for none. Anything else is broken."""
    with markup.reading(path), open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
        if not lines or tuple(lines[0].split("\t")) != tuple(columns):
            raise ValueError("line 1: not the names of the columns")
        rows = []
        for at, line in enumerate(lines[1:], 2):
            fields = line.split("\t")
            if len(fields) != len(columns):
                raise ValueError(f"line {at}: {len(fields)} fields, not {len(columns)}")
            try:
                numbers = [None if field == none else finite(field) for field in fields[words:]]
            except ValueError:
                raise ValueError(f"line {at}: not all of it is numbers") from None
            rows.append(dict(zip(columns, fields[:words] + numbers)))
        return rows
