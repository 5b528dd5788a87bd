#!/usr/bin/env python3
"""What the screen costs, measured from outside through a pseudo-terminal: the first frame, memory, the
time from a key to its frame, bytes a frame, and what an idle screen takes.

usage: [CARDS=1000,10000,100000] python3 benches/on_a_terminal.py [ANDON] [PEER]

ANDON    the program [default: target/release/andon, made by cargo build --release]
PEER     the program of the crate kanban-cli, to be run side by side (cargo install kanban-cli)

Each board has half of its cards in the first column, a tenth in the second and the rest in the last.
andon's has the history of every card (three to five events), the peer's one record a card: that is what each of them keeps.
Boards are made here and not timed. Runs of the two are interleaved. A frame begins with the key and
ends with the last byte that is written before the terminal is silent for 40 ms (andon's frames say
where they end; the peer's do not). Idle is ten seconds without a key.

Both are timed at the keys that move the cursor; andon also at the work of KINDS, on a board where
every card has a label and somebody on it. What takes longer than a frame may is shown later, and
"at rest" says when: the last byte before those 40 ms. Held keys come 30 times a second and wait for nothing.
"""
import fcntl, json, os, pathlib, pty, random, re, select, signal, statistics, struct, subprocess, sys, tempfile
import termios, time, uuid

ROWS, COLUMNS = 40, 140
RUNS = 9
KEYS = 600
SILENT = 0.04
TICK = os.sysconf("SC_CLK_TCK")
FRAME_ENDS = b"\x1b[?2026l"
HELD = 1 / 30

PEOPLE = ["ann", "jon", "li", "maria", "tomas", "yuki"]
LABELS = ["billing", "export", "ledger", "login", "search", "webhook"]

# Every key of each is timed; <...> is one key.
KINDS = {
    "move": "gg" + "LH" * 15,
    "undo": "gg" + "L" * 10 + "u" * 10 + "U" * 5 + "u" * 5,
    "raise": "ggJJJKKK",
    "add": "aRetry the refund @jon #ledger<Enter>" * 3,
    "assign": "@, maria<Enter>#, login<Enter>" * 5,
    "filter": "/refund<Enter><Esc>" * 5 + "/@maria<Enter>jjLH<Esc>" * 3,
    "detail": "gg" + "<Enter>jjk<Esc>j" * 10,
    "form": "f<Down><Down>x<Esc><Esc>" * 5,
    "help": "?jjundo<Esc>" * 5,
    "palette": ":move<Esc>" * 10,
    "metrics": "mmm" + "]" * 10 + "m" * 5,
    "lanes": ("zlassignee<Enter>jjlhLH" + "zllabel<Enter>jjlhLH" + "zlnone<Enter>") * 2,
    "look": "zdzdzdzdzczozzzzzazaztzt",
    "travel": "t" + "[" * 20 + "{{((<Home><End>t",
    "feed": ("ga" + "j" * 10 + "<PageDown><Esc>") * 2,
    "go to": "girefu<Enter>" * 5,
    "select": "gg<Space><Space><Space>L<Esc>u" * 2 + "<C-a>jjk<Esc>" * 2 + "ggvGkk<Esc>",
    "settings": ",jjl<Tab>j<Esc>" * 3,
}
NAMED = {
    "<Enter>": b"\r", "<Esc>": b"\x1b", "<Tab>": b"\t", "<Space>": b" ", "<Up>": b"\x1b[A", "<Down>": b"\x1b[B",
    "<PageDown>": b"\x1b[6~", "<Home>": b"\x1b[H", "<End>": b"\x1b[F", "<C-a>": b"\x01",
}


def title(nth):
    words = ["Retry", "webhook", "refund", "invoice", "timeout", "ledger", "export", "search", "limit", "queue"]
    return f"Card {nth:06} {words[nth % 10]} {words[nth // 10 % 10]} {words[nth // 100 % 10]}"


def column_of(nth, cards):
    return 0 if nth < cards // 2 else 1 if nth < cards * 6 // 10 else 2


