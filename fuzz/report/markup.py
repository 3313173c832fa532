# SPDX-License-Identifier: MIT
"""markup: HTML from data. Whatever is text goes through text(), so that nothing in it is taken for
markup; only what these functions return is put together as it is."""
import contextlib
import html


class Broken(Exception):
    """A file that is there and is not what it should be: one line for a person."""


@contextlib.contextmanager
def reading(path):
    """Whatever goes wrong with the contents of a file becomes one line that names it."""
    try:
        yield
    except KeyError as error:
        raise Broken(f"{path}: lacks {error}") from error
    except (ArithmeticError, AttributeError, IndexError, OSError, TypeError, ValueError) as error:
        raise Broken(f"{path}: {str(error).splitlines()[0]}") from error


def text(value):
    return html.escape(str(value), quote=True)


def code(value):
    return f"<code>{text(value)}</code>"


def missing(what, command):
    """In the place of a piece that there is not yet."""
    return f'<p class="missing">{text(what)}: {code(command)} makes it.</p>\n'


def section(name, title, *parts):
    return f'<section id="{name}">\n<h2>{text(title)}</h2>\n{"".join(parts)}</section>\n'


def paragraph(words):
    return f"<p>{text(words)}</p>\n"


def link(name, value):
    """To a place on the page."""
    return f'<a href="#{text(name)}">{text(value)}</a>'


def number(value):
    """Is that cell one? They begin with a digit, or with a dash: so do no other cells."""
    return value[:1].isdigit() or value[:1] == "-"


def cell(value):
    kind = "number" if number(value) else "words" if " " in value and value[:1] != "<" else ""
    return f'<td class="{kind}">{value}</td>'


def table(name, heads, rows):
    """heads and rows are of markup. Numbers stand on the right, and so does what is above them."""
    tops = [f'<th scope="col" class="{"number" if all(map(number, column)) else ""}">{top}</th>'
            for top, *column in zip(heads, *rows)]
    body = "".join(f"<tr>{''.join(cell(one) for one in row)}</tr>\n" for row in rows)
    return (f'<div class="wide" tabindex="0" role="region" aria-label="{text(name)}">'
            f'<table id="{name}">\n<thead><tr>{"".join(tops)}</tr></thead>\n<tbody>\n{body}</tbody>'
            "</table></div>\n")


def count(value):
    """12345678 as 12 345 678, with spaces that do not break; - if there is none."""
    return "-" if value is None else f"{value:,}".replace(",", "\u202f")


def ratio(part, whole):
    """3 of 4, and how many percent that is, rounded down: 100 % is all."""
    return f"{part}/{whole} ({100 * part // whole} %)" if whole else "-"
