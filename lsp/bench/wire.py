"""An editor's side of the wire, for the measurements. Only Python's own library."""

import json
import os
import pathlib
import queue
import random
import subprocess
import threading
import time

CAN = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {"publishDiagnostics": {"versionSupport": True, "relatedInformation": True, "dataSupport": True}},
}


class Server:
    def __init__(self, command, options=None):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.published, self.answers, self.id = queue.Queue(), queue.Queue(), 0
        threading.Thread(target=self.read, daemon=True).start()
        root = pathlib.Path.cwd().as_uri()
        params = {"processId": os.getpid(), "rootUri": root, "capabilities": CAN, "initializationOptions": options or {}}
        self.request("initialize", params)
        self.notify("initialized", {})

    def read(self):
        out = self.process.stdout
        while True:
            length = 0
            while line := out.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                return
            body = out.read(length)
            # Before Python takes it apart: that is the editor's time and not the server's.
            now = time.perf_counter()
            message = json.loads(body)
            if message.get("method") == "textDocument/publishDiagnostics":
                self.published.put((now, message["params"]))
            elif "method" in message and "id" in message:
                self.send({"id": message["id"], "result": None})
            elif "id" in message:
                self.answers.put(message)

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def request(self, method, params, wait=60):
        self.id += 1
        self.send({"id": self.id, "method": method, "params": params})
        while True:
            answer = self.answers.get(timeout=wait)
            if answer["id"] == self.id:
                return answer.get("result")

    def open(self, uri, text):
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "plaintext", "version": 1, "text": text}})

    def insert(self, uri, version, line, character, text):
        place = {"line": line, "character": character}
        change = {"range": {"start": place, "end": place}, "text": text}
        self.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]})

    def shown(self, uri, version, since, wait=60):
        """When the diagnostics of a version came; a server that sends no versions is taken at its next word."""
        end = time.perf_counter() + wait
        while True:
            now, params = self.published.get(timeout=max(0.001, end - time.perf_counter()))
            of = params.get("version")
            if params["uri"] == uri and (now >= since if of is None else of >= version):
                return now, params

    def status(self, key):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith(key + ":"):
                return int(line.split()[1]) / 1024
        return 0.0

    def stop(self):
        try:
            self.request("shutdown", None, 10)
            self.notify("exit", None)
            return self.process.wait(10)
        finally:
            self.process.kill()


def note(size):
    """A note of a size, made of the project's invented ones."""
    corpus = pathlib.Path(__file__).resolve().parents[2] / "tests" / "corpus"
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(corpus.glob("*.txt")))
    return (text * (size // len(text.encode()) + 1)).encode()[:size].decode("utf-8", "ignore")


def seeded(seed):
    return random.Random(seed)
