#!/usr/bin/env python3
"""Times casenote beside other linters over the same invented notes, in one run.

    cargo build --release && python3 benches/peers.py [--notes 10000] [--rounds 5] [--peer NAME='COMMAND {}'] ...

Rounds are interleaved, so that what else the machine does hits all alike; medians are printed. MB/s a core is of CPU time
(user and system), so it does not depend on how many threads a program starts. `typos` is taken from the path if it is there
(`cargo install typos-cli`, or `pip install typos`); it checks spelling only. Standard library only, no network.
"""
import argparse, os, shlex, shutil, statistics, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def once(command):
    """CPU seconds, wall seconds and peak MiB of one run."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1, 2):
        sys.exit(f"{command[0]} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def size(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)


def measure(title, path, tools, rounds):
    """A table of tools over one input, and their medians."""
    runs = {name: [] for name in tools}
    for name, command in tools.items():
        once(shlex.split(command.replace("{}", path)))
    for _ in range(rounds):
        for name, command in tools.items():
            runs[name].append(once(shlex.split(command.replace("{}", path))))
    total = size(path) / 1e6
    print(f"\n### {title}: {total:.2f} MB\n\n| tool | CPU s | wall s | MB/s a core | MB/s | peak MiB |\n|---|---|---|---|---|---|")
    medians = {name: [statistics.median(column) for column in zip(*values)] for name, values in runs.items()}
    for name, (cpu, wall, peak) in medians.items():
        print(f"| {name} | {cpu:.3f} | {wall:.3f} | {total / cpu:.1f} | {total / wall:.1f} | {peak:.0f} |", flush=True)
    return medians


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--casenote", default=os.path.join(ROOT, "target", "release", "casenote"))
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND", help="another tool; {} is the input")
    parser.add_argument("--keep", metavar="FOLDER", help="make the notes here and keep them")
    options = parser.parse_args()
    folder = options.keep or tempfile.mkdtemp(prefix="casenote-bench-")
    make = [os.path.join(ROOT, "target", "release", "examples", "corpus")]
    if not os.path.exists(make[0]):
        make = ["cargo", "run", "--release", "-q", "--example", "corpus", "--"]
    for name, notes in (("one", options.notes), ("ten", options.notes * 10)):
        if not os.path.exists(os.path.join(folder, name)):
            subprocess.run([*make, os.path.join(folder, name), str(notes)], check=True, cwd=ROOT)
    one, ten = (os.path.join(folder, name, "notes") for name in ("one", "ten"))
    check = f"{options.casenote} check {{}} --no-progress --fail-on never"
    peers = dict(peer.split("=", 1) for peer in options.peer)
    if shutil.which("typos"):
        peers = {"typos": "typos --format brief --color never -j 1 {}", **peers}
    short = measure("start-up: one short note", os.path.join(folder, "one", "short.txt"), {"casenote": check, **peers}, options.rounds * 4)
    many = measure(f"{options.notes:,} notes", one, {"casenote -j1": check + " --jobs 1", "casenote -j2": check + " --jobs 2", **peers}, options.rounds)
    more = measure(f"{options.notes * 10:,} notes", ten, {"casenote -j1": check + " --jobs 1"}, max(2, options.rounds // 2))
    print(f"\ntwo cores against one: {many['casenote -j1'][1] / many['casenote -j2'][1]:.2f} times as fast")
    print(f"ten times the notes: {more['casenote -j1'][1] / many['casenote -j1'][1]:.2f} times the time, "
          f"{more['casenote -j1'][2] / many['casenote -j1'][2]:.2f} times the memory")
    for name in peers:
        print(f"against {name}: {many[name][0] / many['casenote -j1'][0]:.2f} times as fast over many notes, "
              f"start-up {short['casenote'][1] / short[name][1]:.2f} of its time")
    if not options.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
