"""What the command line says beside numbers, in English and Indonesian, and how numbers look."""

import math
from collections.abc import Mapping
from typing import Final, Literal

from babel.numbers import format_decimal

from model.region import Label

type Language = Literal["en", "id"]

NO_VALUE: Final = "n/a"

_UNITS: Final[Mapping[str, str]] = {
    "%": "%",
    "% per month": "% per bulan",
    "0-1": "0-1",
    "brokers": "calo",
    "cases per month": "berkas per bulan",
    "crossings per month": "perlintasan per bulan",
    "days": "hari",
    "decisions per month": "keputusan per bulan",
    "documents per month": "dokumen per bulan",
    "hours per document": "jam per dokumen",
    "hours per need": "jam per kebutuhan",
    "households": "rumah tangga",
    "incidents per month": "insiden per bulan",
    "index, 1 = at the start": "indeks, 1 = pada awalnya",
    "minutes per crossing": "menit per perlintasan",
    "months": "bulan",
    "needs per month": "kebutuhan per bulan",
    "ratio": "nisbah",
    "rupiah per document": "rupiah per dokumen",
    "rupiah per month": "rupiah per bulan",
    "rupiah per need": "rupiah per kebutuhan",
    "rupiah per person and month": "rupiah per orang per bulan",
    "rupiah per trader and month": "rupiah per pedagang per bulan",
    "rupiah per unit": "rupiah per satuan",
    "traders": "pedagang",
    "visits": "kunjungan",
}

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "status_quo": ("Status quo (level)", "Status quo (nilai)"),
    "policy": ("Policy", "Kebijakan"),
    "indicator": ("Indicator", "Indikator"),
    "unit": ("Unit", "Satuan"),
    "whole_region": ("Whole region", "Seluruh wilayah"),
    "change": ("Change from the status quo", "Perubahan terhadap status quo"),
    "one_run": ("One run, seed {seed}", "Satu simulasi, benih acak {seed}"),
    "pairs": (
        "Status quo: mean level. Policies: mean difference over {n} replications paired by seed "
        "({first} to {last}) ± half of its 95 % interval. Last twelve months; documents and public "
        "cost: all months.",
        "Status quo: nilai rata-rata. Kebijakan: selisih rata-rata dari {n} ulangan yang "
        "dipasangkan menurut benih acak ({first} sampai {last}) ± separuh selang kepercayaan 95 %. "
        "Dua belas bulan terakhir; dokumen dan biaya publik: semua bulan.",
    ),
    "not_knowledge": (
        "The interval covers chance in the model only, not what is unknown about its parameters.",
        "Selang ini hanya mencakup unsur kebetulan dalam model, bukan ketidaktahuan tentang "
        "parameternya.",
    ),
    "one_pair": (
        "One replication gives no interval; ask for more with --replications.",
        "Satu ulangan tidak memberi selang kepercayaan; tambah dengan --replications.",
    ),
    "ratio": (
        "{label}: ratio of the two mean differences, Fieller's 95 % interval in brackets; left "
        "out ({no_value}) where the interval of the extra documents reaches zero.",
        "{label}: nisbah kedua selisih rata-rata, selang 95 % menurut Fieller dalam kurung; "
        "dikosongkan ({no_value}) bila selang tambahan dokumen mencapai nol.",
    ),
    "missing": (
        "{no_value} or fewer pairs: {policy}, {label}: {missing} of {planned} pairs gave no value.",
        "{no_value} atau pasangan kurang: {policy}, {label}: {missing} dari {planned} pasangan "
        "tanpa nilai.",
    ),
    "more_missing": (
        "… and {count} more; see the column 'missing' of tables/comparison.csv.",
        "… dan {count} lainnya; lihat kolom 'missing' dalam tables/comparison.csv.",
    ),
    "range": ("[{low} to {high}]", "[{low} hingga {high}]"),
    "cost_per_extra_document": (
        "Public cost per extra document",
        "Biaya publik per dokumen tambahan",
    ),
    "rupiah_per_document": ("rupiah per document", "rupiah per dokumen"),
    "millions": ("million {unit}", "juta {unit}"),
    "written": (
        "Everything is in {folder}: manifest.json, runs/, series/, villages/, tables/, figures/.",
        "Semua hasil ada di {folder}: manifest.json, runs/, series/, villages/, tables/, figures/.",
    ),
    "brief_written": (
        "The two-page policy brief: {files}.",
        "Ringkasan kebijakan dua halaman: {files}.",
    ),
    "run_written": (
        "Everything is in {folder}: manifest.json, runs/, series/, villages/.",
        "Semua hasil ada di {folder}: manifest.json, runs/, series/, villages/.",
    ),
    "exported": (
        "{path} ({size} MB) holds: {policies}. It opens in any browser, without a server.",
        "{path} ({size} MB) memuat: {policies}. Dapat dibuka di peramban mana pun tanpa server.",
    ),
    "exported_sparsely": (
        "Its maps show every {every}th month, so that the file stays small.",
        "Petanya menampilkan setiap bulan ke-{every} agar berkas tetap kecil.",
    ),
    "sensitivity_written": (
        "Everything is in {folder}: manifest.json, design.parquet, runs/, tables/ (indices, notes, "
        "noise, convergence), figures/.",
        "Semua hasil ada di {folder}: manifest.json, design.parquet, runs/, tables/ (indices, "
        "notes, noise, convergence), figures/.",
    ),
    "sweep_written": (
        "Everything is in {folder}: manifest.json, design.parquet, runs/, tables/points.csv, "
        "figures/.",
        "Semua hasil ada di {folder}: manifest.json, design.parquet, runs/, tables/points.csv, "
        "figures/.",
    ),
    "discovered": (
        "Tables and figures are in {folder}: tables/, figures/.",
        "Tabel dan gambar ada di {folder}: tables/, figures/.",
    ),
    "falls_short": (
        "{output} rises by less than {threshold} ({unit}) over the status quo",
        "{output} naik kurang dari {threshold} ({unit}) terhadap status quo",
    ),
    "exceeds": (
        "{output} rises by more than {threshold} ({unit}) over the status quo",
        "{output} naik lebih dari {threshold} ({unit}) terhadap status quo",
    ),
    "box": (
        "At {of_interest} of {cases} points. The box below covers {coverage} % of them; {density} "
        "% of its points are such.",
        "Pada {of_interest} dari {cases} titik. Kotak di bawah mencakup {coverage} % di antaranya; "
        "{density} % titik di dalamnya demikian.",
    ),
    "no_box": (
        "No limits on the factors set these points apart: it is chance, or needs more points.",
        "Tidak ada batas faktor yang memisahkan titik-titik ini: kebetulan, atau perlu lebih "
        "banyak titik.",
    ),
    "percentage_points": ("percentage points", "poin persentase"),
    "lowest": ("from", "dari"),
    "highest": ("to", "sampai"),
    "robust.mean": ("mean", "rata-rata"),
    "robust.poor": ("one in 20 worse than", "1 dari 20 lebih buruk dari"),
    "robust.regret_90": ("regret, 90th percentile", "penyesalan, persentil ke-90"),
    "robust.regret_max": ("largest regret", "penyesalan terbesar"),
    "robust.best": ("best at", "terbaik pada"),
    "robust.satisficing": ("meets all thresholds at", "memenuhi semua ambang pada"),
    "share_of_points": ("% of points", "% titik"),
    "points_without_value": (
        "{number} of {points} points are left out, because a run there is missing, failed or gave "
        "no value.",
        "{number} dari {points} titik dikeluarkan karena simulasinya belum ada, gagal, atau tanpa "
        "nilai.",
    ),
    "grid_points": (
        "The points are all combinations of the values given, not a sample: shares are of these "
        "points and have no intervals.",
        "Titik-titik ini adalah semua kombinasi nilai yang diberikan, bukan sampel: persentase "
        "berlaku untuk titik-titik ini saja dan tanpa selang kepercayaan.",
    ),
    "no_maps": (
        "No maps: they need two factors that are numbers or switches; name factors by --across and "
        "--up.",
        "Tanpa peta: peta memerlukan dua faktor berupa angka atau sakelar; sebutkan faktor dengan "
        "--across dan --up.",
    ),
    "points": (
        "{shown} of {rows} rows, {points} points; mean over {n} seeds ± half of its 95 % interval.",
        "{shown} dari {rows} baris, {points} titik; rata-rata {n} benih acak ± separuh selang "
        "95 %.",
    ),
    "points_under_one_seed": (
        "{shown} of {rows} rows, {points} points; one seed, which gives no intervals.",
        "{shown} dari {rows} baris, {points} titik; satu benih acak, tanpa selang kepercayaan.",
    ),
    "fewer_seeds": (
        "At {number} of {points} points fewer runs gave a value than planned ({labels}); see the "
        "columns 'n' (seeds) and 'pairs' of tables/points.csv.",
        "Pada {number} dari {points} titik, simulasi yang bernilai kurang dari yang direncanakan "
        "({labels}); lihat kolom 'n' (benih acak) dan 'pairs' (pasangan) dalam tables/points.csv.",
    ),
    "index.mu_star": ("μ*", "μ*"),
    "index.mu": ("μ", "μ"),
    "index.sigma": ("σ", "σ"),
    "index.S1": ("first order", "orde pertama"),
    "index.ST": ("total", "total"),
    "index.delta": ("δ", "δ"),
    "index.pawn_median": ("PAWN, median", "PAWN, median"),
    "index.pawn_mean": ("PAWN, mean", "PAWN, rata-rata"),
    "index.pawn_maximum": ("PAWN, maximum", "PAWN, maksimum"),
    "guarded.constant": (
        "The output never varies: it has no indices.",
        "Keluaran ini tidak pernah berubah: tidak ada indeksnya.",
    ),
    "guarded.dropped": (
        "{number} blocks of the design were left out, because a run failed or gave no value.",
        "{number} blok rancangan dikeluarkan karena ada simulasi yang gagal atau tanpa nilai.",
    ),
    "guarded.too_few": (
        "Only {number} blocks of the design have values: too few for indices.",
        "Hanya {number} blok rancangan yang bernilai: terlalu sedikit untuk indeks.",
    ),
    "guarded.incomplete": (
        "{number} points have no value, and FAST needs all of them: no indices.",
        "{number} titik tanpa nilai, sedangkan FAST memerlukan semuanya: tidak ada indeks.",
    ),
    "guarded.not_defined": (
        "{number} factors or groups lack an index that is not defined for them.",
        "{number} faktor atau kelompok tidak memiliki indeks yang tidak terdefinisi baginya.",
    ),
    "guarded.no_interval": (
        "FAST gives no intervals.",
        "FAST tidak memberi selang kepercayaan.",
    ),
    "noise": (
        "Chance is {share} % of the variance of one run, and {among} % of the differences among "
        "the points as they were run (seeds per point: {seeds}; measured at {points} points under "
        "{replications} seeds).",
        "Unsur kebetulan adalah {share} % dari ragam satu simulasi, dan {among} % dari perbedaan "
        "antartitik sebagaimana dijalankan (benih acak per titik: {seeds}; diukur pada {points} "
        "titik dengan {replications} benih acak).",
    ),
    "next": ("Next, try: {command}", "Selanjutnya, cobalah: {command}"),
    "rerun_same": (
        "All {runs} runs that both studies hold gave the same numbers.",
        "Semua {runs} simulasi yang ada di kedua studi memberi angka yang sama.",
    ),
    "rerun_differs": (
        "{differing} of {runs} runs differ, most often in {indicator}.",
        "{differing} dari {runs} simulasi berbeda, paling sering pada {indicator}.",
    ),
    "rerun_differs_by_version": (
        "{differing} of {runs} runs differ, most often in {indicator} (the model or the versions "
        "of its libraries have changed).",
        "{differing} dari {runs} simulasi berbeda, paling sering pada {indicator} (model atau "
        "versi pustakanya sudah berubah).",
    ),
    "rerun_nothing": (
        "The two studies have no finished run in common: there was nothing to compare.",
        "Kedua studi tidak memiliki simulasi selesai yang sama: tidak ada yang dapat dibandingkan.",
    ),
    "lever": ("lever", "tuas kebijakan"),
    "uncertainty": ("uncertainty", "ketidakpastian"),
    "setting": ("setting", "pengaturan"),
    "parameter": ("Parameter", "Parameter"),
    "default": ("Default", "Nilai baku"),
    "allowed": ("Allowed", "Batas"),
    "meaning": ("Meaning", "Arti"),
    "source": ("Source: {source}", "Sumber: {source}"),
    "sampled": ("sampled {range}", "disampel {range}"),
}


