"""Where households turn for health, schooling and the phone: to their own side or to Sarawak."""

from model.parameter import Section, lever, uncertainty
from model.sections.opened import MONTHS


class Orientation(Section):
    """Pull of Sarawak in health, schooling and the phone; its lever holds from its month on."""

    opening_month: int = lever(
        0,
        "month",
        MONTHS,
        source="assumption: not changed in the status quo",
        english=(
            "Clinics improve",
            "Month from which the quality of clinics below holds (0 = never).",
        ),
        indonesian=(
            "Puskesmas membaik",
            "Bulan mulai berlakunya mutu puskesmas di bawah ini (0 = tidak pernah).",
        ),
    )
    clinic_quality: float = lever(
        0.8,
        "score from 0 to 1",
        (0, 1),
        sample=(0, 1),
        source="assumption: as good as abroad; seed:002 (clinics lowered visits to Sarawak)",
        english=(
            "Quality of clinics",
            "Quality of the sub-district clinics (puskesmas) from the opening month on.",
        ),
        indonesian=("Mutu puskesmas", "Mutu puskesmas kecamatan sejak bulan mulai berlaku."),
    )
    base_clinic_quality: float = uncertainty(
        0.5,
        "score from 0 to 1",
        (0, 1),
        sample=(0.3, 0.7),
        source="assumption: middling; seed:002 (a clinic in each sub-district, lack of facilities)",
        english=("Quality of clinics now", "Quality of the sub-district clinics at present."),
        indonesian=("Mutu puskesmas saat ini", "Mutu puskesmas kecamatan saat ini."),
    )
    quality_abroad: float = uncertainty(
        0.8,
        "score from 0 to 1",
        (0, 1),
        sample=(0.6, 1),
        source="assumption: Antara Kalbar 361674 (treatment is a main reason to cross at Aruk)",
        english=("Quality in Sarawak", "Quality of health care and schools in Sarawak."),
        indonesian=("Mutu di Sarawak", "Mutu layanan kesehatan dan sekolah di Sarawak."),
    )
    quality_weight: float = uncertainty(
        4,
        "utility per unit of quality",
        (0, 20),
        sample=(2, 8),
        source="assumption: no survey of patients found",
        english=("Weight of quality", "How strongly people turn to where quality is higher."),
        indonesian=("Bobot mutu", "Seberapa kuat warga memilih tempat yang mutunya lebih tinggi."),
    )
    time_weight: float = uncertainty(
        0.8,
        "utility per hour",
        (0, 10),
        sample=(0.3, 1.5),
        source="assumption: no survey of patients found",
        english=("Weight of travel time", "How strongly each hour of travel deters."),
        indonesian=("Bobot waktu tempuh", "Seberapa kuat tiap jam perjalanan menyurutkan niat."),
    )
    network: float = uncertainty(
        2,
        "utility per share of the village",
        (0, 10),
        sample=(0, 4),
        source="assumption: callers on one operator pay less; range includes no effect",
        english=(
            "Pull of the network",
            "How strongly the share of the village that turned to Sarawak draws others.",
        ),
        indonesian=(
            "Daya tarik jaringan",
            "Seberapa kuat bagian desa yang beralih ke Sarawak menarik yang lain.",
        ),
    )
    signal_gap: float = uncertainty(
        1,
        "utility",
        (0, 10),
        sample=(0, 2),
        source="seed:002 (phones mostly use Malaysian operators); assumption: size",
        english=(
            "Better signal from Malaysia",
            "Advantage of Malaysian operators at the border itself; it fades with distance.",
        ),
        indonesian=(
            "Sinyal Malaysia lebih kuat",
            "Keunggulan operator Malaysia tepat di perbatasan; memudar menurut jarak.",
        ),
    )
    signal_range: float = uncertainty(
        20,
        "km",
        (1, 500),
        sample=(10, 40),
        source="assumption: reach of a mobile mast in hills",
        english=("Reach of the signal", "Distance over which the better signal fades."),
        indonesian=("Jangkauan sinyal", "Jarak memudarnya sinyal yang lebih kuat."),
    )
    phone_start: float = uncertainty(
        0.5,
        "share of households",
        (0, 1),
        sample=(0.3, 0.8),
        source="assumption: seed:002 says mostly, but not how many households have a phone",
        english=("Malaysian phone cards", "Share of households on a Malaysian operator at first."),
        indonesian=(
            "Kartu telepon Malaysia",
            "Bagian rumah tangga yang memakai operator Malaysia pada awal.",
        ),
    )
    health_start: float = uncertainty(
        0.15,
        "share of households",
        (0, 1),
        sample=(0.05, 0.3),
        source="assumption: seed:002 (most in the 1980s, fewer since the clinics)",
        english=("Treatment in Sarawak", "Share of households treated in Sarawak at first."),
        indonesian=("Berobat ke Sarawak", "Bagian rumah tangga yang berobat ke Sarawak di awal."),
    )
    school_start: float = uncertainty(
        0.03,
        "share of households",
        (0, 1),
        sample=(0, 0.1),
        source="assumption: few, as school there needs papers; no count found",
        english=("School in Sarawak", "Share of households with a child at school in Sarawak."),
        indonesian=("Sekolah di Sarawak", "Bagian rumah tangga yang anaknya sekolah di Sarawak."),
    )
    reconsideration: float = uncertainty(
        1,
        "per year",
        (0, 12),
        sample=(0.5, 2),
        source="assumption: once a year",
        english=(
            "Rethinking providers",
            "How often a household thinks over clinic, school and operator.",
        ),
        indonesian=(
            "Menimbang ulang layanan",
            "Seberapa sering rumah tangga menimbang ulang klinik, sekolah, dan operator.",
        ),
    )
