# SPDX-License-Identifier: MIT
"""crashes: the folders that fuzz/triage makes, each with its words, its picture and its test."""
import base64
import os
import xml.etree.ElementTree

from report import markup

MAKES = "make triage"


def read(path):
    with markup.reading(path), open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def picture(path):
    """As an image: what is in it can neither run nor reach the rest of the page."""
    drawing = read(path)
    try:
        xml.etree.ElementTree.fromstring(drawing)
    except xml.etree.ElementTree.ParseError as error:
        raise markup.Broken(f"{path}: {error}") from error
    data = base64.b64encode(drawing.encode()).decode()
    return (f'<div class="wide" tabindex="0"><img alt="The heap around the last call" '
            f'src="data:image/svg+xml;base64,{data}"></div>\n')


def crash(folder):
    """The folder as markup; pieces that it lacks are told of."""
    parts = [f"<h3>{markup.text(os.path.basename(folder))}</h3>\n"]
    for name, title in (("README", None), ("operations.txt", "What was asked and answered"),
                        ("heap.svg", "The heap"), ("test.c", "A test")):
        path = f"{folder}/{name}"
        if not os.path.exists(path):
            parts.append(markup.missing(f"There is no {name} in it", MAKES))
        elif name.endswith(".svg"):
            parts.append(picture(path))
        else:
            body = f'<pre tabindex="0">{markup.text(read(path))}</pre>\n'
            parts.append(body if title is None else
                         f"<details><summary>{title}</summary>{body}</details>\n")
    return f'<article class="crash">\n{"".join(parts)}</article>\n'


def part(folder):
    """folder: build/fuzz."""
    found = f"{folder}/triage"
    folders = sorted(entry.path for entry in os.scandir(found)
                     if entry.is_dir()) if os.path.isdir(found) else []
    if not folders:
        failing = os.path.isdir(f"{folder}/crashes") and os.listdir(f"{folder}/crashes")
        body = markup.missing("Of what was found there are no pages yet", MAKES) if failing else (
            markup.paragraph("No failing input is on record here."))
        return markup.section("crashes", "Crashes", body)
    return markup.section("crashes", "Crashes", markup.paragraph(
        "Each with the least input that still fails, the heap around its last call, and the commands "
        "that show it again. Those with a bug of the league are there to try the pages."),
        *(crash(one) for one in folders))