def words(key: str, language: Language, **values: object) -> str:
    """Return a phrase in ``en`` or ``id`` with its blanks filled."""
    return _WORDS[key][language == "id"].format(**values)


def in_language(label: Label, language: Language) -> str:
    """Return a label in ``en`` or ``id``."""
    return label.id if language == "id" else label.en


def number(value: float, language: Language, decimals: int = 0, *, signed: bool = False) -> str:
    """Return a number as the language writes it, with a fixed number of decimals."""
    if not math.isfinite(value):
        return NO_VALUE
    # Adding zero turns a rounded negative zero into zero.
    rounded = round(value, decimals) + 0.0
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(rounded, format=pattern, locale=language)
    return f"+{text}" if signed and rounded > 0 else text


def numeral(value: float, language: Language, decimals: int = 0, *, signed: bool = False) -> str:
    """Return a number as ``number`` does, with a true minus sign, for what is set in type."""
    return number(value, language, decimals, signed=signed).replace("-", "−")


def decimals_for(size: float) -> int:
    """Return how many decimals show three significant digits of a number of this size."""
    if not math.isfinite(size) or size == 0:
        return 0
    return min(max(2 - math.floor(math.log10(abs(size))), 0), 5)


def unit_in(unit: str, language: Language) -> str:
    """Return the unit of an indicator in ``en`` or ``id``."""
    return _UNITS[unit] if language == "id" else unit
