"""The program behind scripts/mutate, which says how it is used."""

import argparse
import collections
import difflib
import fcntl
import glob
import hashlib
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time

from mutants import mutants_of

MEMORY = 4 << 30  # bytes that a test program may have
LEAST_SECONDS = 10  # of processor time that the tests of a mutant have at least; others have SLOWER times the usual one
SLOWER = 3
QUICK_SECONDS = 1.0  # a suite that takes longer comes last

Result = collections.namedtuple("Result", "is_killed by")


class Tree:
    """The copy of the tree, in which files that did not change keep their times, so that little is built."""

    def __init__(self, root):
        self.root = root
        self.folder = os.path.join(root, "build", "mutate")
        self.copy = os.path.join(self.folder, "tree")
        self.build_folder = os.path.join(self.folder, "build")
        self.tests = os.path.join(self.build_folder, "tests", "gouji_tests")

    def refresh(self):
        names = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=self.root, check=True,
                               capture_output=True).stdout.decode().split("\0")
        wanted = {name for name in names if name and os.path.isfile(os.path.join(self.root, name))}
        for name in wanted:
            source, target = os.path.join(self.root, name), os.path.join(self.copy, name)
            if not os.path.exists(target) or read(source) != read(target):
                os.makedirs(os.path.dirname(target), exist_ok=True)
                shutil.copyfile(source, target)
                shutil.copymode(source, target)
        for folder, _, files in os.walk(self.copy):
            for file in files:
                path = os.path.join(folder, file)
                if os.path.relpath(path, self.copy) not in wanted:
                    os.remove(path)

    def configure(self):
        options = ["-DCMAKE_BUILD_TYPE=None", "-DCMAKE_CXX_FLAGS=-O1 -D_GLIBCXX_ASSERTIONS", "-DGOUJI_SOAK=OFF"]
        if shutil.which("ld.lld"):
            options.append("-DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=lld")
        if shutil.which("ccache"):
            options.append("-DCMAKE_CXX_COMPILER_LAUNCHER=ccache")
        if not os.path.exists(os.path.join(self.build_folder, "build.ninja")):
            run(["cmake", "-S", self.copy, "-B", self.build_folder, "-G", "Ninja", *options], "configuring")

    def build(self):
        """What the compiler said; None where all went well."""
        done = subprocess.run(["cmake", "--build", self.build_folder, "--", "gouji_tests"], capture_output=True, text=True)
        return None if done.returncode == 0 else done.stdout + done.stderr

    def put(self, path, text):
        with open(os.path.join(self.copy, path), "wb") as file:
            file.write(text)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def run(command, what):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"scripts/mutate: {what} failed:\n{done.stdout}{done.stderr}")


