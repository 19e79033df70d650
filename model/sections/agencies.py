"""How the offices that issue papers work: cooperation, orientation, capacity and failures."""

from model.parameter import Section, uncertainty

GAIN = "assumption: no measurement found; reaches most of its effect within two years"


class Agencies(Section):
    """The offices in town and the sub-district desks."""

    ego: float = uncertainty(
        0.62,
        "share",
        (0, 1),
        sample=(0.3, 0.8),
        source="assumption: near the tipping point of the offices' game; seed:000 (sectoral ego)",
        english=(
            "Sectoral ego",
            "How far each office puts its own turf before working with the others.",
        ),
        indonesian=(
            "Ego sektoral",
            "Seberapa jauh tiap SKPD mendahulukan wewenangnya sendiri daripada bekerja sama.",
        ),
    )
    role_clarity: float = uncertainty(
        0.659,
        "score from 0 to 1",
        (0, 1),
        sample=(0.52, 0.80),
        source="seed:003 Table 1 item 4 (mean of the 11 answers printed, of 14 officials)",
        english=("Clarity of roles", "How clear it is to the offices who does what."),
        indonesian=("Kejelasan peran", "Seberapa jelas pembagian tugas di antara instansi."),
    )
    same_trip_success: float = uncertainty(
        0.35,
        "probability",
        (0, 1),
        sample=(0.1, 0.7),
        source="assumption: an office that does not cooperate settles a file at once now and then",
        english=(
            "Settled at once without cooperation",
            "Chance that an office that has not delegated settles its part on the same trip.",
        ),
        indonesian=(
            "Selesai sekali jalan tanpa kerja sama",
            "Peluang instansi tanpa pelimpahan wewenang menyelesaikan bagiannya hari itu juga.",
        ),
    )
    missing_papers: float = uncertainty(
        0.25,
        "probability",
        (0, 1),
        sample=(0.1, 0.5),
        source="assumption: above the 12 % who name complexity as a barrier (Duff et al. 2016)",
        english=("Missing papers", "Chance that a file lacks a paper when it is handed in."),
        indonesian=(
            "Berkas kurang lengkap",
            "Peluang berkas kurang lengkap saat diserahkan ke loket.",
        ),
    )
    orientation_effect: float = uncertainty(
        1.0,
        "per unit of orientation",
        (0, 5),
        sample=(0, 2),
        source="assumption: range includes no effect",
        english=(
            "Effect of orientation",
            "How strongly service to people lowers the chance of missing papers.",
        ),
        indonesian=(
            "Pengaruh orientasi layanan",
            "Seberapa kuat orientasi pada warga menurunkan peluang berkas kurang lengkap.",
        ),
    )
    orientation: float = uncertainty(
        0.3,
        "score from 0 to 1",
        (0, 1),
        sample=(0.1, 0.6),
        source="assumption: low, as seed:000 describes a provider's mindset without measuring it",
        english=(
            "Service orientation at the start",
            "0 = officers do their duty only, 1 = they start from what people need.",
        ),
        indonesian=(
            "Orientasi layanan awal",
            "0 = petugas sekadar menggugurkan kewajiban, 1 = petugas mengutamakan kebutuhan warga.",
        ),
    )
    training_gain: float = uncertainty(
        0.05,
        "per month",
        (0, 1),
        sample=(0.01, 0.15),
        source=GAIN,
        english=("Gain from training", "Monthly rise of orientation under full training."),
        indonesian=(
            "Hasil pelatihan",
            "Kenaikan orientasi layanan per bulan dengan pelatihan penuh.",
        ),
    )
    feedback_gain: float = uncertainty(
        0.05,
        "per month",
        (0, 1),
        sample=(0.01, 0.15),
        source=GAIN,
        english=(
            "Gain from feedback",
            "Monthly rise of orientation when all complaints are handled.",
        ),
        indonesian=(
            "Hasil umpan balik",
            "Kenaikan orientasi layanan per bulan bila semua pengaduan ditangani.",
        ),
    )
    leadership_gain: float = uncertainty(
        0.01,
        "per month",
        (0, 1),
        sample=(0, 0.03),
        source="assumption: smaller than training; range includes no effect",
        english=("Gain from leadership", "Monthly rise of orientation under full leadership."),
        indonesian=(
            "Hasil kepemimpinan",
            "Kenaikan orientasi layanan per bulan dengan kepemimpinan penuh.",
        ),
    )
    orientation_decay: float = uncertainty(
        0.02,
        "per month",
        (0, 1),
        sample=(0, 0.05),
        source="assumption: half is lost in about three years without effort",
        english=("Decay of orientation", "Share of orientation lost each month without effort."),
        indonesian=(
            "Pudarnya orientasi",
            "Bagian orientasi layanan yang hilang tiap bulan tanpa upaya.",
        ),
    )
    utilisation: float = uncertainty(
        0.85,
        "share",
        (0.05, 1),
        sample=(0.6, 0.95),
        source="assumption: busy but not overrun; no queue data found",
        english=(
            "Workload in town",
            "Share of the capacity of the offices in town that the status quo uses.",
        ),
        indonesian=(
            "Beban kerja kantor di kota",
            "Bagian kapasitas kantor di kota yang terpakai dalam keadaan sekarang.",
        ),
    )
    uptime: float = uncertainty(
        0.85,
        "share",
        (0, 1),
        sample=(0.5, 0.99),
        source="assumption: no figure found; failures reported by Antara Kalbar 2017 and seed:004",
        english=("Uptime in town", "Share of time in which systems of the offices in town work."),
        indonesian=(
            "Keandalan sistem di kota",
            "Bagian waktu saat sistem kantor-kantor di kota berfungsi.",
        ),
    )
    outage_length: float = uncertainty(
        1.0,
        "months",
        (1, 12),
        sample=(1, 4),
        source="assumption: repairs wait for parts from outside the district",
        english=("Length of an outage", "Mean length of an outage once a system is down."),
        indonesian=("Lama gangguan", "Rata-rata lama gangguan begitu sistem lumpuh."),
    )
    desk_uptime: float = uncertainty(
        0.5,
        "share",
        (0, 1),
        sample=(0.06, 0.9),
        source="assumption: half; Suara Pemred Kalbar 2018: 1 of 17 recorders worked (low end)",
        english=(
            "Uptime of sub-district desks",
            "Share of time in which the recorders at the sub-district desks work.",
        ),
        indonesian=(
            "Keandalan loket kecamatan",
            "Bagian waktu saat alat perekaman di loket kecamatan berfungsi.",
        ),
    )
    desk_files_per_day: float = uncertainty(
        12,
        "files per day",
        (0, 200),
        sample=(6, 25),
        source="assumption: as one counter of the unit",
        english=("Desk files per day", "Files that one sub-district desk takes in per day."),
        indonesian=(
            "Berkas per hari di kecamatan",
            "Berkas yang diterima satu loket kecamatan per hari.",
        ),
    )
    forwarding_days: float = uncertainty(
        30,
        "days",
        (0, 365),
        sample=(7, 90),
        source="assumption: files travel to town in batches",
        english=("Forwarding time", "Days a file of a desk needs to reach the office in town."),
        indonesian=(
            "Lama penerusan berkas",
            "Jumlah hari berkas dari loket kecamatan sampai ke kantor di kota.",
        ),
    )
    referral: float = uncertainty(
        0.5,
        "share",
        (0, 1),
        sample=(0, 1),
        source="assumption: unknown, from none to all",
        english=(
            "Sent on to town",
            "Share of files stuck at an office that has not delegated whose owner must go to town.",
        ),
        indonesian=(
            "Harus mengurus ke kota",
            "Bagian berkas yang tertahan di instansi tanpa pelimpahan dan harus diurus ke kota.",
        ),
    )
    max_visits: int = uncertainty(
        6,
        "visits",
        (1, 50),
        sample=(3, 12),
        source="assumption: few persist longer",
        english=("Most visits", "Number of visits after which a case is given up."),
        indonesian=("Kunjungan terbanyak", "Jumlah kunjungan sebelum permohonan ditinggalkan."),
    )
    abandonment: float = uncertainty(
        0.15,
        "probability",
        (0, 1),
        sample=(0.05, 0.4),
        source="assumption: no record of abandoned files found",
        english=("Giving up", "Chance that a household gives up after each failed visit."),
        indonesian=(
            "Menyerah di tengah jalan",
            "Peluang rumah tangga menyerah setelah setiap kunjungan yang gagal.",
        ),
    )
    return_days: float = uncertainty(
        14,
        "days",
        (1, 90),
        sample=(7, 30),
        source="assumption: the next free market day or lift to town",
        english=("Days between visits", "Days between a failed visit and the next."),
        indonesian=(
            "Jeda antarkunjungan",
            "Jumlah hari antara kunjungan yang gagal dan kunjungan berikutnya.",
        ),
    )
    days_per_month: float = uncertainty(
        20,
        "days per month",
        (1, 31),
        sample=(16, 22),
        source="assumption: five working days a week less public holidays",
        english=("Office days per month", "Days a month on which offices and desks are open."),
        indonesian=("Hari kerja per bulan", "Jumlah hari dalam sebulan kantor dan loket buka."),
    )
    office_hours: float = uncertainty(
        6,
        "hours per day",
        (1, 24),
        sample=(4, 8),
        source="assumption: counters serve people for six of eight working hours",
        english=("Office hours", "Hours a day in which counters serve people."),
        indonesian=("Jam pelayanan", "Jam per hari loket melayani warga."),
    )
    stretch: float = uncertainty(
        0.5,
        "share of capacity",
        (0, 2),
        sample=(0, 1),
        source="assumption: range includes no effect; seed:000 (design starts from needs)",
        english=(
            "Extra effort under backlog",
            "Capacity that a fully oriented point adds when more than a month of work waits.",
        ),
        indonesian=(
            "Upaya ekstra saat menumpuk",
            "Tambahan kapasitas layanan yang mengutamakan warga saat tumpukan lebih dari sebulan.",
        ),
    )
    counter_hours: float = uncertainty(
        0.5,
        "hours per visit",
        (0, 6),
        sample=(0.25, 2),
        source="assumption: half an hour at the counter, as the rate of files implies",
        english=("Time at the counter", "Hours a visit takes at the counter, without waiting."),
        indonesian=(
            "Waktu di loket",
            "Jam yang dihabiskan di loket setiap kunjungan, di luar waktu menunggu.",
        ),
    )
