#!/usr/bin/env python3
"""Checks notes with PySpark: each partition is piped through one `casenote`, and the findings come back as rows.

    python3 examples/spark.py notes.jsonl findings [--casenote PATH] [--partitions N]

`notes.jsonl` has one object a line, with at least `id` and `text`; `child` keeps the notes of one child in one partition, so that
copies among them are found. `findings` is a folder of JSON Lines: note, rule, severity, place and message, and never the note's words.
"""

import argparse
import json

from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notes")
    parser.add_argument("findings")
    parser.add_argument("--casenote", default="casenote", help="the program, on every worker")
    parser.add_argument("--partitions", type=int, default=0, help="how many processes share the notes [default: Spark's]")
    return parser.parse_args()


def findings(line):
    """The findings of one note; of a line that could not be read, that."""
    note = json.loads(line)
    if "error" in note:
        return [(None, "error", None, None, None, None, note["error"])]
    return [
        (note.get("id"), found["rule"], found["severity"], found["line"], found["start"], found["end"], found["message"])
        for found in note["findings"]
    ]


def main():
    asked = arguments()
    spark = SparkSession.builder.appName("casenote").getOrCreate()
    notes = spark.read.json(asked.notes)
    if "child" in notes.columns:
        key = F.coalesce(F.col("child"), F.col("id"))
        notes = notes.repartition(asked.partitions, key) if asked.partitions else notes.repartition(key)
    elif asked.partitions:
        notes = notes.repartition(asked.partitions)
    command = [asked.casenote, "check", "-", "--stdin-name", "notes.jsonl", "--format", "jsonl", "--fail-on", "never", "--jobs", "1"]
    # Spark splits the command at spaces, so a path with spaces in it needs quotes.
    piped = notes.toJSON().pipe(" ".join(f"'{part}'" if " " in part else part for part in command))
    columns = "id string, rule string, severity string, line int, start int, end int, message string"
    rows = spark.createDataFrame(piped.flatMap(findings), columns)
    rows.write.mode("overwrite").json(asked.findings)
    spark.stop()


if __name__ == "__main__":
    main()
