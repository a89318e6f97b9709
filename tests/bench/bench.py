"""Runs the programs of scripts/bench and prints the tables of docs/performance.md in Markdown. Python's standard
library alone. Every round runs each program once, so that what else the machine does falls on all of them alike."""
import argparse
import contextlib
import io
import json
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
YARDSTICK = "Python script"


class Run:
    """One run of a program: seconds by the clock and by the processor, and the most memory that it had at once."""

    def __init__(self, command, accepted=(0,)):
        with open(os.devnull, "r+b") as null, tempfile.TemporaryFile() as errors:
            begin = time.perf_counter()
            process = subprocess.Popen(command, stdin=null, stdout=null, stderr=errors)
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds = time.perf_counter() - begin
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in accepted:
                errors.seek(0)
                sys.exit("scripts/bench: %s\nexit status %d\n%s"
                         % (" ".join(command), process.returncode, errors.read(4000).decode(errors="replace")))
        self.processor_seconds = usage.ru_utime + usage.ru_stime
        # A child begins with the memory of who started it, so that less than this program has cannot be known.
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self.megabytes = usage.ru_maxrss / 1024 if usage.ru_maxrss > own else None


class Program:
    def __init__(self, name, command, prepare=None, accepted=(0,)):
        self.name = name
        self.command = command
        self.prepare = prepare
        self.accepted = accepted
        self.runs = []

    def run(self):
        if self.prepare:
            self.prepare()
        self.runs.append(Run(self.command, self.accepted))

    def median(self):
        return statistics.median(run.seconds for run in self.runs)

    def least(self):
        return min(run.seconds for run in self.runs)

    def processor(self):
        return statistics.median(run.processor_seconds for run in self.runs)

    def memory(self):
        known = [run.megabytes for run in self.runs if run.megabytes]
        return "%.0f MB" % max(known) if known else ""


def run_rounds(programs, rounds):
    for number in range(rounds):
        for program in programs:
            if sys.stderr.isatty():
                print("round %d of %d: %s" % (number + 1, rounds, program.name), file=sys.stderr)
            program.run()


