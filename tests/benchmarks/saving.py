"""From the moment an author's editor has saved a lesson to the new view of it in a preview."""

import os
import time
from pathlib import Path

from . import measure
from .measure import Ms, median, ours

WITHIN = 200.0  # milliseconds: what an author does not wait for
STEPS = 12

HEAD = """\
format = 1
id = "bench"
title = "A lesson to save"
track = "take-stock"
module = "where-now"
minutes = 20
audience = ["all"]
outcomes = ["see it at once"]
sources = ["Made for the benchmark."]
"""


def save_to_view(folder: Path) -> Ms:
    """The median of twenty saves; each puts a new file in the place of the old one, as most editors do."""
    file = folder / "saved" / "01-bench.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(_lesson(0), encoding="utf-8")
    with ours(folder, "content", "preview", str(file), "--step", "s6") as terminal:
        terminal.wait("Question 0 of step 6")
        time.sleep(1.0)  # the folder is watched by now
        took = []
        for n in range(1, 21):
            measure.settle(terminal)
            new = file.with_suffix(".new")
            new.write_text(_lesson(n), encoding="utf-8")
            began = time.perf_counter()
            os.replace(new, file)
            terminal.wait(f"Question {n} of step 6")
            took.append((time.perf_counter() - began) * 1000)
        terminal.send("ctrl+q")
        terminal.wait_end()
    return median(took)


def _lesson(n: int) -> str:
    step = '\n[[steps]]\nid = "s{}"\nkind = "text"\ntitle = "Step {}"\nprompt = "Question {} of step {}?"\nlines = 3\n'
    return HEAD + "".join(step.format(k, k, n, k) for k in range(1, STEPS + 1))
