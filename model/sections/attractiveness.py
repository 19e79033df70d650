"""Corrections to the pull of each group of papers, settled by calibration."""

from model.parameter import Section, uncertainty

CALIBRATED = "assumption: corrects the region's base attractiveness; settled by calibration"


class Attractiveness(Section):
    """Corrections to how attractive each group of papers is in itself."""

    ktp: float = uncertainty(
        0.0,
        "utility",
        (-10, 10),
        sample=(-1.5, 1.5),
        source=CALIBRATED,
        english=("Pull of the identity card", "Added to the pull of the identity card (KTP)."),
        indonesian=("Daya tarik KTP", "Ditambahkan pada daya tarik KTP."),
    )
    birth_certificate: float = uncertainty(
        0.0,
        "utility",
        (-10, 10),
        sample=(-1.5, 1.5),
        source=CALIBRATED,
        english=("Pull of the birth certificate", "Added to the pull of the birth certificate."),
        indonesian=("Daya tarik akta kelahiran", "Ditambahkan pada daya tarik akta kelahiran."),
    )
    marriage: float = uncertainty(
        0.0,
        "utility",
        (-10, 10),
        sample=(-1.5, 1.5),
        source=CALIBRATED,
        english=("Pull of marriage papers", "Added to the pull of the marriage certificate."),
        indonesian=("Daya tarik akta perkawinan", "Ditambahkan pada daya tarik akta perkawinan."),
    )
    low_demand: float = uncertainty(
        0.0,
        "utility",
        (-10, 10),
        sample=(-1.5, 1.5),
        source=CALIBRATED,
        english=(
            "Pull of little-wanted papers",
            "Added to the pull of papers few ask for, such as the child card (KIA).",
        ),
        indonesian=(
            "Daya tarik dokumen sepi peminat",
            "Ditambahkan pada daya tarik dokumen yang jarang diminta, misalnya KIA.",
        ),
    )
    licence: float = uncertainty(
        0.0,
        "utility",
        (-10, 10),
        sample=(-1.5, 1.5),
        source=CALIBRATED,
        english=("Pull of business licences", "Added to the pull of business licences."),
        indonesian=("Daya tarik izin usaha", "Ditambahkan pada daya tarik izin usaha."),
    )
    land: float = uncertainty(
        0.0,
        "utility",
        (-10, 10),
        sample=(-1.5, 1.5),
        source=CALIBRATED,
        english=("Pull of land papers", "Added to the pull of land certificates and permits."),
        indonesian=(
            "Daya tarik dokumen tanah",
            "Ditambahkan pada daya tarik sertifikat dan izin pertanahan.",
        ),
    )
    job_card: float = uncertainty(
        0.0,
        "utility",
        (-10, 10),
        sample=(-1.5, 1.5),
        source=CALIBRATED,
        english=("Pull of the job-seeker card", "Added to the pull of the job-seeker card."),
        indonesian=(
            "Daya tarik kartu pencari kerja",
            "Ditambahkan pada daya tarik kartu tanda pencari kerja.",
        ),
    )
    passport: float = uncertainty(
        0.0,
        "utility",
        (-10, 10),
        sample=(-1.5, 1.5),
        source=CALIBRATED,
        english=("Pull of the passport", "Added to the pull of the passport."),
        indonesian=("Daya tarik paspor", "Ditambahkan pada daya tarik paspor."),
    )
    other: float = uncertainty(
        0.0,
        "utility",
        (-10, 10),
        sample=(-1.5, 1.5),
        source=CALIBRATED,
        english=("Pull of other papers", "Added to the pull of all other papers."),
        indonesian=("Daya tarik dokumen lain", "Ditambahkan pada daya tarik semua dokumen lain."),
    )
