"""How households decide on papers, learn from experience, and judge the service."""

from model.parameter import Section, uncertainty

SATISFACTION = "assumption: weight in the logistic score of a visit; no survey found"


class Behaviour(Section):
    """Take-up, beliefs, trust and satisfaction of households."""

    cost_sensitivity: float = uncertainty(
        2.0,
        "per monthly income of an earner",
        (0, 20),
        sample=(1, 3.5),
        source="fit to three points of de Mel, McKenzie and Woodruff 2013 (slope 2.06)",
        english=("Cost sensitivity", "How strongly cost deters, per month of an earner's income."),
        indonesian=(
            "Kepekaan terhadap biaya",
            "Seberapa kuat biaya menyurutkan niat, per sebulan pendapatan seorang pekerja.",
        ),
    )
    income_scaling: float = uncertainty(
        0.25,
        "exponent",
        (0, 1),
        sample=(0, 1),
        source="Alatas et al. 2016: distance deters rich and poor about alike, so small",
        english=(
            "Income scaling of cost",
            "0 = cost weighs alike on all, 1 = cost weighs by each household's own income.",
        ),
        indonesian=(
            "Bobot pendapatan pada biaya",
            "0 = biaya terasa sama bagi semua, 1 = biaya terasa menurut pendapatan masing-masing.",
        ),
    )
    nest: float = uncertainty(
        0.4,
        "dissimilarity from 0 to 1",
        (0.01, 1),
        sample=(0.2, 0.8),
        source="assumption: service points are close substitutes for one another",
        english=(
            "Likeness of service points",
            "Near 0 a second office adds nothing to take-up, at 1 it counts as a new choice.",
        ),
        indonesian=(
            "Kemiripan tempat layanan",
            "Mendekati 0 kantor kedua tidak menambah pemohon, pada 1 dianggap pilihan baru.",
        ),
    )
    trust_weight: float = uncertainty(
        1.0,
        "utility",
        (0, 5),
        sample=(0, 2),
        source="assumption: range includes no effect",
        english=("Weight of trust", "How much trust in a service point draws people to it."),
        indonesian=(
            "Bobot kepercayaan",
            "Seberapa besar kepercayaan pada tempat layanan menarik warga ke sana.",
        ),
    )
    information_weight: float = uncertainty(
        0.5,
        "utility",
        (0, 5),
        sample=(0, 1),
        source="assumption: small; informing alone hardly raised registration (de Mel et al. 2013)",
        english=("Weight of information", "How much knowing the procedure raises take-up."),
        indonesian=(
            "Bobot informasi",
            "Seberapa besar pengetahuan tentang prosedur menambah pemohon.",
        ),
    )
    delay_weight: float = uncertainty(
        0.2,
        "utility per 30 days",
        (0, 5),
        sample=(0, 0.5),
        source="assumption: range includes no effect",
        english=("Weight of delay", "How strongly each 30 days of waiting deters."),
        indonesian=("Bobot waktu tunggu", "Seberapa kuat tiap 30 hari menunggu menyurutkan niat."),
    )
    reconsideration: float = uncertainty(
        0.25,
        "per year",
        (0, 1),
        sample=(0, 1),
        source="assumption: unknown, from never to within the year",
        english=(
            "Reconsideration",
            "Share of forgone needs that are thought over again in a year.",
        ),
        indonesian=(
            "Pertimbangan ulang",
            "Bagian kebutuhan yang diurungkan lalu dipertimbangkan lagi dalam setahun.",
        ),
    )
    clearly_cheaper: float = uncertainty(
        0.2,
        "share",
        (0, 1),
        sample=(0.05, 0.5),
        source="assumption: a fifth less is noticed",
        english=(
            "Clearly cheaper",
            "Fall in the cost of the best way that makes people think a need over again.",
        ),
        indonesian=(
            "Jelas lebih murah",
            "Penurunan biaya cara terbaik yang membuat warga mempertimbangkan lagi kebutuhannya.",
        ),
    )
    own_learning: float = uncertainty(
        0.3,
        "share",
        (0, 1),
        sample=(0.05, 0.6),
        source="assumption: no local measurement; wide range",
        english=("Learning from experience", "Share of a belief replaced by one's own last visit."),
        indonesian=(
            "Belajar dari pengalaman",
            "Bagian keyakinan yang diganti oleh pengalaman kunjungan terakhir sendiri.",
        ),
    )
    word_of_mouth: float = uncertainty(
        0.1,
        "share",
        (0, 1),
        sample=(0.02, 0.3),
        source="assumption: weaker than one's own experience; wide range",
        english=("Word of mouth", "Share of a belief replaced by what contacts report."),
        indonesian=(
            "Kabar dari mulut ke mulut",
            "Bagian keyakinan yang diganti oleh kabar kenalan.",
        ),
    )
    initial_trust: float = uncertainty(
        0.5,
        "score from 0 to 1",
        (0, 1),
        sample=(0.3, 0.7),
        source="assumption: neither trust nor distrust",
        english=("Trust at the start", "Trust in a service point before any experience."),
        indonesian=("Kepercayaan awal", "Kepercayaan pada tempat layanan sebelum ada pengalaman."),
    )
    scepticism: float = uncertainty(
        1.0,
        "share",
        (0, 2),
        sample=(0, 1),
        source="assumption: unknown, from full belief in the new point to none",
        english=(
            "Scepticism of a new point",
            "1 = believed to need as many visits as the offices in town, 0 = its true number.",
        ),
        indonesian=(
            "Keraguan pada layanan baru",
            "1 = dikira butuh kunjungan sebanyak kantor di kota, 0 = sesuai kenyataannya.",
        ),
    )
    satisfaction_base: float = uncertainty(
        1.0,
        "score",
        (-5, 5),
        sample=(0, 2),
        source=SATISFACTION,
        english=("Satisfaction, base", "Score of one visit without wait or payment."),
        indonesian=("Kepuasan dasar", "Nilai satu kunjungan tanpa menunggu dan tanpa pungutan."),
    )
    satisfaction_visits: float = uncertainty(
        0.8,
        "score per extra visit",
        (0, 5),
        sample=(0.3, 1.5),
        source=SATISFACTION,
        english=("Satisfaction lost per visit", "Score lost for each visit after the first."),
        indonesian=(
            "Kepuasan hilang per kunjungan",
            "Nilai yang hilang untuk setiap kunjungan setelah yang pertama.",
        ),
    )
    satisfaction_wait: float = uncertainty(
        0.3,
        "score per 30 days",
        (0, 5),
        sample=(0, 1),
        source=SATISFACTION,
        english=("Satisfaction lost by waiting", "Score lost for each 30 days of waiting."),
        indonesian=(
            "Kepuasan hilang karena menunggu",
            "Nilai yang hilang untuk setiap 30 hari menunggu.",
        ),
    )
    satisfaction_payment: float = uncertainty(
        0.5,
        "score",
        (0, 5),
        sample=(0, 1.5),
        source=SATISFACTION,
        english=("Satisfaction lost by paying", "Score lost when an informal payment is taken."),
        indonesian=("Kepuasan hilang karena pungutan", "Nilai yang hilang bila ada pungutan liar."),
    )
    satisfaction_orientation: float = uncertainty(
        1.0,
        "score per unit of orientation",
        (0, 5),
        sample=(0, 2),
        source=SATISFACTION,
        english=("Satisfaction from orientation", "Score gained where officers serve people."),
        indonesian=(
            "Kepuasan dari orientasi layanan",
            "Nilai tambahan bila petugas mengutamakan warga.",
        ),
    )
    marriage_certificate_help: float = uncertainty(
        0.642,
        "log odds",
        (0, 3),
        sample=(0.3, 1.0),
        source="Duff, Kusumaningrum and Stark 2016 (odds 90 % higher: ln 1.9)",
        english=(
            "Help of a marriage certificate",
            "How much a marriage certificate eases a child's birth certificate.",
        ),
        indonesian=(
            "Bantuan akta perkawinan",
            "Seberapa besar akta perkawinan memudahkan akta kelahiran anak.",
        ),
    )
