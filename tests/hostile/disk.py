"""A disk without room: what is written is refused with 507 and words, what is read is served, nothing acknowledged is
lost, and when there is room again the program goes on by itself."""
import os
import pathlib
import subprocess

from lying import PDF, upload
from program import Record, sample_body
from raw import refused

SOURCE = pathlib.Path(__file__).with_name("nospace.c")


def a_full_disk_is_told_and_outlived() -> None:
    with Record() as record:
        library, full = record.folder / "nospace.so", record.folder / "full"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-Wall", "-o", library, SOURCE, "-ldl"], check=True)
        record.start()
        record.stop()
        os.environ.update(LD_PRELOAD=str(library), CONGVU_FULL=str(full), CONGVU_DISK=str(record.data))
        try:
            record.start()
        finally:
            del os.environ["LD_PRELOAD"]
        clerk = record.client(record.accounts("clerk")[0])
        client = record.client()
        taken = [client.post("/api/v1/dossiers", sample_body("1.005092", seed)).json()["code"] for seed in range(5)]
        browser = record.client()
        browser.sign_in_to_pages(record.accounts("officer")[0])
        for time in ("once", "twice"):
            seen = list(taken)
            assert all(clerk.get(f"/api/v1/dossiers/{code}").status == 200 for code in seen)
            assert browser.page("/worklist").status == 200
            unseen = client.post("/api/v1/dossiers", sample_body("1.005092", 5), f"unseen {time}").json()["code"]
            full.touch()
            for seed in range(10, 13):
                reply = client.post("/api/v1/dossiers", sample_body("1.005092", seed), f"full {time} {seed}")
                assert len(refused(reply, 507)["detail"]) > 20
            refused(upload(record, PDF, "a.pdf", "application/pdf"), 507)
            assert client.call("POST", "/api/v1/sessions", {"account": "motcua1", "password": "x"}).status in (401, 507)
            account = record.accounts("head")[0]
            told = client.call("POST", "/api/v1/sessions", {name: account[name] for name in ("account", "password")})
            refused(told, 507)
            for code in seen:
                assert clerk.get(f"/api/v1/dossiers/{code}").status == 200, "reads serve"
            # Who looks at whose data is on record before it is shown, and nothing can be recorded now
            refused(clerk.get(f"/api/v1/dossiers/{unseen}"), 507)
            assert clerk.get("/api/v1/duties?holder=me").status == 200
            assert browser.page("/worklist").status == 200 and client.get("/api/v1/procedures").status == 200
            assert client.get("/readyz").status in (200, 503) and record.alive()
            full.unlink()
            for seed in range(10, 13):
                reply = client.post("/api/v1/dossiers", sample_body("1.005092", seed), f"full {time} {seed}")
                assert reply.status == 201, f"it goes on by itself: {reply.text}"
                taken.append(reply.json()["code"])
            assert upload(record, PDF, "a.pdf", "application/pdf").status == 201
        record.kill()
        record.start()
        clerk = record.client(record.accounts("clerk")[0])
        assert all(clerk.get(f"/api/v1/dossiers/{code}").status == 200 for code in taken), "nothing acknowledged is lost"
        assert record.verified()["faults"] == 0
        assert not list((record.data / "blobs").rglob("incoming/*"))
