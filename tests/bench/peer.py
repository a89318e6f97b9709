#!/usr/bin/env python3
"""What a careful person writes in an afternoon to read such reports: tables by their headings, cells by tabs alone,
four patterns in the prose, the sums of the rows; a JSON line for each file. The yardstick of scripts/bench.

  python3 peer.py FOLDER > records.jsonl
"""
import json
import os
import re
import sys

TABLES = (
    ("disclosure", re.compile(r"^.{0,6}主动公开政府信息情况\s*$", re.M)),
    ("requests", re.compile(r"^.{0,6}收到和处理政府信息公开申请情况\s*$", re.M)),
    ("proceedings", re.compile(r"^.{0,14}行政复议、(?:被提起)?行政诉讼情况\s*$", re.M)),
)
TITLE = re.compile(r"^(.{2,40}?)\s*(20\d\d)\s*年(?:度)?政府信息公开工作年度报告", re.M)
PUBLISHER = re.compile(r"^(.{2,30}(?:人民政府|局|委员会|办公室))\s*$", re.M)
DATE = re.compile(r"(20\d\d)\s*[年-]\s*(\d{1,2})\s*[月-]\s*(\d{1,2})\s*日?")
COUNTS = re.compile(r"(收到|受理|办结|答复)[^，。；\n]{0,20}?申请[^，。；\n]{0,6}?(\d[\d,]*)\s*件")
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?$")


def number(cell):
    """The cell's figure, or None of a label; a stroke or nothing is a blank."""
    if not NUMBER.match(cell):
        return None
    plain = cell.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def rows_of(block):
    for line in block.split("\n"):
        if "\t" not in line:
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        figures = [figure for figure in map(number, cells) if figure is not None]
        if not figures:
            continue
        labels = [cell for cell in cells if cell and not NUMBER.match(cell)]
        yield {"label": " / ".join(labels), "figures": figures}


def tables_of(text):
    begins = [(name, found.end()) for name, heading in TABLES for found in [heading.search(text)] if found]
    ends = [begin for _, begin in begins[1:]] + [len(text)]
    return {name: list(rows_of(text[begin:end])) for (name, begin), end in zip(begins, ends)}


def wrong_sums(rows):
    """The rows of seven figures whose last one is not the sum of the six before it."""
    wrong = []
    for row in rows:
        figures = row["figures"]
        if len(figures) == 7 and sum(figures[:6]) != figures[6]:
            wrong.append({"row": row["label"], "expected": sum(figures[:6]), "actual": figures[6]})
    return wrong


def record_of(path, text):
    title = TITLE.search(text)
    publisher = PUBLISHER.search(text)
    tables = tables_of(text)
    return {
        "path": path,
        "year": int(title.group(2)) if title else None,
        "publisher": publisher.group(1) if publisher else title.group(1) if title else None,
        "dates": ["%s-%02d-%02d" % (y, int(m), int(d)) for y, m, d in DATE.findall(text)],
        "counts": [[verb, int(count.replace(",", ""))] for verb, count in COUNTS.findall(text)],
        "tables": tables,
        "findings": wrong_sums(tables.get("requests", [])),
    }


def files_of(folder):
    for directory, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield os.path.join(directory, name)


def main():
    write = sys.stdout.write
    for path in files_of(sys.argv[1]):
        with open(path, encoding="utf-8") as file:
            record = record_of(path, file.read())
        write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
