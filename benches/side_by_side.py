#!/usr/bin/env python3
"""What a whole report costs, beside pm4py and samplepath: CPU time and memory of whole processes.

usage: PYTHON benches/side_by_side.py SHARED [ANDON] [CARDS]

PYTHON   an interpreter that has pm4py, samplepath and pandas (pip install pm4py samplepath pandas)
SHARED   a folder whose bench/ holds gen_board_log.py, pm_bench.py and sp_lib.py
ANDON    the program [default: target/release/andon, made by cargo build --release]
CARDS    how many cards the log has [default: 100000]

All read the same log of the same cards. Each gets it in the form it takes: pm4py the transitions as
CSV, samplepath one interval a card, made of them here, andon a board file that it imported before.
A measurement is a whole process, from start to exit: imports, load, every measure, output. andon
loads all cards each time; it then measures the 30 days that a report is of unless told otherwise
(and the 30 days before them), or all 34 years of the log. Of these the JSON names every finished
card and is longer than the log. CPU time is user + system as the kernel counts it for the process
and its children; memory is the largest resident set. Runs are interleaved, so that a machine that is
busy for a while is so for all.
"""
import csv, os, pathlib, statistics, subprocess, sys, tempfile

RUNS = 5
COLUMNS = "Backlog:backlog,Ready:queue,Dev:active,Review:queue,Test:active,Done:done"
# The log begins here; it ends with its last arrival.
BEGIN = "2020-01-01"


def measured(command, out):
    """User + system seconds and peak MiB of a process."""
    with open(out, "w") as sink:
        process = subprocess.Popen(command, stdout=sink, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"exit code {process.returncode}: {' '.join(map(str, command))}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def intervals(log, out):
    """From the first column that is no backlog to the last entry into Done, or to the abandonment."""
    started, ended, last = {}, {}, ""
    with open(log, newline="") as rows:
        for row in csv.DictReader(rows):
            card, last = row["card"], row["ts"]
            if row["to"] not in ("Backlog", "Abandoned"):
                started.setdefault(card, last)
            if row["to"] in ("Done", "Abandoned"):
                ended[card] = last
            elif row["from"] == "Done":
                del ended[card]
    with open(out, "w") as file:
        file.write("start_ts,end_ts\n")
        file.writelines(f"{start},{ended.get(card, '')}\n" for card, start in started.items())
    return last


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    bench = pathlib.Path(sys.argv[1]) / "bench"
    home = pathlib.Path(__file__).resolve().parent.parent
    andon = sys.argv[2] if len(sys.argv) > 2 else home / "target/release/andon"
    cards = sys.argv[3] if len(sys.argv) > 3 else "100000"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        log, spans, board = folder / "log.csv", folder / "spans.csv", folder / "log.board.json"
        subprocess.run([sys.executable, bench / "gen_board_log.py", cards, log], check=True)
        end = intervals(log, spans)
        events = sum(1 for _ in open(log)) - 1
        subprocess.run(
            [andon, "import", log, "--board", board, "--columns", COLUMNS, "--by", "bench"],
            check=True, stdout=subprocess.DEVNULL,
        )
        report = [andon, "--board", board, "report", "--now", end]
        commands = {
            "pm4py": [sys.executable, bench / "pm_bench.py", log],
            "samplepath": [sys.executable, bench / "sp_lib.py", spans],
            "andon, 30 days": [*report, "--format", "json"],
            "andon, all": [*report, "--from", BEGIN],
            "andon, all, JSON": [*report, "--from", BEGIN, "--format", "json"],
        }
        runs = {name: [] for name in commands}
        for _ in range(RUNS):
            for name, command in commands.items():
                runs[name].append(measured(command, folder / "out"))
        sizes = f"board {board.stat().st_size / 2**20:.0f} MiB, log {log.stat().st_size / 2**20:.0f} MiB"
    print(f"{cards} cards, {events} transitions; {sizes}; median of {RUNS} interleaved runs")
    medians = {name: [statistics.median(column) for column in zip(*of)] for name, of in runs.items()}
    peer = min(medians["pm4py"][0], medians["samplepath"][0])
    print(f"{'':18}{'CPU s':>8}{'range':>16}{'peak MiB':>10}{'of the faster peer':>22}")
    for name, (cpu, peak) in medians.items():
        low, high = min(runs[name])[0], max(runs[name])[0]
        ratio = f"1/{peer / cpu:.1f}" if name.startswith("andon") else f"{cpu / peer:.2f}"
        print(f"{name:18}{cpu:8.3f}{f'{low:.3f}-{high:.3f}':>16}{peak:10.1f}{ratio:>22}")


main()
