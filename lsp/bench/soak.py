#!/usr/bin/env python3
"""Does it last? soak.py [SERVER] [MINUTES]

Opens 500 notes, edits them at random for some minutes, asks for everything else on the way, calls some of it off, and
watches the memory; then kills a server, sends one garbage and one half a message. Fails if memory grows on and on, if an
answer does not come, or if a process does not end.
"""

import subprocess
import sys
import time

from wire import Server, note, seeded

NOTES = 500
PIECES = ["Mum was hostile. ", "🙂", "e\u0301", "\r\n", "\r", "\n", "failed to engage ", "in order to ", "“I miss nan.” "]
ASKED = ["textDocument/semanticTokens/full", "textDocument/documentSymbol", "textDocument/foldingRange"]


def edit(server, random, versions):
    number = random.randrange(NOTES)
    uri = f"file:///notes/{number}.txt"
    versions[number] += 1
    start = {"line": random.randrange(40), "character": random.randrange(60)}
    removed = random.randrange(3) == 0
    end = {**start, "character": start["character"] + random.randrange(30)} if removed else start
    text = "" if removed else random.choice(PIECES)
    change = {"range": {"start": start, "end": end}, "text": text}
    server.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": versions[number]}, "contentChanges": [change]})
    return uri, versions[number]


def last(command, minutes):
    random = seeded(1)
    server = Server(command, {"quietAtCaret": False})
    texts = [note(1500 + number) for number in range(NOTES)]
    versions = [1] * NOTES
    for number, text in enumerate(texts):
        server.open(f"file:///notes/{number}.txt", text)
    settled, end, count, memory = None, time.time() + minutes * 60, 0, []
    while time.time() < end:
        for _ in range(200):
            uri, version = edit(server, random, versions)
            count += 1
        since = time.perf_counter()
        server.shown(uri, version, since)
        while not server.published.empty():
            server.published.get()
        server.request(random.choice(ASKED), {"textDocument": {"uri": uri}})
        # One that is called off at once.
        server.id += 1
        server.send({"id": server.id, "method": ASKED[0], "params": {"textDocument": {"uri": uri}}})
        server.notify("$/cancelRequest", {"id": server.id})
        # Notes do not grow for ever either: now and then one is written anew, closed and opened.
        number = random.randrange(NOTES)
        server.notify("textDocument/didClose", {"textDocument": {"uri": f"file:///notes/{number}.txt"}})
        server.open(f"file:///notes/{number}.txt", texts[number])
        versions[number] = 1
        memory.append(server.status("VmRSS"))
    early, late = max(memory[: len(memory) // 2]), max(memory[len(memory) // 2 :])
    print(f"{count} edits of {NOTES} open notes in {minutes} minutes; memory {early:.0f} MB in the first half, {late:.0f} MB in the second")
    assert late < early * 1.25 + 8, "memory grows"
    assert server.stop() == 0, "a clean end"


def faults(command):
    server = Server(command)
    server.process.kill()
    server.process.wait(10)
    for bytes in (b"\x00\xff garbage\r\n\r\n", b"Content-Length: 5\r\n\r\n{bad}", b"Content-Length: 900\r\n\r\n{\"jsonrpc\""):
        broken = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        broken.communicate(bytes, timeout=20)
    print("killed, garbage, half a message: every process ended")


def main():
    command = [sys.argv[1] if len(sys.argv) > 1 else "target/release/casenote-lsp"]
    faults(command)
    last(command, float(sys.argv[2]) if len(sys.argv) > 2 else 10)


if __name__ == "__main__":
    main()