def andon_board(andon, path, cards):
    """A log, imported: what is done has been through every column."""
    columns, log = ["Ready", "Doing", "Done"], path.with_suffix(".csv")
    rows = []
    for nth in range(cards):
        at = 1_700_000_000 + nth * 60
        for step in range(column_of(nth, cards) + 1):
            stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at + step * 86_400))
            rows.append((stamp, title(nth), columns[step - 1] if step else "", columns[step]))
    rows.sort()
    with open(log, "w") as out:
        out.write("card,ts,from,to\n")
        out.writelines(f"{card},{stamp},{before},{after}\n" for stamp, card, before, after in rows)
    subprocess.run(
        [andon, "import", log, "--board", path, "--columns", "Ready:queue,Doing:active,Done:done", "--by", "bench"],
        check=True, stdout=subprocess.DEVNULL,
    )
    choice = random.Random(3)
    with_names = lambda row: f'{row[1]},"labels":["{choice.choice(LABELS)}"],"who":["{choice.choice(PEOPLE)}"]'
    path.write_text(re.sub(r'("do":"add".*"title":"[^"]*")', with_names, path.read_text()))


def peer_board(peer, path, cards):
    """A board of three cards made by the peer itself, its cards copied."""
    run = lambda *args: subprocess.run([peer, path, *args], check=True, stdout=subprocess.DEVNULL)
    run("init")
    run("board", "create", "--name", "Team", "--with-default-columns")
    for column in ["TODO", "Doing", "Complete"]:
        run("card", "create", "--board", "Team", "--column", column, "--title", "x")
    board = json.loads(path.read_text())
    data = board["data"]
    of_column = data["cards"]
    data["cards"] = [
        {**of_column[column_of(nth, cards)], "id": str(uuid.UUID(int=random.getrandbits(128), version=4)),
         "card_number": nth + 1, "position": nth, "title": title(nth)}
        for nth in range(cards)
    ]
    data["prefixes"][0]["card_counter"] = cards
    data["boards"][0]["task_list_view"] = "ColumnView"
    path.write_text(json.dumps(board))


class Session:
    """A program on a terminal of its own."""

    def __init__(self, command, home):
        self.begun = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            env = {**os.environ, "TERM": "xterm-256color", "HOME": str(home), "COLORTERM": "truecolor"}
            for name in ["NO_COLOR", "TMUX", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"]:
                env.pop(name, None)
            os.execvpe(str(command[0]), [str(part) for part in command], env)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.seen = b""

    def read(self, wait):
        """What comes within `wait` seconds, or nothing."""
        if not select.select([self.fd], [], [], wait)[0]:
            return b""
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return b""
        # Programs that ask the terminal where its cursor is wait for the answer.
        if b"\x1b[6n" in data:
            os.write(self.fd, b"\x1b[1;1R")
        if b"\x1b[c" in data:
            os.write(self.fd, b"\x1b[?62;c")
        return data

    def until(self, words, limit=60):
        """Seconds from the start to the last byte of the first frame that shows `words`."""
        while time.perf_counter() - self.begun < limit:
            data = self.read(1)
            at = time.perf_counter() - self.begun
            self.seen += data
            if words in re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", self.seen):
                self.quiet()
                return at
        raise SystemExit(f"{words} did not come: {self.seen[-2000:]!r}")

    def quiet(self, wait=0.3):
        while self.read(wait):
            pass

    def press(self, key):
        """Seconds to the frame of a key, and its bytes. A key that changes nothing has no frame."""
        begun = time.perf_counter()
        os.write(self.fd, key)
        data, at = b"", begun
        while True:
            more = self.read(SILENT)
            if not more:
                return (at - begun, len(data)) if data else None
            at, data = time.perf_counter(), data + more
            if data.endswith(FRAME_ENDS):
                return at - begun, len(data)

    def rest(self, begun):
        """Seconds from `begun` to the last byte before the terminal is silent, if any comes."""
        at = None
        while self.read(SILENT):
            at = time.perf_counter() - begun
        return at

    def status(self, name):
        text = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(rf"{name}:\s+(\d+)", text)[1]) / 1024

    def ticks(self):
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def first_frames(programs, words, home):
    """Median seconds to the first frame and megabytes then, of each program, run in turn."""
    runs = {name: [] for name in programs}
    for _ in range(RUNS):
        for name, (command, keys) in programs.items():
            session = Session(command, home)
            took = session.until(words[name])
            runs[name].append((took, session.status("VmRSS"), session.status("VmHWM")))
            session.end()
    return {name: [statistics.median(column) for column in zip(*of)] for name, of in runs.items()}