class Tests:
    """Runs suites of gouji_tests, and knows how long each takes and which are near a file."""

    def __init__(self, tree):
        self.tree = tree
        self.suites_of_file = {}
        for path in glob.glob(os.path.join(tree.copy, "tests", "*_test.cpp")):
            text = read(path).decode()
            suites = set(re.findall(r"^TEST(?:_[FP])?\(\s*(\w+),", text, re.MULTILINE))
            self.suites_of_file[path] = (suites, set(re.findall(r'#include "([^"]+)"', text)))
        self.seconds = {}

    def measure(self):
        """Of each suite, in processor time; suites that fail without a mutant are left out."""
        program = hashlib.sha256(read(self.tree.tests)).hexdigest()
        kept = os.path.join(self.tree.folder, "seconds.json")
        if os.path.exists(kept):
            known = json.loads(read(kept))
            if known["program"] == program:
                self.seconds = known["seconds"]
                return
        say("measuring the tests")
        for suite in sorted({suite for suites, _ in self.suites_of_file.values() for suite in suites}):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            by = self.failing([suite], 3600)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if by is None:
                self.seconds[suite] = round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2)
            else:
                say(f"left out, since it fails without a mutant: {by}")
        with open(kept, "w", encoding="utf-8") as file:
            json.dump({"program": program, "seconds": self.seconds}, file)

    def near(self, path):
        """Those whose test includes the header of the mutated file, or has its name."""
        header = re.sub(r"^extractor/|\.(cpp|h)$", "", path) + ".h"
        stem = os.path.basename(header)[:-2]
        near = set()
        for test, (suites, includes) in self.suites_of_file.items():
            if header in includes or stem in os.path.basename(test):
                near |= suites
        return near & set(self.seconds)

    def kill(self, path):
        near = self.near(path)
        quick = {suite for suite, seconds in self.seconds.items() if seconds <= QUICK_SECONDS} - near
        slow = set(self.seconds) - near - quick
        steps = [near, quick] + [{suite} for suite in sorted(slow, key=self.seconds.get)]
        for step in steps:
            if not step:
                continue
            limit = LEAST_SECONDS + SLOWER * sum(self.seconds[suite] for suite in step)
            by = self.failing(sorted(step), limit)
            if by is not None:
                return Result(True, by)
        return Result(False, "")

    def failing(self, suites, limit):
        """The first test that fails, or how the program ended; None where all pass."""
        patterns = ":".join(f"{suite}.*:*/{suite}.*:{suite}/*:*/{suite}/*" for suite in suites)
        command = [self.tree.tests, "--gtest_brief=1", "--gtest_fail_fast", f"--gtest_filter={patterns}"]

        def limited():
            resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 1, int(limit) + 2))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        with open(os.path.join(self.tree.folder, "tests.log"), "w+b") as log:
            program = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, preexec_fn=limited,
                                       start_new_session=True, cwd=self.tree.folder)
            try:
                # Those who wait need no processor time; others may share the processor.
                status = program.wait(timeout=limit * 5)
            except subprocess.TimeoutExpired:
                status = "it does not end"
            finally:
                try:
                    os.killpg(program.pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
                program.wait()
            log.seek(0)
            said = log.read().decode(errors="replace")
        if status == 0:
            return None
        failed = re.search(r"\[  FAILED  \] (\S+?),? ", said + " ")
        if failed:
            return failed[1]
        if status in (-signal.SIGXCPU, -signal.SIGKILL):
            status = "it does not end"
        return f"{status} in {'one of ' if len(suites) > 1 else ''}{suites[0]}"


def say(line):
    print(line, flush=True)


def files_under(tree, path):
    full = os.path.join(tree.copy, path)
    found = [full] if os.path.isfile(full) else glob.glob(os.path.join(full, "**", "*.[ch]*"), recursive=True)
    names = sorted(os.path.relpath(file, tree.copy) for file in found if file.endswith((".cpp", ".h")))
    if not names:
        sys.exit(f"scripts/mutate: {path}: no C++ there")
    return names


def mutated(text, mutant):
    return text[: mutant.begin] + mutant.new + text[mutant.end :]


def diff_of(mutant, text):
    lines = difflib.unified_diff(text.splitlines(), mutated(text, mutant).splitlines(), n=0, lineterm="")
    return "\n".join("    " + line for line in lines if not line.startswith(("---", "+++", "@@")))


def draw(options, candidates):
    """Mutants in the order in which they are tried: all of a line, or a random order."""
    if options.at:
        path, line = options.at.rsplit(":", 1)
        return [mutant for mutant in candidates if mutant.path == path and mutant.line == int(line)]
    random.Random(options.seed).shuffle(candidates)
    return candidates


def table_of(results):
    rows = collections.OrderedDict()
    for mutant, result in sorted(results, key=lambda pair: pair[0].path):
        row = rows.setdefault(os.path.dirname(mutant.path), [0, 0])
        row[0 if result.is_killed else 1] += 1
    lines = [f"{'folder':30} {'killed':>8} {'survived':>9} {'share':>7}"]
    rows["all"] = [sum(row[0] for row in rows.values()), sum(row[1] for row in rows.values())]
    for folder, (killed, survived) in rows.items():
        lines.append(f"{folder:30} {killed:8} {survived:9} {100 * killed / max(killed + survived, 1):6.0f}%")
    return "\n".join(lines)


def options_of(arguments):
    parser = argparse.ArgumentParser(prog="scripts/mutate", description="makes mutants and tells which the tests do not notice")
    parser.add_argument("count", type=int, nargs="?", default=0, metavar="N", help="how many mutants")
    parser.add_argument("path", nargs="?", default="extractor", metavar="PATH", help="a folder or file below extractor/")
    parser.add_argument("--seed", type=int, help="of the draw; another one every time where it is not given")
    parser.add_argument("--at", metavar="FILE:LINE", help="all mutants of a line")
    parser.add_argument("--list", action="store_true", help="names the mutants and builds nothing")
    options = parser.parse_args(arguments)
    if options.at and not re.fullmatch(r".+:\d+", options.at):
        parser.error("--at wants FILE:LINE")
    if not options.at and options.count < 1:
        parser.error("how many mutants?")
    if options.at:
        options.path = options.at.rsplit(":", 1)[0]
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(1_000_000)
    return options


def try_mutant(tree, tests, mutant, text):
    """None where it does not compile."""
    tree.put(mutant.path, mutated(text, mutant).encode())
    try:
        failure = tree.build()
        if failure is not None:
            # The program that embeds the grammar is built from extractor/form, and runs while building.
            return None if re.search(r": (fatal )?error: |undefined reference", failure) else Result(True, "the build")
        return tests.kill(mutant.path)
    finally:
        tree.put(mutant.path, text.encode())


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended, and the file put back
    root = sys.argv[1]
    options = options_of(sys.argv[2:])
    tree = Tree(root)
    os.makedirs(tree.copy, exist_ok=True)
    lock = open(os.path.join(tree.folder, "lock"), "w", encoding="utf-8")
    fcntl.flock(lock, fcntl.LOCK_EX)
    tree.refresh()
    texts = {name: read(os.path.join(tree.copy, name)).decode() for name in files_under(tree, options.path)}
    candidates = draw(options, [mutant for name, text in texts.items() for mutant in mutants_of(name, text)])
    say(f"seed {options.seed}, {len(candidates)} possible mutants")
    if options.list:
        for mutant in candidates[: options.count or None]:
            say(f"{mutant.path}:{mutant.line} {mutant.kind}\n{diff_of(mutant, texts[mutant.path])}")
        return 0

    tree.configure()
    say("building")
    failure = tree.build()
    if failure is not None:
        sys.exit(f"scripts/mutate: building without a mutant failed:\n{failure}")
    tests = Tests(tree)
    tests.measure()
    results = []
    for mutant in candidates:
        if not options.at and len(results) == options.count:
            break
        began = time.monotonic()
        result = try_mutant(tree, tests, mutant, texts[mutant.path])
        if result is None:
            continue
        results.append((mutant, result))
        fate = f"killed by {result.by}" if result.is_killed else "SURVIVED"
        say(f"{mutant.path}:{mutant.line} {mutant.kind}: {fate} ({time.monotonic() - began:.0f} s)\n"
            f"{diff_of(mutant, texts[mutant.path])}")
    say("\n" + table_of(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
