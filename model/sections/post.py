"""The border post: what it is, when it changes, and the passport counter in it."""

from typing import Literal, Self

from pydantic import model_validator

from model.parameter import Section, lever, uncertainty
from model.sections.opened import MONTHS

GATE = ("status", "status_month", "abroad_month")


class Post(Section):
    """The border post: its status, its lanes, and what it offers the residents."""

    status: Literal["none", "plb", "full"] = lever(
        "plb",
        "status",
        sample=("none", "plb", "full"),
        source="news 2024-25 (border passes only, although the new post is built)",
        english=(
            "Status of the post",
            "What Indonesia builds: no post (none), a border-pass post (plb), or a full post with "
            "customs, immigration and quarantine (full).",
        ),
        indonesian=(
            "Status pos lintas batas",
            "Yang dibangun Indonesia: tanpa pos (none), pos pas lintas batas (plb), atau PLBN "
            "lengkap dengan bea cukai, imigrasi, dan karantina (full).",
        ),
    )
    status_month: int = lever(
        0,
        "month",
        MONTHS,
        source="assumption: from the start, unless a policy gives a month",
        english=(
            "Status holds from",
            "Month from which the status holds (0 = from the start); before it border passes only.",
        ),
        indonesian=(
            "Status berlaku mulai",
            "Bulan mulai berlakunya status (0 = dari awal); sebelumnya hanya pos pas lintas batas.",
        ),
    )
    abroad_month: int = lever(
        0,
        "month",
        MONTHS,
        source="seed:000 (opening waits for Malaysia); assumption: no month is fixed beforehand",
        english=(
            "Malaysia opens",
            "Month in which Malaysia opens its side of a full post (0 = the talks decide).",
        ),
        indonesian=(
            "Malaysia membuka",
            "Bulan Malaysia membuka sisinya untuk PLBN lengkap (0 = tergantung perundingan).",
        ),
    )
    dated: bool = lever(
        False,
        "yes or no",
        source="assumption: no dated events in the status quo; the history policy follows them",
        english=(
            "Gate by dated facts",
            "Whether the gate follows the region's dated facts instead of status and talks.",
        ),
        indonesian=(
            "Gerbang menurut fakta",
            "Apakah gerbang mengikuti peristiwa bertanggal, bukan status dan perundingan.",
        ),
    )
    lanes: int = uncertainty(
        2,
        "lanes",
        (1, 20),
        sample=(1, 4),
        source="assumption: one lane each way at a small post; no count found",
        english=("Lanes now", "Lanes open for people and goods at the border-pass post."),
        indonesian=("Jalur saat ini", "Jalur orang dan barang yang dibuka di pos sekarang."),
    )
    plbn_lanes: int = lever(
        6,
        "lanes",
        (1, 40),
        sample=(2, 12),
        source="assumption: a type C post is a small one (PUPR and BNPP name the type, no lanes)",
        english=("Lanes of a full post", "Lanes open for people and goods at the full post."),
        indonesian=("Jalur PLBN", "Jalur orang dan barang yang dibuka di PLBN lengkap."),
    )
    hours_per_day: float = uncertainty(
        12,
        "hours per day",
        (1, 24),
        sample=(8, 16),
        source="news on Entikong (open from 5 to 17); assumption: the same at Jagoi Babang",
        english=("Hours of the post", "Hours a day on which the post lets people cross."),
        indonesian=("Jam buka pos", "Jam per hari pos lintas batas melayani pelintas."),
    )
    ict_uptime: float = uncertainty(
        0.85,
        "share",
        (0.05, 1),
        sample=(0.5, 0.99),
        source="assumption: as the offices in town; slow immigration system (seed:004)",
        english=(
            "Uptime of the post's systems",
            "Share of time in which the immigration system works at the present post.",
        ),
        indonesian=(
            "Keandalan sistem pos",
            "Bagian waktu saat sistem keimigrasian (SIMKIM) berfungsi di pos sekarang.",
        ),
    )
    plbn_ict_uptime: float = lever(
        0.85,
        "share",
        (0.05, 1),
        sample=(0.5, 0.99),
        source="assumption: no better than now, unless a policy invests (seed:004: slow system)",
        english=(
            "Uptime of a full post's systems",
            "Share of time in which the immigration system works at the full post.",
        ),
        indonesian=(
            "Keandalan sistem PLBN",
            "Bagian waktu saat sistem keimigrasian (SIMKIM) berfungsi di PLBN lengkap.",
        ),
    )
    manual_speed: float = uncertainty(
        0.3,
        "times",
        (0.01, 1),
        sample=(0.1, 0.6),
        source="assumption: officers write by hand while the system is down; no timing found",
        english=(
            "Speed without the system",
            "Speed of checks while the system is down, as a share of the usual speed.",
        ),
        indonesian=(
            "Kecepatan tanpa sistem",
            "Kecepatan pemeriksaan saat sistem lumpuh, sebagai bagian dari kecepatan biasa.",
        ),
    )
    service_minutes: float = uncertainty(
        4,
        "minutes per crossing",
        (0.1, 120),
        sample=(1, 15),
        source="assumption: a stamp or a card read by each agency; no timing found",
        english=(
            "Minutes per crossing",
            "Time that all agencies together take for one crossing without inspection.",
        ),
        indonesian=(
            "Menit per perlintasan",
            "Waktu semua instansi untuk satu perlintasan tanpa pemeriksaan.",
        ),
    )
    passport_counter_month: int = lever(
        0,
        "month",
        MONTHS,
        source="seed:004 (passports at some border posts from 2018)",
        english=(
            "Passport counter opens",
            "Month in which passports can be made at the border post (0 = never).",
        ),
        indonesian=(
            "Loket paspor dibuka",
            "Bulan paspor mulai dapat dibuat di pos lintas batas (0 = tidak pernah).",
        ),
    )
    passport_counter_counters: int = lever(
        1,
        "counters",
        (0, 20),
        sample=(1, 3),
        source="assumption: one counter at a small post",
        english=("Passport counters", "Number of passport counters at the border post."),
        indonesian=("Jumlah loket paspor", "Jumlah loket paspor di pos lintas batas."),
    )
    passport_counter_files_per_day: float = lever(
        12,
        "files per counter and day",
        (0, 200),
        sample=(6, 25),
        source="assumption: as a counter of the unit; Badau took 5-30 a day (Antara 2022)",
        english=("Passport files per day", "Passport files one counter completes in a day."),
        indonesian=(
            "Berkas paspor per hari",
            "Berkas paspor yang diselesaikan satu loket per hari.",
        ),
    )
    passport_counter_uptime: float = lever(
        0.85,
        "share",
        (0, 1),
        sample=(0.5, 0.99),
        source="assumption: as the unit; slow access to the immigration system (seed:004)",
        english=("Passport counter uptime", "Share of months in which its system works."),
        indonesian=(
            "Keandalan loket paspor",
            "Bagian bulan saat sistem loket paspor berfungsi.",
        ),
    )

    @model_validator(mode="after")
    def _one_account_of_the_gate(self) -> Self:
        given = [name for name in GATE if getattr(self, name) != Post.model_fields[name].default]
        if self.dated and given:
            raise ValueError(
                f"dated: true follows the region's dated facts and contradicts {', '.join(given)}; "
                "give false, or leave the others out."
            )
        return self
