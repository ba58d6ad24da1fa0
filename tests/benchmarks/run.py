"""All benchmarks in one run, on temporary sites that are gone afterwards."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import bundle, converting, growth, report
from benchmarks.processes import SiteProcess, copy_site, new_site
from benchmarks.report import Figure, ratio

RESULTS = Path(__file__).with_name("results.json")
#: paper → the type of the demo's record that prints it
PAPERS = {"form": "Filing", "decision": "Decision"}
PARTS = (
    "create",
    "pages",
    "docx",
    "pdf",
    "batch",
    "list",
    "rules",
    "growth",
    "javascript",
    "supervision",
)
#: of the cases so many are due when the clock ticks
DUE = 0.01
WORKERS = 2


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much is measured."""

    rounds: int
    page_rounds: int
    records: dict[str, int]
    cases: int
    page: int
    receipts: int
    batches: int
    rows: int
    supervised: int


FULL = Size(
    rounds=30,
    page_rounds=11,
    records={"case-page-60": 60, "case-page-300": 300},
    cases=10_000,
    # three handlers share them, and each of them sees his own
    page=180,
    receipts=100,
    batches=5,
    rows=2_000,
    supervised=2_000,
)
TINY = Size(
    rounds=2,
    page_rounds=2,
    records={"case-page-60": 8},
    cases=20,
    page=3,
    receipts=4,
    batches=1,
    rows=20,
    supervised=40,
)