def keys(command, words, home, opening):
    session = Session(command, home)
    session.until(words)
    for key in opening:
        session.press(key)
        session.quiet()
    choice = random.Random(7)
    took = []
    for _ in range(KEYS):
        answer = session.press(choice.choice([b"j", b"j", b"j", b"k", b"l", b"h", b"G", b"\x1b[6~"]))
        if answer:
            took.append(answer)
        session.read(0.002)
    session.quiet(1)
    ticks, idle = session.ticks(), 0
    until = time.perf_counter() + 10
    while time.perf_counter() < until:
        idle += len(session.read(max(0.0, until - time.perf_counter())))
    ticks = session.ticks() - ticks
    rss = session.status("VmRSS")
    session.end()
    return took, ticks, idle, rss


def work(command, words, home):
    """For each kind of work its keys: the key, seconds to its frame, bytes, seconds until all is at rest."""
    session = Session(command, home)
    session.until(words)
    session.quiet(1)
    told = {}
    for kind, keys in KINDS.items():
        told[kind] = []
        for key in re.findall(r"<[^>]+>|.", keys):
            begun = time.perf_counter()
            answer = session.press(NAMED.get(key, key.encode()))
            rest = session.rest(begun)
            if answer:
                told[kind].append((key, *answer, rest or answer[0]))
        session.quiet()
    session.press(b"0")
    for kind, keys in {"move held": "LH" * 30, "undo held": "u" * 60}.items():
        told[kind] = []
        for key in keys:
            begun = time.perf_counter()
            answer = session.press(key.encode())
            if answer:
                told[kind].append((key, *answer, answer[0]))
            time.sleep(max(0.0, begun + HELD - time.perf_counter()))
        session.quiet(1)
    session.end()
    return told


def at(of, share):
    of = sorted(of)
    return of[min(len(of) - 1, int(share * len(of)))]


def work_told(cards, told):
    for kind, keys in {**told, "all": [key for of in told.values() for key in of]}.items():
        times, rests = [1000 * key[1] for key in keys], [1000 * key[3] for key in keys]
        slowest = max(keys, key=lambda key: key[1])
        print(
            f"{kind:10}{cards:>7} cards: key to frame p50 {at(times, .5):6.2f}  p95 {at(times, .95):6.2f}  p99 {at(times, .99):6.2f}"
            f"  max {max(times):6.2f} ms at {slowest[0]} of {len(times):3}; at rest p50 {at(rests, .5):6.1f}  max {max(rests):6.1f} ms;"
            f" bytes p50 {at([key[2] for key in keys], .5)}  max {max(key[2] for key in keys)}"
        )


def told(name, cards, measured):
    took, ticks, idle, rss = measured
    times, bytes_ = [1000 * seconds for seconds, _ in took], [count for _, count in took]
    print(
        f"{name:8}{cards:>8} cards: key to frame p50 {at(times, .5):.2f}  p95 {at(times, .95):.2f}  p99 {at(times, .99):.2f}"
        f"  max {max(times):.2f} ms of {len(times)}; bytes p50 {at(bytes_, .5)}  p95 {at(bytes_, .95)}  max {max(bytes_)};"
        f" idle 10 s: {ticks} ticks of 1/{TICK} s, {idle} bytes; {rss:.0f} MB"
    )


def main():
    home = pathlib.Path(__file__).resolve().parent.parent
    andon = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else home / "target/release/andon").resolve()
    peer = sys.argv[2] if len(sys.argv) > 2 else None
    random.seed(1)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for cards in [int(cards) for cards in os.environ.get("CARDS", "1000,10000,100000").split(",")]:
            own = folder / f"{cards}.board.json"
            andon_board(andon, own, cards)
            programs, words = {"andon": ([andon, "--no-report", "--board", own], [])}, {"andon": b"Card 000"}
            if peer and cards <= 10_000:
                theirs = folder / f"{cards}.json"
                peer_board(peer, theirs, cards)
                programs["peer"], words["peer"] = ([peer, theirs], []), b"Card 000"
            frames = first_frames(programs, words, folder)
            for name, (seconds, rss, peak) in frames.items():
                print(f"{name:8}{cards:>8} cards: first frame {1000 * seconds:.0f} ms, {rss:.0f} MB then, peak {peak:.0f} MB")
            if "peer" in frames:
                ratio = [a / b for a, b in zip(frames["andon"], frames["peer"])]
                print(f"ratio   {cards:>8} cards: first frame {ratio[0]:.2f} of the peer's, memory {ratio[1]:.2f}, peak {ratio[2]:.2f}")
            for name, (command, opening) in programs.items():
                told(name, cards, keys(command, words[name], folder, opening))
            work_told(cards, work(programs["andon"][0], words["andon"], folder))
            sys.stdout.flush()


main()
