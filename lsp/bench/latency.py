#!/usr/bin/env python3
"""From a key press to the diagnostics: latency.py [NAME=COMMAND ...]

Types 200 characters into the middle of notes of 2 KB, 100 KB and 1 MB, each after the answer to the one before, and prints
the median, 95th and 99th percentile in milliseconds, and the memory. Without arguments it measures target/release/casenote-lsp;
name other servers to have them in the same run: latency.py casenote=target/release/casenote-lsp typos=typos-lsp
"""

import shlex
import sys
import time

from wire import Server, note

EDITS = 200
SIZES = [("2 KB", 2_000), ("100 KB", 100_000), ("1 MB", 1_000_000)]
TYPED = "mum was hostile and the the worker said that teh plan failed to engage her. "


def percentile(times, part):
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def measure(command, size):
    text = note(size)
    lines = text.split("\n")
    at = next(number for number in range(len(lines) // 2, len(lines)) if len(lines[number]) > 40)
    column = lines[at].index(" ", 20) if " " in lines[at][20:] else len(lines[at])
    column = len(lines[at][:column].encode("utf-16-le")) // 2
    server = Server(command)
    uri = "file:///tmp/note.txt"
    began = time.perf_counter()
    server.open(uri, text)
    first, params = server.shown(uri, 1, began)
    times = []
    for number in range(EDITS):
        # What a server without versions says late of the edit before is not of this one.
        time.sleep(0.02)
        while not server.published.empty():
            server.published.get()
        since = time.perf_counter()
        server.insert(uri, number + 2, at, column, TYPED[number % len(TYPED)])
        column += 1
        now, params = server.shown(uri, number + 2, since)
        times.append((now - since) * 1000)
    memory = server.status("VmHWM")
    server.stop()
    return times, (first - began) * 1000, len(params["diagnostics"]), memory


def main():
    servers = [one.split("=", 1) for one in sys.argv[1:]] or [("casenote", "target/release/casenote-lsp")]
    print(f"{'server':12} {'note':8} {'first':>8} {'p50':>8} {'p95':>8} {'p99':>8} {'findings':>9} {'MB':>7}")
    for label, size in SIZES:
        for name, command in servers:
            times, first, found, memory = measure(shlex.split(command), size)
            p50, p95, p99 = (percentile(times, part) for part in (0.5, 0.95, 0.99))
            print(f"{name:12} {label:8} {first:8.1f} {p50:8.1f} {p95:8.1f} {p99:8.1f} {found:9} {memory:7.1f}", flush=True)


if __name__ == "__main__":
    main()