class Run:
    """One run in a folder of its own; each part yields its figures."""

    def __init__(self, folder: Path, size: Size, many: Path | None = None) -> None:
        self.folder = folder
        self.size = size
        #: a site of scripts/many-cases
        self.many = many

    @cached_property
    def base(self) -> Path:
        """The site of which each part has a copy of its own."""
        tell("making the site")
        return new_site(self.folder / "base")

    def create(self) -> Iterator[Figure]:
        """a. creating a record"""
        with self.site("create") as site:
            yield ratio("create-record", site.call("creation.measure", rounds=self.size.rounds))

    def pages(self) -> Iterator[Figure]:
        """b. the case page"""
        with self.site("pages") as site:
            for name, records in self.size.records.items():
                seconds = site.call("pages.measure", records=records, rounds=self.size.page_rounds)
                note = "{ours_bytes} : {theirs_bytes} bytes".format(**seconds)
                yield ratio(name, seconds, note)

    def docx(self) -> Iterator[Figure]:
        """c. the DOCX of a paper"""
        with self.site("docx") as site:
            for paper, portal_type in PAPERS.items():
                given = {"portal_type": portal_type, "rounds": self.size.rounds}
                yield ratio(f"docx-{paper}", site.call("documents.measure", **given))

    def pdf(self) -> Iterator[Figure]:
        """c. its PDF"""
        papers = {}
        with self.site("pdf") as site:
            for paper, portal_type in PAPERS.items():
                path = self.folder / f"{paper}.docx"
                site.call("documents.save", portal_type=portal_type, path=str(path))
                papers[paper] = path.read_bytes()
        found = converting.measure(papers, self.folder, self.size.rounds)
        for paper, seconds in found.items():
            yield ratio(f"pdf-{paper}", seconds)

    def batch(self) -> Iterator[Figure]:
        """c. a batch of receipts"""
        folder = self.folder / "receipts"
        folder.mkdir()
        with self.site("batch") as site:
            made = site.call("batch.receipts", count=self.size.receipts, folder=str(folder))
        papers = [path.read_bytes() for path in sorted(folder.iterdir())]
        seconds = converting.measure_batch(papers, self.folder, WORKERS, self.size.batches)
        note = f"{len(papers)} receipts; their DOCX {sum(made):.1f} s before"
        yield ratio("batch-receipts", seconds, note)

    def list(self) -> Iterator[Figure]:
        """c. a list of many rows"""
        path = self.folder / "list.docx"
        with self.site("list") as site:
            found = site.call("batch.long_list", rows=self.size.rows, path=str(path))
        note = f"{self.size.rows} rows"
        grown = f"{note}; the site's process grew by {found['megabytes']:.0f} MB"
        yield Figure(name="list-docx", value=round(found["seconds"], 2), note=grown)
        took = converting.measure_long(path.read_bytes(), self.folder)
        yield Figure(name="list-pdf", value=round(took, 2), note=note)

    def rules(self) -> Iterator[Figure]:
        """d. all rules"""
        rounds = 5 * self.size.rounds
        with self.site("rules") as site:
            for page, records in self.size.records.items():
                found = site.call("rules.measure", records=records, rounds=rounds)
                loading = median(found["loading"]) * 1000
                yield Figure(
                    name=page.replace("case-page", "rules"),
                    value=round(median(found["ours"]) * 1000, 2),
                    rounds=rounds,
                    note=f"{found['rules']} rules; loading the facts {loading:.0f} ms",
                )
                if records == min(self.size.records.values()):
                    yield Figure(
                        name="keeping",
                        value=round(median(found["keeping"]) * 1000, 2),
                        rounds=rounds,
                        note=f"judging {records} records, then sums and {found['indexes']} indexes",
                    )

    def growth(self) -> Iterator[Figure]:
        """e. the 10,000th case"""
        # filled by processes that end, so that no side is measured with a memory full of cases
        few = self.filled("few", self.size.page)
        many = self.filled("many", self.size.cases)
        with self.site("first") as first, SiteProcess(few) as page, SiteProcess(many) as full:
            for step, seconds in growth.measure(first, full, page, self.size.rounds).items():
                beside = f"{self.size.page}, one page" if step == "list" else "the demo's one"
                yield ratio(f"growth-{step}", seconds, f"{self.size.cases} cases : {beside}")

    def javascript(self) -> Iterator[Figure]:
        """f. own JavaScript"""
        files = bundle.measure()
        if files is None:
            tell("the bundles are not built yet (make bundles): left out")
            return
        note = ", ".join(f"{name} {size}" for name, size in files.items())
        yield Figure(name="javascript", value=round(sum(files.values()) / 1024, 1), note=note)

    def supervision(self) -> Iterator[Figure]:
        """g. the supervising office's pages, and the tick of the clock"""
        folder = self.many
        if folder is None:
            folder = copy_site(self.base, self.folder / "supervision")
            with SiteProcess(folder) as site:
                site.call("many.fill", cases=self.size.supervised)
        with SiteProcess(folder) as site:
            found = site.call("supervising.measure", rounds=self.size.page_rounds)
            ticked = site.call("supervising.tick_once", share=DUE)
        note = f"{found['cases']} cases"
        for name, seconds in found["seconds"].items():
            value = round(median(seconds) * 1000, 1)
            yield Figure(name=f"supervision-{name}", value=value, rounds=len(seconds), note=note)
        note = "{looked} of {cases} cases looked at, {told} reminders".format(**ticked)
        yield Figure(name="tick", value=round(ticked["seconds"], 3), note=note)

    def filled(self, name: str, cases: int) -> Path:
        """Return a copy of the site with so many cases."""
        with self.site(name) as site:
            site.call("bulk.fill", cases=cases)
        return self.folder / name

    def site(self, name: str) -> SiteProcess:
        """Return a process on a fresh copy of the site."""
        return SiteProcess(copy_site(self.base, self.folder / name))


def tell(words: str) -> None:
    """Say on the terminal what is done now."""
    print(f"… {words}", file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run; 0 where every target holds, 1 where one is missed."""
    parser = argparse.ArgumentParser("bench", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="these parts")
    parser.add_argument("--tiny", action="store_true", help="see that it runs, not how fast")
    parser.add_argument(
        "--site", type=Path, help="a site of scripts/many-cases, for the part supervision"
    )
    parser.add_argument("--output", type=Path, help=f"the results ({RESULTS.name})")
    options = parser.parse_args(arguments)
    figures = []
    with TemporaryDirectory(prefix="bench-") as folder:
        run = Run(Path(folder), TINY if options.tiny else FULL, options.site)
        for name in options.only:
            part = getattr(run, name)
            tell(part.__doc__)
            for figure in part():
                figures.append(figure)
                print(report.line(figure), flush=True)
    whole = not options.tiny and set(options.only) == set(PARTS)
    if options.output or whole:
        report.write(options.output or RESULTS, figures)
    return 0 if options.tiny or all(figure.holds for figure in figures) else 1
