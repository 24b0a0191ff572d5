"""Puts the pages of the site together: those in src/, a page for each rule, and tables of the recording policy."""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tomllib

HERE = pathlib.Path(__file__).parent
BOOK = HERE / "book"
PAGES = [
    ("What it is", "index.md"),
    ("For workers", "workers.md"),
    ("For auditors", "auditors.md"),
    ("For trainers", "trainers.md"),
    ("For engineers", "engineers.md"),
    ("The policy, and the rules that keep it", "policy-map.md"),
    ("What each kind of note is asked for", "kinds.md"),
    ("Time limits", "time-limits.md"),
    ("Every rule", "rules.md"),
]
# What an example of a rule's page shows; the page's own words are for its tests.
EXAMPLES = {
    "flag": "Raised:",
    "clean": "Left as it is:",
    "known-miss": "Missed today:",
    "known-false-alarm": "Raised today, and should not be:",
}
FORMATS = {"html": "HTML", "markdown": "Markdown"}


def main(casenote):
    def run(*arguments):
        return subprocess.run([casenote, *arguments], check=True, capture_output=True, encoding="utf-8").stdout

    rules = sorted(rule["name"] for rule in json.loads(run("rules", "--format", "json")))
    policy = tomllib.loads((HERE / "../policies/rochdale.toml").read_text("utf-8"))
    shutil.rmtree(BOOK, ignore_errors=True)
    BOOK.mkdir()
    added = {
        "rules.md": run("rules", "--format", "markdown"),
        "kinds.md": kinds(policy),
        "time-limits.md": time_limits(policy),
    }
    shutil.copy(HERE / "src/site.css", BOOK)
    for page in sorted((HERE / "src").glob("*.md")):
        text = page.read_text("utf-8") + added.get(page.name, "")
        (BOOK / page.name).write_text(linked(text, rules), "utf-8")
    unnamed = [rule for rule in rules if f"`{rule}`" not in (HERE / "src/policy-map.md").read_text("utf-8")]
    if unnamed:
        sys.exit(f"docs/src/policy-map.md: no statement of the policy leads to {', '.join(unnamed)}; name each rule beside its statement")
    groups = {}
    for rule in rules:
        groups.setdefault(rule.split("/")[0], []).append(rule)
        page = BOOK / "rules" / f"{rule}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(examples(run("explain", rule)), "utf-8")
    lines = ["INHERIT: mkdocs.yml", "nav:"] + [f"  - {json.dumps(title)}: {page}" for title, page in PAGES]
    for group, members in groups.items():
        lines += [f"  - {json.dumps('Rules: ' + group)}:"] + [f"      - {rule}: rules/{rule}.md" for rule in members]
    (HERE / "book.yml").write_text("\n".join(lines) + "\n", "utf-8")


def linked(text, rules):
    """Makes links of the names of rules; one that no rule has is a link that leads nowhere, which fails the build."""
    groups = "|".join(sorted({rule.split("/")[0] for rule in rules}))
    fenced = re.split(r"(?ms)(^(`{3,}).*?^\2`*$)", text)
    # The parts that the pattern found stand behind those between them: text, fence, marks of the fence.
    for index in range(0, len(fenced), 3):
        fenced[index] = re.sub(rf"(?<!\[)`((?:{groups})/[a-z-]+)`", r"[`\1`](rules/\1.md)", fenced[index])
    return "".join(part for index, part in enumerate(fenced) if index % 3 != 2)


def examples(page):
    def head(match):
        expect, *others = match[1].split()
        said = "".join(f" ({FORMATS.get(other, other)})" for other in others)
        return f"{EXAMPLES[expect].removesuffix(':')}{said}:\n\n```text"

    return re.sub(r"(?m)^```note (.+)$", head, page)


def kinds(policy):
    elements = policy["elements"]
    out = []
    for kind, told in policy["kinds"].items():
        asks = [(element, "") for element in told.get("asks", [])] + [(element, " (for information)") for element in told.get("may-ask", [])]
        out.append(f"\n## {told['name'][:1].upper()}{told['name'][1:]}\n\n`casenote new {kind}`\n")
        if asks:
            out.append("\n| heading | what it tells | why |\n|---|---|---|\n")
            for element, applies in asks:
                one = elements[element]
                out.append(f"| {one['heading']} | {one['name']}{applies} | {one['why']} |\n")
        else:
            out.append("\nNothing more than the day, what happened and who wrote it.\n")
    return "".join(out)


# Events that are no noun in the policy's file.
EVENTS = {
    "accommodated": "the child came into care",
    "becoming-looked-after": "the child came into care",
    "birth": "birth (at 16 years and 3 months)",
    "known": "it was known",
    "previous": "the last one",
    "receipt": "it was received",
    "recorded": "it was recorded",
    "sent": "it was sent",
}
UNITS = {"hours": "hour", "days": "day", "working-days": "working day", "weeks": "week", "months": "month"}


def time_limits(policy):
    out = ["\n| what | document | within |\n|---|---|---|\n"]
    for limit in policy["timescales"]:
        readings = []
        for reading in limit["readings"]:
            side = "after" if "after" in reading else "before"
            event = EVENTS.get(reading[side], "the " + reading[side].replace("-", " "))
            unit = next((unit for unit in UNITS if unit in reading), None)
            amount = f"{reading[unit]} {UNITS[unit]}{'' if reading[unit] == 1 else 's'}" if unit else "at once"
            part = f" ({reading['part']})" if "part" in reading else ""
            readings.append(f"{amount} {side} {event}{part}")
        condition = f", where {limit['when']}" if "when" in limit else ""
        again = ", and again each time" if limit.get("repeats") else ""
        out.append(f"| {limit['process']} | {limit['document']} | {'; or '.join(readings)}{condition}{again} |\n")
    return "".join(out)


main(*sys.argv[1:])
