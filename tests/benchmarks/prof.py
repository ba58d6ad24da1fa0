import cProfile, pstats, io, sys
from benchmarks import creation
from benchmarks.people import acting
import transaction


def run(site, what="ours", rounds=10, sort="cumulative", lines=90):
    case = creation.register(site)
    folder = creation.stock_folder(site, "p")
    transaction.commit()
    with acting(site):

        def ours(n):
            creation.add_record(case, f"题名 {n}")
            transaction.commit()

        def theirs(n):
            creation.add_document(folder, f"题名 {n}")
            transaction.commit()

        act = {"ours": ours, "theirs": theirs}[what]
        for n in range(3):
            act(n)
        pr = cProfile.Profile()
        pr.enable()
        for n in range(rounds):
            act(n + 10)
        pr.disable()
    out = io.StringIO()
    st = pstats.Stats(pr, stream=out)
    st.sort_stats(sort).print_stats(lines)
    open(f"/tmp/bench/prof-{what}.txt", "w").write(out.getvalue())
    st.dump_stats(f"/tmp/bench/prof-{what}.p")
    return {}


def page(site, records=60, theirs=False, rounds=5):
    from benchmarks import pages, people

    case = pages.bring_in_case(site, records)
    folder = creation.stock_folder(site, "st")
    with acting(site):
        for n in range(records):
            creation.add_document(folder, f"现场检查（勘验）笔录 {n}")
    transaction.commit()
    b = people.Browser(site)
    path = (
        ("st/listing_view", f"b_size:int={records}") if theirs else (f"cases/{case}/case_view", "")
    )
    import time

    for n in range(3):
        b.page(*path)
    ts = []
    for n in range(5):
        t = time.perf_counter()
        b.page(*path)
        ts.append(time.perf_counter() - t)
    pr = cProfile.Profile()

    def go():
        pr.enable()
        for n in range(rounds):
            b._page(*path)
        pr.disable()

    people._thread().submit(go).result()
    body = b.page(*path)
    open(f"/tmp/bench/page-{'t' if theirs else 'o'}.html", "wb").write(body)
    for sort in ("cumulative", "tottime"):
        out = io.StringIO()
        st = pstats.Stats(pr, stream=out)
        st.sort_stats(sort).print_stats(100)
        open(f"/tmp/bench/prof-page-{'t' if theirs else 'o'}-{sort}.txt", "w").write(out.getvalue())
    return {"t": ts, "bytes": len(body)}


def docx(site):
    from benchmarks import documents as d
    from benchmarks.timing import in_turns
    from tonghua.records.papers.render import render
    from statistics import median

    res = {}
    for kind in ("Decision", "SceneInspection"):
        record = d.demo_record(site, kind)
        t, c, i = d.parts(record)
        r = in_turns(lambda n: render(t, c, i), lambda n: d.bare(t, c, i), 8)
        res[kind + " render"] = [round(median(v) * 1000, 1) for v in r.values()]
        r = in_turns(lambda n: d.make_version(record, ("docx",)), lambda n: d.bare(t, c, i), 8)
        res[kind + " version"] = [round(median(v) * 1000, 1) for v in r.values()]
    transaction.abort()
    record = d.demo_record(site, "Decision")
    t, c, i = d.parts(record)
    pr = cProfile.Profile()
    pr.enable()
    [d.make_version(record, ("docx",)) for _ in range(5)]
    pr.disable()
    o = io.StringIO()
    pstats.Stats(pr, stream=o).sort_stats("cumulative").print_stats(75)
    open("/tmp/bench/prof-docx.txt", "w").write(o.getvalue())
    pr = cProfile.Profile()
    pr.enable()
    [d.bare(t, c, i) for _ in range(5)]
    pr.disable()
    o = io.StringIO()
    pstats.Stats(pr, stream=o).sort_stats("cumulative").print_stats(55)
    open("/tmp/bench/prof-bare.txt", "w").write(o.getvalue())
    transaction.abort()
    return {"r": str(res)}
