"""What the live page says, in English and Indonesian."""

from collections.abc import Mapping
from typing import Final

from experiments.words import Language

_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "name": ("Tapal · live model", "Tapal · simulasi interaktif"),
    "title": ("A border model, month by month", "Model perbatasan, bulan demi bulan"),
    "intro": (
        "This is Mesa's own SolaraViz on the same BorderModel that all studies of Tapal run: three "
        "sub-districts of Bengkayang at the border with Sarawak, one dot per household. ▶ plays, "
        "Step runs one month, and a changed model parameter counts from the next Reset. It is one "
        "run of a model, not a forecast: another seed gives another course.",
        "Halaman ini memakai SolaraViz dari Mesa dengan BorderModel yang sama seperti semua studi "
        "Tapal: tiga kecamatan di Bengkayang yang berbatasan dengan Sarawak, satu titik per rumah "
        "tangga. ▶ menjalankan, Step maju satu bulan, dan parameter yang diubah berlaku setelah "
        "Reset (tombol Mesa tetap berbahasa Inggris). Ini satu simulasi dari sebuah model, bukan "
        "prakiraan: benih acak lain memberi hasil lain.",
    ),
    "compare": ("Compare two policies", "Bandingkan dua kebijakan"),
    "other_language": ("Bahasa Indonesia", "English"),
    "code": ("The same model in Python", "Model yang sama di Python"),
    "code_help": (
        "Paste this into Python in the project's folder. It has the parameters of the last Reset; "
        "every agent is in model.agents, as in any Mesa model.",
        "Salin ke Python di folder proyek. Isinya parameter pada Reset terakhir; semua agen ada "
        "di model.agents, seperti pada model Mesa lainnya.",
    ),
    "over": (
        "The run has reached its last month. Reset starts again.",
        "Simulasi sudah sampai bulan terakhir. Reset memulai lagi.",
    ),
    "set_aside": (
        "These levers do not go together and were set aside; the policy runs without them:",
        "Pengaturan ini saling bertentangan dan diabaikan; kebijakan berjalan tanpanya:",
    ),
    "month": ("Month", "Bulan"),
    "month_of": ("Month {month} of {months}", "Bulan ke-{month} dari {months}"),
    "running": ("Policy: {policy}", "Kebijakan: {policy}"),
    "post.0": ("No border post", "Tanpa pos lintas batas"),
    "post.1": ("Border post: passes only", "Pos lintas batas: hanya dengan pas"),
    "post.2": ("Border post: fully open", "Pos lintas batas: terbuka penuh"),
    "unit.open": ("Service unit open", "Unit pelayanan buka"),
    "unit.closed": ("No service unit", "Tanpa unit pelayanan"),
    "policy": ("Policy", "Kebijakan"),
    "seed": ("Seed of chance", "Benih acak"),
    "months": ("Length (months)", "Jangka waktu (bulan)"),
    "scale": ("Households simulated (%)", "Rumah tangga yang disimulasikan (%)"),
    "as_policy": ("as the policy says", "sesuai kebijakan"),
    "never": ("never", "tidak pernah"),
    "talks": ("the talks decide", "tergantung perundingan"),
    "from_month": ("month {month}", "bulan ke-{month}"),
    "post.status.none": ("no post", "tanpa pos"),
    "post.status.plb": ("border passes only", "pas lintas batas saja"),
    "post.status.full": ("full post (needs Malaysia)", "PLBN lengkap (perlu Malaysia)"),
    "map": (
        "Map of the villages, one dot per household",
        "Peta desa, satu titik per rumah tangga",
    ),
    "show": ("Show", "Tampilkan"),
    "unit": ("Service unit", "Unit pelayanan"),
    "town": ("{town}, {near}–{far} km", "{town}, {near}–{far} km"),
    "border": ("border", "perbatasan"),
    "road": ("main road", "jalan utama"),
    "rough": ("rough road", "jalan rusak"),
    "chart.needs": ("Needs for papers met", "Kebutuhan dokumen terpenuhi"),
    "chart.needs.unit": (
        "% within a year, of needs 13–24 months old",
        "% terpenuhi dalam setahun, dari kebutuhan 13–24 bulan lalu",
    ),
    "chart.days": ("Days to the document", "Hari sampai dokumen terbit"),
    "chart.days.unit": ("days, mean of twelve months", "hari, rata-rata dua belas bulan"),
    "chart.traders": ("Traders at the border", "Pedagang di perbatasan"),
    "chart.traders.unit": ("traders who set out this month", "pedagang yang berangkat bulan ini"),
    "chart.trade": ("Traders' purchases", "Pembelian pedagang"),
    "chart.trade.unit": ("billion rupiah per month", "miliar rupiah per bulan"),
    "chart.poverty": ("People below the poverty line", "Penduduk di bawah garis kemiskinan"),
    "chart.poverty.unit": ("%, over the last calendar year", "%, selama tahun kalender terakhir"),
    "traders": ("all", "semua"),
    "traders_local": ("local", "setempat"),
    "trade.allowance": ("allowance", "jatah"),
    "trade.formal": ("formal", "resmi"),
    "trade.informal": ("informal", "tidak resmi"),
    "begins": ("policy", "kebijakan"),
}


def text(key: str, language: Language, **blanks: object) -> str:
    """Return a text of the page in ``en`` or ``id`` with its blanks filled."""
    return _TEXTS[key][language == "id"].format(**blanks)
