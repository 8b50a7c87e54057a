//! Figures of paragraphs on many topics, in three languages: every figure with its kind and value, and nothing else.

use std::fmt::Write;

use jiff::civil::date;
use proptest::prelude::{Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use rust_decimal::Decimal;
use simak::facts::{Figure, FigureKind, Value, figures::find_in};
use simak::text::{Lang, number_words};

/// One figure a line: kind, surface, value, unit of money, bound.
fn told(text: &str, figures: &[Figure]) -> String {
    let mut out = String::new();
    for f in figures {
        let kind = match f.kind {
            FigureKind::Date => "date",
            FigureKind::Money => "money",
            FigureKind::Percent => "percent",
            FigureKind::Count => "count",
        };
        let value = match &f.value {
            Value::Date(date) => date.clone().unwrap_or_else(|| "open".to_owned()),
            Value::Number(n) => n.normalize().to_string(),
            Value::Range(a, b) => format!("{}..{}", a.normalize(), b.normalize()),
        };
        let unit = f.unit.as_deref().filter(|_| f.kind == FigureKind::Money).unwrap_or_default();
        let approx = f.approx.map_or("", simak::facts::Approx::sign);
        let line = format!("{kind} [{}] {approx}{value} {unit}", &text[f.span.clone()]);
        writeln!(out, "{}", line.trim_end()).expect("writing to a string");
    }
    out
}

fn check(lang: Lang, cases: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (text, want) in cases {
        let figures = find_in(text, Some(lang), Some(date(2024, 5, 14)));
        let want: String =
            want.split(';').map(str::trim).filter(|l| !l.is_empty()).fold(String::new(), |mut all, l| {
                all.push_str(l);
                all.push('\n');
                all
            });
        let got = told(text, &figures);
        if got != want {
            write!(wrong, "{text}\n-- got\n{got}-- want\n{want}\n").expect("writing to a string");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn indonesian_figures() {
    check(
        Lang::ID,
        &[
            (
                "Gempa bermagnitudo 5,6 mengguncang Cianjur pada Senin (13/5) pukul 13.21 WIB di kedalaman 10 kilometer.",
                "count [5,6] 5.6; date [Senin (13/5)] 2024-05-13; count [10] 10",
            ),
            (
                "Sedikitnya 162 orang tewas dan lebih dari 2.000 rumah rusak, sementara 13.784 warga mengungsi ke 14 titik.",
                "count [162] >162; count [2.000] >2000; count [13.784] 13784; count [14] 14",
            ),
            ("Timnas menang 3-1 atas tamunya lewat dua gol Egy pada menit ke-23 dan ke-67.", "count [dua] 2"),
            (
                "Inflasi tahunan tercatat 3,05 persen pada Maret 2024, naik dari 2,75 persen pada bulan sebelumnya.",
                "percent [3,05 persen] 3.05; date [Maret 2024] 2024-03; percent [2,75 persen] 2.75",
            ),
            (
                "Pemerintah menganggarkan Rp 3.325,1 triliun dalam APBN 2024, atau naik 8,6% dibanding tahun lalu.",
                "money [Rp 3.325,1 triliun] 3325100000000000 IDR; date [2024] 2024; percent [8,6%] 8.6; date [tahun lalu] 2023",
            ),
            (
                "Harga beras berkisar antara Rp12.000 hingga Rp15.500 per kilogram.",
                "money [Rp12.000] 12000 IDR; money [Rp15.500] 15500 IDR",
            ),
            (
                "Bank sentral mempertahankan suku bunga 5,75-6 persen dan memangkas 25 basis poin.",
                "percent [5,75-6 persen] 5.75..6; count [25] 25",
            ),
            (
                "Sebanyak dua puluh lima pemain berusia 17 tahun dipanggil; tiga di antaranya dari Papua.",
                "count [dua puluh lima] 25; count [17] 17; count [tiga] 3",
            ),
            (
                "Salah satu dari lima tersangka, Budi (42), ditangkap di Jalan Sudirman No. 12 RT 03 RW 05.",
                "count [lima] 5; count [42] 42",
            ),
            ("Pasal 5 ayat (2) UU Nomor 13 Tahun 2003 mengatur hal itu.", ""),
            (
                "Pada 1998-1999 dan tahun 1990-an, ekonomi turun 13 persen.",
                "date [1998-1999] 1998/1999; date [1990-an] 1990/1999; percent [13 persen] 13",
            ),
            (
                "Ekspor kuartal III 2023 mencapai 1,2 miliar dolar AS, sedangkan semester I-2024 sebesar US$ 900 juta.",
                "date [kuartal III 2023] 2023-07/2023-09; money [1,2 miliar dolar AS] 1200000000 USD; date [semester I-2024] 2024-01/2024-06; money [US$ 900 juta] 900000000 USD",
            ),
            ("Kedua negara sepakat, dan untuk kedua kalinya pertemuan kedua digelar.", "count [Kedua] 2"),
            (
                "Vaksin diberikan kepada 1,5 juta anak usia 6-11 tahun setahun terakhir.",
                "count [1,5 juta] 1500000; count [6-11] 6..11; count [setahun] 1",
            ),
            ("Hubungi 0812-3456-7890 atau kunjungi https://contoh.id/2024/05/berita-123.html.", ""),
            ("Rapat digelar Selasa, 14 Mei 2024, pukul 09.00 di lantai 5.", "date [14 Mei 2024] 2024-05-14"),
            (
                "Pertumbuhan kredit kurang dari 10%, hampir setengah dari target 19%.",
                "percent [10%] <10; percent [19%] 19",
            ),
            ("Kurs menembus Rp 16.000 per dolar AS.", "money [Rp 16.000] 16000 IDR"),
            (
                "Suara pasangan nomor urut 2 unggul 58,6 persen atau 96,2 juta suara.",
                "percent [58,6 persen] 58.6; count [96,2 juta] 96200000",
            ),
            ("Kemarin ia berkata bahwa dua pertiga anggota hadir.", "date [Kemarin] 2024-05-13"),
            ("Versi 2.1.3 dirilis untuk iPhone 15 dan Boeing 737 MAX.", ""),
            (
                "iPhone 15 Pro dijual 999 dolar AS atau sekitar Rp 15 jutaan dengan baterai 3.274mAh.",
                "money [999 dolar AS] 999 USD; money [Rp 15 jutaan] ~15000000 IDR; count [3.274] 3274",
            ),
            (
                "Jalan itu melewati dua kabupaten; lima tewas dan tiga luka-luka.",
                "count [dua] 2; count [lima] 5; count [tiga] 3",
            ),
            (
                "Setelah Revolusi Agustus tahun 1945, Kongres XIII memilih 180 anggota.",
                "date [1945] 1945; count [180] 180",
            ),
            ("Haaland mencetak 52 gol dari 49 laga, City unggul agregat 5-1.", "count [52] 52; count [49] 49"),
            (
                "Utang Rp8.262,10 triliun per akhir Maret 2024 setara 38,79% PDB.",
                "money [Rp8.262,10 triliun] 8262100000000000 IDR; date [Maret 2024] 2024-03; percent [38,79%] 38.79",
            ),
            ("Jumlah kasus naik dari 5 menjadi 12 kasus per hari.", "count [5] 5; count [12] 12"),
        ],
    );
}

#[test]
fn english_figures() {
    check(
        Lang::EN,
        &[
            (
                "At least 20 people were killed and more than 1,500 injured when a 7.8-magnitude quake struck on Monday.",
                "count [20] >20; count [1,500] >1500; count [7.8] 7.8; date [Monday] 2024-05-13",
            ),
            (
                "The $1.2 trillion budget, up 3.5% from last year, was passed by 217 votes to 213.",
                "money [$1.2 trillion] 1200000000000 USD; percent [3.5%] 3.5; date [last year] 2023; count [217] 217; count [213] 213",
            ),
            ("Arsenal won 2-1 at home; Saka scored twice in the 23rd and 67th minutes.", ""),
            (
                "Inflation fell from 4.2 percent in January to 3.9 percent in February 2024.",
                "percent [4.2 percent] 4.2; date [January] 2024-01; percent [3.9 percent] 3.9; date [February 2024] 2024-02",
            ),
            (
                "About 25 percent of the 3,000 workers, or roughly one in four, will lose their jobs by 2026.",
                "percent [25 percent] ~25; count [3,000] 3000; date [2026] 2026",
            ),
            (
                "The 42-year-old, who has two children, was sentenced to seven years in prison on Dec. 22, 2023.",
                "count [42] 42; count [two] 2; count [seven] 7; date [Dec. 22, 2023] 2023-12-22",
            ),
            (
                "Shares rose 2.5 percentage points to £3.20, valuing it at €5bn.",
                "percent [2.5 percentage points] 2.5; money [£3.20] 3.2 GBP; money [€5bn] 5000000000 EUR",
            ),
            ("One of the three men fled at 5:30 p.m. in a 2019 Toyota.", "count [three] 3; date [2019] 2019"),
            (
                "From 2010 to 2015 the population grew by between 5 and 10 million people.",
                "date [2010] 2010; date [2015] 2015; count [5 and 10 million] 5000000..10000000",
            ),
            (
                "In the 1990s and the first half of 2008, twenty-five firms failed.",
                "date [1990s] 1990/1999; date [first half of 2008] 2008-01/2008-06; count [twenty-five] 25",
            ),
            ("Resolution 2334 and Article 5 were cited in Chapter 7 of version 2.0.", ""),
            ("A hundred people and two dozen dogs took part.", "count [A hundred] 100; count [two dozen] 24"),
            (
                "The WHO said Covid-19 cases dropped to 12,345 on 3 March 2021, the lowest in six months.",
                "count [12,345] 12345; date [3 March 2021] 2021-03-03; count [six] 6",
            ),
            ("May said it may rain in June.", "date [June] 2024-06"),
            ("She paid 500 yen and 20 euros, not 3 won.", "money [500 yen] 500 JPY; money [20 euros] 20 EUR"),
            (
                "Over half of voters, 52.3%, backed him in the 2020 election, 10 points ahead.",
                "percent [52.3%] 52.3; date [2020] 2020; count [10] 10",
            ),
            (
                "He ran 10km in 45 minutes on the 4th of July.",
                "count [10] 10; count [45] 45; date [4th of July] 2024-07-04",
            ),
            ("Call +1 555 123 4567 or visit www.example.com/2020.", ""),
            (
                "The third quarter of 2023 saw $5-10 million in sales.",
                "date [third quarter of 2023] 2023-07/2023-09; money [$5-10 million] 5000000..10000000 USD",
            ),
            (
                "Smith, 34, joined in September 2019 after nine seasons.",
                "count [34] 34; date [September 2019] 2019-09; count [nine] 9",
            ),
            (
                "The rate stayed at 5.25%-5.50%, the highest in 23 years, and 1 in 6 people noticed.",
                "percent [5.25%-5.50%] 5.25..5.5; count [23] 23; count [1] 1; count [6] 6",
            ),
            (
                "Sales fell to 386,810 from 422,875; Democrats hold 51 of the Senate's 100 seats.",
                "count [386,810] 386810; count [422,875] 422875; count [51] 51; count [100] 100",
            ),
            ("One person was killed and nine were hurt; hundreds fled.", "count [One] 1; count [nine] 9"),
            (
                "The 27-nation bloc agreed a 50 billion euro ($54 billion) package; the vote was 52-48.",
                "count [27] 27; money [50 billion euro] 50000000000 EUR; money [$54 billion] 54000000000 USD",
            ),
            (
                "Net profit was ¥1.2tn in the three months to March 31, 2024.",
                "money [¥1.2tn] 1200000000000 JPY; count [three] 3; date [March 31, 2024] 2024-03-31",
            ),
            (
                "The deal runs from 2024 to 2027 and the phone has 8GB of RAM and 5G.",
                "date [2024] 2024; date [2027] 2027; count [8] 8",
            ),
            (
                "Group of 20 leaders will meet on Nov 18-19, 2024.",
                "count [20] 20; date [Nov 18-19, 2024] 2024-11-18/2024-11-19",
            ),
        ],
    );
}

#[test]
fn vietnamese_figures() {
    check(
        Lang::VI,
        &[
            (
                "Ngày 22/12/2024, tổng kim ngạch đạt hơn 786,29 tỷ USD, tăng 15,4% so với năm 2023.",
                "date [22/12/2024] 2024-12-22; money [786,29 tỷ USD] >786290000000 USD; percent [15,4%] 15.4; date [2023] 2023",
            ),
            (
                "Trong 6 tháng đầu năm 2024, cả nước đón khoảng 8,8 triệu lượt khách quốc tế.",
                "date [6 tháng đầu năm 2024] 2024-01/2024-06; count [8,8 triệu] ~8800000",
            ),
            ("Bão số 3 khiến 29 người thiệt mạng, 1.500 ngôi nhà bị hư hại.", "count [29] 29; count [1.500] 1500"),
            (
                "Hai nước ký năm văn kiện hợp tác, nâng tổng số lên mười hai văn kiện.",
                "count [Hai] 2; count [năm] 5; count [mười hai] 12",
            ),
            ("Đội tuyển Việt Nam thắng 2-1 ở phút 90, vươn lên vị trí thứ hai.", ""),
            (
                "GDP quý III/2024 tăng 7,4 phần trăm, lạm phát dưới 4%.",
                "date [quý III/2024] 2024-07/2024-09; percent [7,4 phần trăm] 7.4; percent [4%] <4",
            ),
            (
                "Giá vàng ở mức 89 triệu đồng mỗi lượng, tăng 500.000 đồng.",
                "money [89 triệu đồng] 89000000 VND; money [500.000 đồng] 500000 VND",
            ),
            ("Lúc 9 giờ sáng, ông Ba Đình đến Ba Lan.", ""),
            (
                "Sáng 11.5 và ngày 1 đến 3/5 có mưa, từ tháng 12.2023 đến nay chi 11.5 triệu đồng.",
                "date [11.5] 2024-05-11; date [1 đến 3/5] 2024-05-01/2024-05-03; date [12.2023] 2023-12; money [11.5 triệu đồng] 11500000 VND",
            ),
            (
                "Theo Điều 5 Nghị định 100/2019/NĐ-CP, mức phạt từ 6 đến 8 triệu đồng.",
                "money [6 đến 8 triệu đồng] 6000000..8000000 VND",
            ),
            (
                "Giai đoạn 2021-2025, tỉnh có trên 200 nghìn hộ nghèo.",
                "date [2021-2025] 2021/2025; count [200 nghìn] >200000",
            ),
            (
                "Năm nay, công ty dự kiến tuyển năm trăm công nhân trong ba tháng.",
                "date [Năm nay] 2024; count [năm trăm] 500; count [ba] 3",
            ),
            ("Anh Nam, 35 tuổi, bị phạt 20 năm tù.", "count [35] 35; count [20] 20"),
            ("Hội nghị diễn ra ngày 5 tháng 6 năm 2023 tại Hà Nội.", "date [5 tháng 6 năm 2023] 2023-06-05"),
            (
                "Dự án có vốn 1.200 tỷ đồng, dự kiến hoàn thành vào tháng 9 tới.",
                "money [1.200 tỷ đồng] 1200000000000 VND; date [tháng 9 tới] 2024-09",
            ),
            (
                "Vụ cháy lúc 23h30 ngày 12/9/2023 tại ngõ 29 phố Khương Hạ khiến 56 người tử vong.",
                "date [12/9/2023] 2023-09-12; count [56] 56",
            ),
            (
                "Một người thiệt mạng; tòa nhà cao 9 tầng có 45 hộ với khoảng 150 người.",
                "count [Một] 1; count [9] 9; count [45] 45; count [150] ~150",
            ),
            (
                "Giá vàng 87,5 - 90 triệu đồng/lượng, giảm 1 triệu đồng so với hôm qua.",
                "money [87,5 - 90 triệu đồng] 87500000..90000000 VND; money [1 triệu đồng] 1000000 VND; date [hôm qua] 2024-05-13",
            ),
            (
                "Những năm 1990, Việt Nam có 60% dân số làm nông nghiệp; nửa đầu năm 2023 còn 27%.",
                "date [1990] 1990/1999; percent [60%] 60; date [nửa đầu năm 2023] 2023-01/2023-06; percent [27%] 27",
            ),
            ("Gió mạnh cấp 8-9 (62-88 km/h), bão số 2 cách đảo 300 km.", "count [62-88] 62..88; count [300] 300"),
            ("Các đồng chí trong Ban Chấp hành khóa XIII, gồm hai đồng chí Ủy viên.", "count [hai] 2"),
        ],
    );
}

/// A number spelled in `lang`, as a person says it.
fn spell(lang: Lang, n: u32) -> String {
    match lang {
        Lang::ID => spell_indonesian(n),
        Lang::EN => spell_english(n),
        _ => spell_vietnamese(n),
    }
}

fn spell_indonesian(n: u32) -> String {
    let units =
        ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];
    let rest = |n: u32| if n == 0 { String::new() } else { format!(" {}", spell_indonesian(n)) };
    match n {
        0..=11 => units[n as usize].to_owned(),
        12..=19 => format!("{} belas", units[n as usize - 10]),
        20..=99 => format!("{} puluh{}", units[n as usize / 10], rest(n % 10)),
        100..=199 => format!("seratus{}", rest(n % 100)),
        200..=999 => format!("{} ratus{}", units[n as usize / 100], rest(n % 100)),
        1000..=1999 => format!("seribu{}", rest(n % 1000)),
        _ => format!("{} ribu{}", spell_indonesian(n / 1000), rest(n % 1000)),
    }
}

fn spell_english(n: u32) -> String {
    let small = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    let tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let and = |n: u32| if n == 0 { String::new() } else { format!(" and {}", spell_english(n)) };
    match n {
        0..=19 => small[n as usize].to_owned(),
        20..=99 if n.is_multiple_of(10) => tens[n as usize / 10].to_owned(),
        20..=99 => format!("{} {}", tens[n as usize / 10], small[n as usize % 10]),
        100..=999 => format!("{} hundred{}", small[n as usize / 100], and(n % 100)),
        _ if n.is_multiple_of(1000) => format!("{} thousand", spell_english(n / 1000)),
        _ => format!("{} thousand {}", spell_english(n / 1000), spell_english(n % 1000)),
    }
}

fn spell_vietnamese(n: u32) -> String {
    let units = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    match n {
        0..=9 => units[n as usize].to_owned(),
        10 => "mười".to_owned(),
        15 => "mười lăm".to_owned(),
        11..=19 => format!("mười {}", units[n as usize - 10]),
        20..=99 => {
            let last = match n % 10 {
                0 => "",
                1 => " mốt",
                4 => " tư",
                5 => " lăm",
                u => return format!("{} mươi {}", units[n as usize / 10], units[u as usize]),
            };
            format!("{} mươi{last}", units[n as usize / 10])
        }
        100..=999 => {
            let head = format!("{} trăm", units[n as usize / 100]);
            match n % 100 {
                0 => head,
                u @ 1..=9 => format!("{head} linh {}", units[u as usize]),
                u => format!("{head} {}", spell_vietnamese(u)),
            }
        }
        _ => {
            let head = format!("{} nghìn", spell_vietnamese(n / 1000));
            match n % 1000 {
                0 => head,
                u @ 1..=9 => format!("{head} không trăm linh {}", units[u as usize]),
                u @ 10..=99 => format!("{head} không trăm {}", spell_vietnamese(u)),
                u => format!("{head} {}", spell_vietnamese(u)),
            }
        }
    }
}

#[test]
fn every_spelled_number_up_to_9999_is_read_back() {
    for lang in [Lang::ID, Lang::EN, Lang::VI] {
        for n in 0..=9999 {
            let spelled = spell(lang, n);
            let words: Vec<&str> = spelled.split(' ').collect();
            let read = number_words::read(lang, &words).map(|s| (s.value, s.words));
            assert_eq!(read, Some((Decimal::from(n), words.len())), "{lang} {spelled}");
        }
    }
}

/// Groups the digits of a whole number by threes with `mark`.
fn grouped(n: u64, mark: &str) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(c);
    }
    out
}

fn langs() -> impl Strategy<Value = (Lang, &'static str, &'static str)> {
    prop_oneof![
        proptest::strategy::Just((Lang::ID, ".", ",")),
        proptest::strategy::Just((Lang::EN, ",", ".")),
        proptest::strategy::Just((Lang::VI, ".", ",")),
    ]
}

/// Text with much that looks like figures.
fn figure_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,9}",
        "[.,:/ –()%$€-]{1,2}",
        prop::sample::select(vec![
            " tahun ",
            " juta",
            " dua",
            " puluh",
            "US$",
            "Rp",
            " Mei ",
            "ke",
            " năm ",
            "tháng ",
            " tỷ",
            " đồng",
            " of ",
            " to ",
            " first ",
            " months ",
            " persen",
            " abad ke-",
            " Monday",
            " kedua ",
            " setahun",
            "\u{a0}",
            "Q3 ",
            " lalu",
            " hundred",
            " a ",
            " and ",
            "s ",
            "-an ",
            "e\u{301}",
            "\u{200d}",
            "é",
            "漢",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn figures_never_panic_and_their_spans_are_in_order(text in figure_like(), which in 0..4_usize, dated in any::<bool>()) {
        let lang = [Some(Lang::ID), Some(Lang::EN), Some(Lang::VI), None][which];
        let figures = find_in(&text, lang, dated.then(|| date(2024, 5, 14)));
        let mut end = 0;
        for f in figures {
            prop_assert!(f.span.start >= end && f.span.start < f.span.end && f.span.end <= text.len(), "{:?} in {:?}", f.span, text);
            prop_assert!(text.is_char_boundary(f.span.start) && text.is_char_boundary(f.span.end));
            end = f.span.end;
        }
    }

    #[test]
    fn a_number_in_the_form_of_its_language_is_read_back(
        (lang, thousands, decimal) in langs(), whole in 0..2_000_000_000_u64, cents in 0..100_u64,
    ) {
        let text = format!("{}{decimal}{cents:02}%", grouped(whole, thousands));
        let figures = find_in(&text, Some(lang), None);
        prop_assert_eq!(figures.len(), 1);
        prop_assert_eq!(&figures[0].value, &Value::Number(Decimal::new((whole * 100 + cents).cast_signed(), 2)));
        let text = format!("{}%", grouped(whole, thousands));
        prop_assert_eq!(&find_in(&text, Some(lang), None)[0].value, &Value::Number(Decimal::from(whole)));
    }
}

#[test]
fn numbers_told_by_their_place_in_a_bulletin() {
    check(
        Lang::VI,
        &[
            (
                "Các tỉnh ghi nhận ca bệnh: Sóc Trăng (174), An Giang (109), Tây Ninh (-138).",
                "count [174] 174; count [109] 109; count [-138] -138",
            ),
            ("- Thở máy xâm lấn: 534", "count [534] 534"),
            ("Việt Nam đứng thứ 40/223 quốc gia.", "count [223] 223"),
            ("Có 432/450 đại biểu tán thành.", "count [432] 432; count [450] 450"),
            ("Từ 11/4 đến 13/4 có mưa.", "date [11/4] 2024-04-11; date [13/4] 2024-04-13"),
            ("Khoảng 2/3 dân số.", ""),
            ("Xuất khẩu 9 tháng năm 2023 tăng.", "date [9 tháng năm 2023] 2023-01/2023-09"),
        ],
    );
    check(
        Lang::ID,
        &[
            ("Naik di Jabar (+110) dan Bali (+50).", "count [+110] 110; count [+50] 50"),
            ("Kebobolan membuat kedudukan menjadi 2-4.", ""),
            ("Peraturan Menteri PM 38 Tahun 2016 berlaku.", "date [2016] 2016"),
            (
                "Anggaran jadi Rp 71 T, naik dari Rp 5 M.",
                "money [Rp 71 T] 71000000000000 IDR; money [Rp 5 M] 5000000000 IDR",
            ),
            ("Sebanyak 3.000-an orang hadir pada suhu 38,5°C.", "count [3.000] ~3000; count [38,5] 38.5"),
            ("Jumlah TPS 823.236 dan gempa M 5,4.", "count [823.236] 823236; count [5,4] 5.4"),
            ("IHSG ditutup di level 6.832,80.", "count [6.832,80] 6832.8"),
        ],
    );
    check(
        Lang::EN,
        &[
            ("The blast killed three and wounded 12.", "count [three] 3; count [12] 12"),
            ("It covers those younger than 18.", "count [18] <18"),
            ("Nearly half a million people fled.", "count [half a million] ~500000"),
            ("The island is 9m (30ft) high and 100m long.", "count [9] 9; count [30] 30; count [100] 100"),
            (
                "The suspect, 34, was held with men aged 19, 22 and 25.",
                "count [34] 34; count [19] 19; count [22] 22; count [25] 25",
            ),
            ("They live at 4B, 221 Baker Street.", ""),
            ("Call +62 812 3456 7890 now.", ""),
            ("Since Tuesday's vote it fell.", "date [Tuesday] 2024-05-14"),
        ],
    );
}

#[test]
fn a_weekday_tells_the_year_that_another_date_of_the_article_leads_to() {
    use simak::article::Article;
    use simak::source::Source;
    let text = "Polisi usut kasus penipuan\n\nKapolres bicara pada Selasa (14/10/2025) di kantor.\n\nSebelumnya pelapor datang ke \
                kantor itu pada Rabu (14/5) bersama warga lain.\n";
    let source = Source::read("a.txt", text.as_bytes()).expect("text is no binary");
    let article = Article::read("a.txt", &source);
    let dates: Vec<_> = simak::facts::figures::find(&article, &[]).into_iter().map(|f| f.value).collect();
    let day = |d: &str| Value::Date(Some(d.to_owned()));
    assert_eq!(dates, [day("2025-10-14"), day("2025-05-14")]);
}

#[test]
fn counts_of_what_was_counted_before() {
    check(
        Lang::ID,
        &[
            ("Polisi menahan empat orang. Keempatnya dibawa ke kantor.", "count [empat] 4; count [Keempatnya] 4"),
            ("Ia mencetak gol ketiganya, lalu keduanya pulang.", ""),
            ("Dari 12 pasien yang diberi obat, 9 sudah sembuh.", "count [12] 12; count [9] 9"),
            ("\"Masih ada 245 (pasien) yang dirawat,\" katanya.", "count [245] 245"),
            (
                "Uang 6.000 dollar Singapura dan 20 dollar AS disita.",
                "money [6.000 dollar Singapura] 6000 SGD; money [20 dollar AS] 20 USD",
            ),
        ],
    );
    check(
        Lang::EN,
        &[
            ("Of the 12 patients, 9 have gone home.", "count [12] 12; count [9] 9"),
            ("In March, the boats left. March on, he said.", "date [March] 2024-03"),
            ("He died Friday night, March 20, 2020.", "date [March 20, 2020] 2020-03-20"),
        ],
    );
    check(
        Lang::VI,
        &[
            ("Đội bóng dự giải V.League 2024/25 từ mùa 2023/24.", "date [2023/24] 2023/2024"),
            ("Theo quy định của Luật đấu giá tài sản năm 2016, ông được mua.", ""),
            ("Luật này được thông qua năm 2016.", "date [2016] 2016"),
        ],
    );
}

#[test]
fn numbers_of_codes_houses_and_fractions_count_nothing() {
    check(
        Lang::ID,
        &[
            ("Pesawat KB 712 rute Medan-Bandung membawa 93 penumpang.", "count [93] 93"),
            ("Ia duduk di kelas dua SD dan tidur pukul tujuh malam.", ""),
            ("Dua pertiga petani setuju, dua per lima menolak.", ""),
            ("Klub itu lolos ke 16 besar dan mencetak gol pada menit 78.", ""),
            ("Barang bukti 40 (empat puluh) bungkus kopi.", "count [40] 40"),
            ("Ia juara Sea Cup 2018 di kandang.", ""),
            ("Undang-undang Nomor 5 Tahun 1990 itu diubah.", ""),
        ],
    );
    check(
        Lang::EN,
        &[
            ("Flight QX 412 left for the R&D 500 list with 9 crew.", "count [9] 9"),
            ("The shop at 48 Mill Lane sells iPad 9 covers.", ""),
            ("Three-quarters of the fleet and two thirds of the crew stayed.", ""),
            ("It passed by a two-to-one margin, as one in four.", ""),
        ],
    );
    check(
        Lang::VI,
        &[
            ("Hai phần ba số hộ và một phần tư diện tích bị ngập.", ""),
            ("Ông cùng ba đồng nghiệp và hai đồng hương bị bắt.", "count [ba] 3; count [hai] 2"),
            ("Công ty B&Đ 25 dự giải Euro 2024.", ""),
            ("Phút 62 trận đấu tạm dừng ở đường vành đai 2 khu vực phía nam.", ""),
        ],
    );
}

#[test]
fn number_words_alone_count() {
    check(
        Lang::ID,
        &[
            (
                "Ada tiga perahu, dua untuk nelayan dan satu untuk polisi.",
                "count [tiga] 3; count [dua] 2; count [satu] 1",
            ),
            ("Dosis itu satu setengah juta botol.", "count [satu setengah juta] 1500000"),
        ],
    );
    check(
        Lang::EN,
        &[
            (
                "The two also met, and one young farmer spoke for two and a half hours.",
                "count [two] 2; count [one] 1; count [two and a half] 2.5",
            ),
            (
                "She is third with 62, behind Okoro's 71 and Lindqvist's 66.",
                "count [62] 62; count [71] 71; count [66] 66",
            ),
        ],
    );
    check(Lang::VI, &[("Ba trong bảy ca do thuốc, xảy ra với 2 bị hại.", "count [Ba] 3; count [bảy] 7; count [2] 2")]);
}

#[test]
fn money_as_newswires_and_markets_write_it() {
    check(
        Lang::EN,
        &[
            (
                "It earned 3.5 mln dlrs, or 20 Canadian dlrs a share.",
                "money [3.5 mln dlrs] 3500000 USD; money [20 Canadian dlrs] 20 CAD",
            ),
            (
                "Cocoa sold at 4,340, 4,345 and 4,350 dlrs.",
                "money [4,340] 4340 USD; money [4,345] 4345 USD; money [4,350 dlrs] 4350 USD",
            ),
            ("They paid 1.2m ringgit for 3in pipes.", "money [1.2m ringgit] 1200000 MYR; count [3] 3"),
        ],
    );
    check(
        Lang::VI,
        &[
            ("Xe bán giá 45 triệu, thưởng 3tr.", "money [45 triệu] 45000000 VND; money [3tr] 3000000 VND"),
            ("Phạt 2 triệu 500 ngàn đồng và đi trên 3 ô tô.", "money [2 triệu 500 ngàn đồng] 2500000 VND; count [3] 3"),
            ("Trả 80 đô Singapore.", "money [80 đô Singapore] 80 SGD"),
        ],
    );
}

#[test]
fn days_as_pages_write_them() {
    check(
        Lang::ID,
        &[(
            "Rapat Selasa (19/10/10) dan Jumat pekan depan.",
            "date [Selasa (19/10/10)] 2010-10-19; date [Jumat pekan depan] 2024-05-24",
        )],
    );
    check(
        Lang::EN,
        &[
            ("2-MAR-1987", "date [2-MAR-1987] 1987-03-02"),
            ("It opened last August and closes by mid-2026.", "date [August] 2023-08; date [2026] 2026"),
            ("The fair will begin Thursday.", "date [Thursday] 2024-05-16"),
        ],
    );
    check(
        Lang::VI,
        &[
            ("Hội chợ từ ngày 20 đến 22/5/2024.", "date [20 đến 22/5/2024] 2024-05-20/2024-05-22"),
            (
                "Bốn tháng đầu năm, mưa ít; mưa dồn vào tháng 6-7.",
                "date [Bốn tháng đầu năm] 2024-01/2024-04; date [tháng 6-7] 2024-06/2024-07",
            ),
            ("Tàu chạy vào thứ sáu tuần trước.", "date [thứ sáu tuần trước] 2024-05-10"),
        ],
    );
}