def print_table(header, rows):
    print("| " + " | ".join(header) + " |")
    print("|" + "|".join("---" if i == 0 else "---:" for i in range(len(header))) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def rounded(number):
    """Three digits: 0.0123, 4.56, 1,230."""
    if number >= 100:
        return "{:,.0f}".format(number)
    return "%.3g" % number if number < 10 else "%.1f" % number


class Bench:
    def __init__(self, options):
        self.options = options
        self.gouji = os.path.join(options.build, "gouji")
        self.maker = os.path.join(options.build, "tests", "bench", "gouji_collection")
        self.work = os.path.join(options.build, "work")
        os.makedirs(self.work, exist_ok=True)
        self.database = os.path.join(self.work, "bench.db")
        self.merged = os.path.join(self.work, "merged.db")

    # Made once and kept.
    def collection(self, files):
        folder = os.path.join(self.options.build, "collection", str(files))
        if not os.path.isdir(folder):
            unfinished = folder + ".unfinished"
            subprocess.run(["rm", "-rf", unfinished], check=True)
            os.makedirs(unfinished)
            subprocess.run([self.maker, "files", unfinished, str(files)], check=True)
            os.rename(unfinished, folder)
        return folder

    def command(self, *arguments):
        return [self.gouji, *arguments, "--quiet", "--progress", "never", "--lang", "en"]

    def extract(self, jobs, *inputs):
        return self.command("extract", "--format", "jsonl", "--jobs", str(jobs), *inputs)

    def remove_databases(self):
        for path in (self.database, self.merged, self.database + "-journal", self.merged + "-journal"):
            if os.path.exists(path):
                os.remove(path)

    def over_all(self, folder, command):
        return ["sh", "-c", 'find "$0" -type f -print0 | LC_ALL=C.UTF-8 xargs -0 ' + command, folder]

    def programs(self, folder):
        ingest = self.command("ingest", "--db", self.database, "--jobs", "2", folder)
        audit = self.command("audit", "--format", "jsonl", "--fail-on", "never", "--jobs", "1", folder)
        return [
            Program("cat", self.over_all(folder, "cat")),
            Program("iconv to UTF-16", self.over_all(folder, "iconv -f UTF-8 -t UTF-16")),
            Program("wc -m", self.over_all(folder, "wc -m")),
            Program(YARDSTICK, [sys.executable, os.path.join(HERE, "peer.py"), folder]),
            Program("gouji extract, 1 thread", self.extract(1, folder)),
            Program("gouji extract, 2 threads", self.extract(2, folder)),
            Program("gouji audit, 1 thread", audit),
            Program("gouji ingest, 2 threads, new", ingest, self.remove_databases),
            Program("gouji ingest, 2 threads, again", ingest),
            Program("gouji merge", self.command("merge", "--db", self.merged, self.database)),
        ]

    def whole(self):
        folder = self.collection(self.options.files)
        files = sum(len(names) for _, _, names in os.walk(folder))
        megabytes = megabytes_of(folder)
        Run(self.over_all(folder, "cat"))  # into the cache
        programs = self.programs(folder)
        run_rounds(programs, self.options.rounds)
        database = os.path.getsize(self.database) / 1e6
        self.remove_databases()

        yardstick = next(program for program in programs if program.name == YARDSTICK).median()
        print("### Whole programs\n")
        print("%s files, %.0f MB, %.1f kB each; %d rounds; the database has %.0f MB.\n"
              % ("{:,}".format(files), megabytes, megabytes * 1000 / files, self.options.rounds, database))
        print_table(
            ("program", "median s", "least s", "processor s", "memory", "MB/s", "files/s", "times the script's speed"),
            [(p.name, rounded(p.median()), rounded(p.least()), rounded(p.processor()), p.memory(),
              rounded(megabytes / p.median()), rounded(files / p.median()), rounded(yardstick / p.median()))
             for p in programs])

        self.estimate(files, database, {program.name: program for program in programs})

    # docs/scale.md has the formulas.
    def estimate(self, files, database, programs):
        ten_million = 10_000_000
        def core_hours(name):
            return rounded(ten_million * programs[name].processor() / files / 3600)
        print("Ten million such reports: %s core-hours for extract, %s for ingest, %s hours for merge; a database of %.0f GB.\n"
              % (core_hours("gouji extract, 1 thread"), core_hours("gouji ingest, 2 threads, new"),
                 rounded(ten_million * programs["gouji merge"].median() / files / 3600),
                 ten_million * database / files / 1000))

    def start(self):
        report = os.path.join(self.collection(100), "0", "1.txt")
        folder = os.path.join(self.work, "one")
        subprocess.run(["mkdir", "-p", folder], check=True)
        subprocess.run(["cp", report, folder], check=True)
        programs = [
            Program("python3 -c pass", [sys.executable, "-c", "pass"]),
            Program(YARDSTICK + ", one file", [sys.executable, os.path.join(HERE, "peer.py"), folder]),
            Program("gouji --version", [self.gouji, "--version"]),
            Program("gouji extract, one file", self.extract(1, report)),
        ]
        for _ in range(5 * self.options.rounds):
            for program in programs:
                program.run()
        print("### Start\n")
        print_table(("program", "median ms", "least ms", "processor ms", "memory"),
                    [(p.name, rounded(p.median() * 1e3), rounded(p.least() * 1e3), rounded(p.processor() * 1e3),
                      p.memory()) for p in programs])

    def stages(self):
        command = [os.path.join(self.options.build, "tests", "bench", "gouji_stages"), "--benchmark_format=json",
                   "--benchmark_repetitions=%d" % self.options.rounds, "--benchmark_min_time=0.2"]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        print("### Stages\n")
        print("Of one report, on one thread, by the processor's time (Google Benchmark).\n")
        medians = [stage for stage in json.loads(done.stdout)["benchmarks"] if stage.get("aggregate_name") == "median"]
        print_table(("stage", "median µs", "MB/s"),
                    [(stage["run_name"].removeprefix("stage_"), rounded(stage["cpu_time"]),
                      rounded(stage["bytes_per_second"] / 1e6) if "bytes_per_second" in stage else "")
                     for stage in medians])

    def growth(self):
        print("### Growth\n")
        self.growth_in("files", "files, 2 threads", [(size, 2, self.linked(size)) for size in self.file_counts()])
        self.growth_in("bytes of prose in one report", "prose, 1 thread",
                       [(size, 1, self.made("prose", size)) for size in (10_000, 100_000, 1_000_000, 10_000_000)])
        self.growth_in("reports in one text", "reports, 1 thread",
                       [(size, 1, self.made("reports", size)) for size in (1, 10, 100, 1000)])

    # What the reports cost when all is warm: the difference of two runs. Callgrind counts instructions, whatever else the
    # machine does.
    def profile(self):
        folder = self.collection(self.options.files)
        files = sorted(os.path.join(path, name) for path, _, names in os.walk(folder) for name in names)
        few, many = (self.instructions(files[:count]) for count in (100, 300))
        each = {function: (count - few.get(function, 0)) / 200 for function, count in many.items()}
        whole = each.pop("PROGRAM TOTALS")
        print("### Profile\n")
        print("Instructions of gouji extract for one more report: {:,.0f} thousand. Functions with what they call.\n".format(whole / 1e3))
        print_table(("function", "thousand", "share"),
                    [("`%s`" % function, rounded(count / 1e3), "%.1f %%" % (100 * count / whole))
                     for function, count in sorted(each.items(), key=lambda entry: -entry[1]) if count > 0.02 * whole])

    def instructions(self, files):
        counted = os.path.join(self.work, "callgrind.out")
        subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + counted, *self.extract(1, *files)],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        listed = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100", "--auto=no", counted],
                                check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
        most = {}
        for count, name in re.findall(r"^ *([\d,]+) \([ \d.]+%\)  (.*)$", listed, re.M):
            own = re.search(r"(gouji::(?:\(anonymous namespace\)::)?[A-Za-z_:~]+|re2::RE2::Match|PROGRAM TOTALS)(?=[(\[<]|$| )", name)
            # A name with '2 is what a function calls again from itself, as far as callgrind can tell.
            if own and not re.search(r"thread|process_in_order|_Function_handler|::run|_command|'\d", name):
                short = own.group(1).replace("(anonymous namespace)::", "")
                most[short] = max(most.get(short, 0), int(count.replace(",", "")))
        return most

    def file_counts(self):
        return [count for count in (1_000, 10_000, 100_000) if count <= self.options.most]

    # Documents of the corpus beside what is read of them as plain text: copies of both, on one thread.
    def documents(self):
        print("### Documents\n")
        print("Copies of a document of corpus/, on one thread: milliseconds each, beside the same as plain text "
              "(`gouji text`), and beside the programs that gouji runs for it.\n")
        rows = []
        for kind, case, copies, others in (
                ("HTML", "page-gbk-2023/report.html", 200, []),
                ("DOCX", "word-2023/report.docx", 200, []),
                ("XLSX", "workbook-2015/report.xlsx", 200, []),
                ("PDF", "pdf-by-writer/report.pdf", 20, [["mutool", "draw", "-q", "-F", "trace"], ["pdftotext", "-bbox-layout"]])):
            document = os.path.join(HERE, "..", "..", "corpus", case)
            text = os.path.join(self.work, "document.txt")
            with open(text, "wb") as file:
                subprocess.run([self.gouji, "text", document], check=True, stdout=file)
            programs = [Program(kind, self.extract(1, self.copies(document, copies)), accepted=(0, 1)),
                        Program(kind + " as text", self.extract(1, self.copies(text, copies)), accepted=(0, 1))]
            programs += [Program(other[0], ["sh", "-c", "for i in $(seq %d); do %s \"$0\" %s >/dev/null 2>&1; done"
                                            % (copies, " ".join(other), "-" if other[0] == "pdftotext" else ""), document])
                         for other in others]
            run_rounds(programs, self.options.rounds)
            of_document, of_text, *of_others = [program.median() * 1e3 / copies for program in programs]
            beside = of_text + sum(of_others)
            rows.append((kind, rounded(of_document), rounded(of_text), rounded(sum(of_others)) if others else "",
                         rounded(of_document - beside), "%.2f" % (of_document / beside)))
        print_table(("kind", "ms", "as text", "programs alone", "more", "ratio"), rows)

    def copies(self, path, count):
        folder = os.path.join(self.work, "copies", os.path.basename(path))
        subprocess.run(["rm", "-rf", folder], check=True)
        os.makedirs(folder)
        for number in range(count):
            shutil.copy(path, os.path.join(folder, "%d%s" % (number, os.path.splitext(path)[1])))
        return folder

    # Links to the files of the collection, over and over: extract looks at each file for itself.
    def linked(self, count):
        collection = self.collection(min(self.options.files, 10_000))
        files = sorted(os.path.join(path, name) for path, _, names in os.walk(collection) for name in names)
        folder = os.path.join(self.work, "linked", str(count))
        subprocess.run(["rm", "-rf", folder], check=True)
        for number in range(count):
            part = os.path.join(folder, str(number // 1000))
            if number % 1000 == 0:
                os.makedirs(part)
            os.link(files[number % len(files)], os.path.join(part, "%d.txt" % number))
        return folder

    def made(self, what, size):
        path = os.path.join(self.work, "%s-%d.txt" % (what, size))
        subprocess.run([self.maker, what, path, str(size)], check=True)
        return path

    def growth_in(self, unit, name, inputs):
        rows = []
        for size, jobs, path in inputs:
            program = Program("%s, %d" % (name, size), self.extract(jobs, path), accepted=(0, 3))
            run_rounds([program], 1 if size >= 100_000 else self.options.rounds)
            rows.append(("{:,}".format(size), rounded(program.median()), rounded(program.median() * 1e6 / size),
                         rounded(megabytes_of(path) / program.median()), program.memory()))
        print_table((unit, "median s", "µs each", "MB/s", "memory"), rows)


def megabytes_of(path):
    if os.path.isfile(path):
        return os.path.getsize(path) / 1e6
    return sum(os.path.getsize(os.path.join(part, name)) for part, _, names in os.walk(path) for name in names) / 1e6


def machine(build):
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
                 platform.machine())
    version = subprocess.run([os.path.join(build, "gouji"), "--version"], check=True, stdout=subprocess.PIPE, text=True)
    compiler = subprocess.run(["c++", "--version"], check=True, stdout=subprocess.PIPE, text=True).stdout.split("\n")[0]
    print("%s, %d processors (%s), Linux %s, %s, Python %s; load %.1f when this began.\n"
          % (version.stdout.strip(), os.cpu_count(), model, platform.release(), compiler, platform.python_version(),
             os.getloadavg()[0]))


# Puts what was printed into the pages.
def write_pages(printed):
    estimate = "".join(line + "\n" for line in printed.split("\n") if line.startswith("Ten million "))
    for page, mark, text in (("performance.md", "printed", printed), ("scale.md", "estimated", estimate)):
        path = os.path.join(HERE, "..", "..", "docs", page)
        with open(path, encoding="utf-8") as file:
            before, rest = file.read().split("<!-- what scripts/bench %s: begin -->\n" % mark)
            after = rest.split("<!-- what scripts/bench %s: end -->" % mark)[1]
        with open(path, "w", encoding="utf-8") as file:
            file.write("%s<!-- what scripts/bench %s: begin -->\n%s<!-- what scripts/bench %s: end -->%s"
                       % (before, mark, text, mark, after))


PARTS = ("whole", "start", "stages", "documents", "profile", "growth")


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("--build", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--files", type=int, default=15_000, help="of the collection")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=100_000, help="files that growth goes up to")
    parser.add_argument("parts", nargs="*", help="whole, start, stages, documents (these by default), profile, growth")
    parser.add_argument("--write", action="store_true", help="run all parts and put what they print into docs/")
    options = parser.parse_args()
    for part in options.parts:
        if part not in PARTS:
            parser.error("%s: there are %s" % (part, ", ".join(PARTS)))
    if options.write and options.parts:
        parser.error("--write runs all parts")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed if options.write else sys.stdout):
        bench = Bench(options)
        machine(options.build)
        for part in PARTS if options.write else options.parts or PARTS[:4]:
            getattr(bench, part)()
    if options.write:
        write_pages(printed.getvalue())


if __name__ == "__main__":
    main()
