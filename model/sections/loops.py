"""Switches of the feedback loops."""

from model.parameter import Section, setting


class Loops(Section):
    """Switches of the feedback loops, to see what each one does."""

    congestion: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB1",
        english=(
            "Loop FB1: congestion",
            "More visitors lengthen the queue and the delay, which deters others.",
        ),
        indonesian=(
            "Lingkar FB1: kepadatan",
            "Makin banyak pemohon, makin panjang antrean, sehingga sebagian warga urung datang.",
        ),
    )
    reputation: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB2",
        english=(
            "Loop FB2: reputation",
            "Good or bad experience spreads by word of mouth and moves later choices.",
        ),
        indonesian=(
            "Lingkar FB2: reputasi",
            "Pengalaman baik atau buruk menyebar dari mulut ke mulut dan mengubah pilihan warga.",
        ),
    )
    brokers: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB5",
        english=(
            "Loop FB5: brokers",
            "Hard access feeds brokers, whose price follows demand and who enter and leave.",
        ),
        indonesian=(
            "Lingkar FB5: calo",
            "Akses yang sulit menghidupi calo; tarif mengikuti permintaan, calo datang dan pergi.",
        ),
    )
    cascade: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB6",
        english=(
            "Loop FB6: document cascade",
            "One paper opens the way to the next, and to transfers, licences and titles.",
        ),
        indonesian=(
            "Lingkar FB6: rangkaian dokumen",
            "Satu dokumen membuka jalan ke dokumen lain, bantuan, izin usaha, dan sertifikat.",
        ),
    )
    market: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB7",
        english=(
            "Loop FB7: market",
            "Traders enter when trade pays and leave when not, and so move prices and margins.",
        ),
        indonesian=(
            "Lingkar FB7: pasar",
            "Pedagang datang saat untung dan pergi saat rugi, sehingga harga dan margin bergerak.",
        ),
    )
    enforcement: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB8",
        english=(
            "Loop FB8: enforcement and evasion",
            "Seizures change beliefs, patrols and paths; those who evade learn.",
        ),
        indonesian=(
            "Lingkar FB8: penindakan dan penghindaran",
            "Penyitaan mengubah keyakinan, patroli, dan jalan tikus; para pengelak ikut belajar.",
        ),
    )
    security: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB9",
        english=(
            "Loop FB9: security and prosperity",
            "Inspection slows the post, which drives people to the paths and brings incidents.",
        ),
        indonesian=(
            "Lingkar FB9: keamanan dan kesejahteraan",
            "Pemeriksaan memperlambat pos, mendorong warga ke jalan tikus, dan memicu insiden.",
        ),
    )
    trust: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB10",
        english=(
            "Loop FB10: trust across the border",
            "Joint activity builds trust, which speeds decisions and Malaysia's opening.",
        ),
        indonesian=(
            "Lingkar FB10: kepercayaan lintas batas",
            "Kegiatan bersama menumbuhkan kepercayaan yang mempercepat keputusan dan pembukaan.",
        ),
    )
    bargaining: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB11",
        english=(
            "Loop FB11: bargaining",
            "A narrower gap in incomes gives a better share of gains, which narrows the gap.",
        ),
        indonesian=(
            "Lingkar FB11: daya tawar",
            "Selisih pendapatan yang menyempit memperbaiki bagian manfaat, lalu makin menyempit.",
        ),
    )
    orientation: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB14",
        english=(
            "Loop FB14: orientation to Malaysia",
            "The more neighbours turn to Sarawak, the stronger its pull on the others.",
        ),
        indonesian=(
            "Lingkar FB14: orientasi ke Malaysia",
            "Makin banyak tetangga beralih ke Sarawak, makin kuat daya tariknya bagi yang lain.",
        ),
    )
    poverty_trap: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB15",
        english=(
            "Loop FB15: poverty trap",
            "Low income makes papers dear, and missing papers keep income low.",
        ),
        indonesian=(
            "Lingkar FB15: jebakan kemiskinan",
            "Pendapatan rendah membuat dokumen mahal, dan tanpa dokumen pendapatan tetap rendah.",
        ),
    )
    backlog: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB16",
        english=(
            "Loop FB16: latent needs",
            "Needs once given up come back when a way has become clearly cheaper.",
        ),
        indonesian=(
            "Lingkar FB16: kebutuhan tertunda",
            "Kebutuhan yang pernah diurungkan muncul lagi saat ada cara yang jelas lebih murah.",
        ),
    )
