//! Vietnamese names that begin with a head word: bodies (`Cục Phòng chống và giảm nhẹ thiên tai Thái Lan`) and places.
//!
//! Takes a reading and a token; gives where the name goes to. Only the first syllable of a word has a capital there, and small
//! words of several syllables belong to the name. It finds no names without a head.

use super::lexicon::{Classes, Tongue, lexicon};
use super::phrase::syllables;
use super::places;
use super::reading::Reading;
use super::trades;

/// Heads of one syllable that belong to a name if they have a capital inside a sentence: `Cảng Liên Chiểu`.
const SITES: [&str; 18] = [
    "Cảng", "Chùa", "Cầu", "Chợ", "Đền", "Đảo", "Vịnh", "Sân", "Đèo", "Tháp", "Thác", "Miếu", "Lăng", "Sông", "Núi",
    "Suối", "Hòn", "Cồn",
];

/// Heads of sites whose name, if it has one syllable, is none without them: `sông Tiền`, `núi Cấm`.
const NATURAL: [&str; 36] = [
    "sông", "núi", "hồ", "đảo", "cầu", "đèo", "suối", "thác", "kênh", "rạch", "hòn", "vịnh", "mũi", "cồn", "lao",
    "bến", "chợ", "chùa", "đền", "hang", "động", "gò", "đồi", "bãi", "phá", "đầm", "phà", "vàm", "dốc", "cửa", "hầm",
    "đập", "ao", "ngã", "ga", "đình",
];

/// Whether such a head stands at `at`.
pub fn natural(r: &Reading, at: usize) -> bool {
    NATURAL.contains(&r.of(at).to_lowercase().as_str())
}

/// Whether the word at `at` says that a place follows: its head, or where something is.
pub fn is_where(r: &Reading, at: usize) -> bool {
    const WHERE: [&str; 9] = ["ở", "tại", "đến", "từ", "về", "TP", "tới", "ra", "vào"];
    r.has(at, Classes::PLACE) || WHERE.contains(&r.of(at))
}

/// Where the name of a school begins whose name proper begins at `start`: `trường THCS | Yên Nghĩa`.
pub fn school(r: &Reading, start: usize) -> Option<usize> {
    let sort = match r.of(start.checked_sub(1)?) {
        "THCS" | "THPT" | "THCN" | "TH" => 1,
        "học" if start > 1 && r.of(start - 2).eq_ignore_ascii_case("tiểu") => 2,
        "non" if start > 1 && r.of(start - 2).eq_ignore_ascii_case("mầm") => 2,
        _ => return None,
    };
    let head = start.checked_sub(sort + 1)?;
    r.of(head).eq_ignore_ascii_case("trường").then_some(head)
}

/// The end of a place that begins with such a head at `start`.
pub fn site(r: &Reading, start: usize) -> Option<usize> {
    if r.opens(start) || !SITES.contains(&r.of(start)) || (start > 0 && r.is_upper(start - 1)) {
        return None;
    }
    let end = (start + 1..r.len()).find(|&i| !r.is_upper(i) || !r.spaced(i)).unwrap_or(r.len());
    (2..=4).contains(&(end - start)).then_some(end)
}

/// Whether a word may be one Vietnamese syllable: `Tiền`, `Cấm`; not `Baffin`, `Volga`.
pub fn is_syllable(word: &str) -> bool {
    let vowel = |c: char| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut before = false;
    let groups = word.chars().filter(|&c| !std::mem::replace(&mut before, vowel(c)) && vowel(c)).count();
    word.chars().count() <= 7 && (!word.is_ascii() || groups == 1)
}

/// The end of a place called after somebody by title: `núi | Bà Đen`, `kênh | Ông Cò`.
pub fn named_after(r: &Reading, start: usize) -> Option<usize> {
    let title = matches!(r.of(start), "Ông" | "Bà" | "Cô" | "Cậu" | "Thầy" | "Chúa");
    let headed = start > 0 && natural(r, start - 1) && !r.is_upper(start - 1);
    let end = start + (start..r.len()).take_while(|&i| r.is_upper(i) && r.spaced(i)).count();
    (title && headed && (2..=4).contains(&(end - start))).then_some(end)
}

/// A Vietnamese place: its head, of two syllables and with a capital, and the words with a capital after it.
pub fn place(r: &Reading, start: usize) -> Option<usize> {
    let head = lexicon().longest(&r.words, start, r.tongue, Classes::PLACE);
    if head < 2 || r.is_upper(start + 1) {
        return None;
    }
    let mut end = start + head;
    while r.is_upper(end) && r.spaced(end) && !r.has(end, Classes::OFFICE) {
        end += syllables(r, end);
    }
    (end > start + head).then_some(end)
}

/// A Vietnamese organisation: its head with a capital, and what goes on in the same way.
pub fn organisation(r: &Reading, start: usize) -> Option<usize> {
    let body = lexicon().longest(&r.words, start, r.tongue, Classes::BODY);
    let head = lexicon().longest(&r.words, start, r.tongue, Classes::ORG);
    if body.max(head) == 0 || lexicon().longest(&r.words, start, r.tongue, Classes::REGION) > body.max(head) {
        return None;
    }
    // `Đội tuyển Việt Nam`: the country plays.
    if team(r, start).is_some() {
        return None;
    }
    // `Đoàn Văn Hậu`: some heads are family names as well.
    let run = (start..r.len()).take_while(|&i| r.is_upper(i) && (i == start || r.spaced(i))).count();
    if head == 1
        && body == 0
        && r.has(start, Classes::SURNAME)
        && (3..=4).contains(&run)
        && syllables(r, start + 1) == 1
    {
        return None;
    }
    let mut end = start + body.max(head);
    let first = end;
    // `Chủ tịch Quốc hội Vương Đình Huệ`: after an office the person follows the body.
    let titled = start > 0 && r.has(start - 1, Classes::OFFICE);
    let firm = trades::is_firm(r, start);
    loop {
        // `TAND TP.Hà Nội`
        if end > start && matches!(r.of(end - 1), "TP" | "Tp") && r.is(end, ".") && r.is_upper(end + 1) {
            let known = places::longest(r, end + 1).map_or(0, |(n, _)| n).max(region(r, end + 1));
            let known = known.max(usize::from(r.is(end + 1, "HCM")));
            if known > 0 {
                end += 1 + known;
                break;
            }
        }
        // `UBND huyện Duy Xuyên`, also behind an office: the division belongs to the body, its holder does not.
        if let Some(next) = division(r, end, titled) {
            end = next;
            if titled {
                break;
            }
            continue;
        }
        let own = Classes::REGION | Classes::ORG | Classes::BODY;
        let ends = r.has(end, Classes::SURNAME) && body >= head && !r.is_upper(end - 1);
        if ends && lexicon().longest(&r.words, end, r.tongue, Classes::REGION) == 0 {
            break;
        }
        // `Tập đoàn Tân Hoàng Minh`: two syllables with a family name may be the rest of a firm's.
        let left = (end..r.len()).take_while(|&i| r.is_upper(i) && r.spaced(i)).count();
        let rest = firm && end > first && left < 3;
        let after = r.has(end - 1, Classes::REGION) || (end > first && r.has(end, Classes::SURNAME));
        let holder = !rest && (body >= head || after);
        if titled && holder && r.is_upper(end) && syllables(r, end) == 1 && !r.has(end, own) {
            break;
        }
        // `VNPT Ngô Dũng Thái`: a known body is whole.
        let whole = body > 0 && head == 0 && r.is_upper(end) && !r.has(end, own);
        let foreign = lexicon().longest(&r.words, end, Tongue::En, Classes::ORG | Classes::ORG_TAIL) > 0;
        // `Phòng Cảnh sát hình sự Công an tỉnh Phú Thọ`: two bodies side by side.
        if (end > first || body > 0) && r.is(end, "Công") && r.is(end + 1, "an") && r.has(end + 2, Classes::PLACE) {
            break;
        }
        // `Thanh Niên Việt`: one syllable more makes another name.
        let one = end == first && body == 2 && left == 1 && syllables(r, end) == 1 && !r.has(end, Classes::OFFICE);
        if whole && one && !r.text[r.bytes(&(start..end))].is_ascii() && !r.has(end - 1, Classes::SURNAME) {
            end += 1;
            break;
        }
        if whole && !foreign && places::longest(r, end).is_none() {
            break;
        }
        // `Hội Điều dưỡng Việt Nam`: an office, of whom they are.
        let of_them = end == first && head > 0 && syllables(r, end) > 1 && !titled;
        // `Công ty Trang Anh`
        let syllable = firm && end > first && r.is(end, "Anh") && !r.is_upper(end + 1);
        if r.is_upper(end) && r.spaced(end) && (of_them || syllable || !r.has(end, Classes::OFFICE)) {
            end += syllables(r, end);
            end = if head > 0 { trades::glued(r, end, firm) } else { end };
        } else if r.is(end, "và")
            && r.is_upper(end + 1)
            && end > first
            && (!r.has(end + 1, own | Classes::OFFICE) || r.is(end + 2, "chống"))
        {
            end += 1;
        } else if let Some(next) = portfolio(r, end).filter(|_| end > start + 1) {
            end = next;
        } else if r.is(end, "&") && !r.spaced(end) && end > first && r.is_upper(end + 1) {
            end += 2;
        } else if let Some(next) = and(r, end).filter(|_| end > first) {
            end = next;
        } else if end > first && matches!(r.of(end), "-" | "–") && r.is(end + 1, "CTCP") {
            end += 2;
        } else if let Some(next) = trades::number(r, first, end).filter(|_| firm) {
            end = next;
        } else if let Some(next) = trades::trade(r, first, end).filter(|_| firm) {
            end = next;
        } else if let Some(next) = trades::tasks(r, first, end).filter(|_| !firm) {
            end = next;
        } else if let Some(next) = link(r, end, end == first, firm) {
            end = next;
        } else if let Some(next) = tail(r, end).filter(|&n| end > first || (n > end + 2 && r.is(n - 1, "gia"))) {
            end = next;
        } else if end > first || body > 0 {
            break;
        } else {
            return None;
        }
    }
    (body > 0 || end > first).then_some(end)
}

/// The country behind a national team's head at `start`: `Đội tuyển nữ | Việt Nam`.
pub fn team(r: &Reading, start: usize) -> Option<usize> {
    const MORE: [&str; 12] =
        ["tuyển", "quốc", "gia", "nữ", "nam", "bóng", "đá", "futsal", "olympic", "trẻ", "chuyền", "ĐTQG"];
    if !matches!(r.of(start), "Đội" | "ĐT" | "ĐTQG" | "Tuyển") || (r.is(start, "Đội") && !r.is(start + 1, "tuyển"))
    {
        return None;
    }
    let aged = |i: usize| r.of(i).len() == 3 && r.of(i).starts_with('U') && r.of(i)[1..].parse::<u8>().is_ok();
    let more = |i: &usize| MORE.contains(&r.of(*i).to_lowercase().as_str()) || aged(*i);
    let end = start + 1 + (start + 1..r.len()).take_while(more).count();
    (r.is_upper(end) && region(r, end) > 0).then_some(end)
}

/// The name of the division whose word stands before `at`: `huyện | Duy Xuyên`, `quận | 1`. Behind an office a person may
/// follow, told by a family name or by too many syllables.
fn division(r: &Reading, at: usize, titled: bool) -> Option<usize> {
    const WORDS: [&str; 9] = ["tỉnh", "huyện", "xã", "phường", "quận", "phố", "trấn", "tp", "thôn"];
    let word = at.checked_sub(1).filter(|_| r.spaced(at)).map(|i| r.of(i).to_lowercase())?;
    if !WORDS.contains(&word.as_str()) {
        return None;
    }
    if r.is_number(at) && r.of(at).len() <= 2 {
        return Some(at + 1);
    }
    let run = (at..r.len()).take_while(|&i| r.is_upper(i) && (i == at || r.spaced(i))).count();
    let known = places::longest(r, at).map_or(0, |(n, _)| n).max(region(r, at));
    if known > 0 && known <= run {
        // `xã Bình Phước Xuân`: no person has one syllable.
        let longer = known == 2 && run == 3 && longer(r, at);
        return Some(at + known + usize::from(longer));
    }
    let own = Classes::ORG | Classes::BODY | Classes::OFFICE;
    // All provinces are listed.
    if run == 0 || word == "tỉnh" || r.has(at, own) || (titled && r.has(at, Classes::SURNAME) && run >= 3) {
        return None;
    }
    // Most places have two syllables.
    let holder = [at + 2, at + 3, at + 1];
    let holder = holder.into_iter().find(|&i| titled && i + 2 <= at + run && r.has(i, Classes::SURNAME));
    let two = at + 2;
    let long = titled && run >= 4;
    Some(holder.unwrap_or(if long { two } else { at + run.min(3) }))
}

/// Whether the three syllables at `at`, whose first two are a listed place, are the name of a commune or the like.
pub fn longer(r: &Reading, at: usize) -> bool {
    const SMALL: [&str; 14] =
        ["xã", "phường", "trấn", "huyện", "quận", "thôn", "ấp", "làng", "bản", "buôn", "khóm", "sóc", "thị", "đảo"];
    let headed = at.checked_sub(1).is_some_and(|i| SMALL.contains(&r.of(i).to_lowercase().as_str()));
    let last = at + 2;
    let own = Classes::OFFICE | Classes::ORG | Classes::BODY | Classes::REGION;
    headed && r.is_upper(last) && r.spaced(last) && !r.is_upper(last + 1) && !r.has(last, own)
}

fn region(r: &Reading, at: usize) -> usize {
    lexicon().longest(&r.words, at, r.tongue, Classes::REGION)
}

/// What a ministry is for, in a list: `Văn hóa |, Thể thao và Du lịch`, `Lao động |- Thương binh và Xã hội`.
fn portfolio(r: &Reading, at: usize) -> Option<usize> {
    let joins = |i: usize| r.is(i, ",") || (matches!(r.of(i), "-" | "–") && r.spaced(i) && r.spaced(i + 1));
    let own = Classes::REGION | Classes::ORG | Classes::BODY | Classes::OFFICE | Classes::SURNAME;
    let item = |i: usize| {
        let n = syllables(r, i);
        (r.is_upper(i) && n > 1 && !r.has(i, own)).then_some(i + n)
    };
    let mut end = at;
    while joins(end) {
        end = item(end + 1)?;
        if matches!(r.of(end), "và" | "&") {
            return item(end + 1);
        }
    }
    None
}

/// `Cục Quản lý đê điều và Phòng chống thiên tai`: a small word of two syllables, and a second part with a capital.
fn and(r: &Reading, at: usize) -> Option<usize> {
    let n = lexicon().longest(&r.words, at, r.tongue, Classes::COMPOUND);
    let next = at + n;
    let own = Classes::REGION | Classes::ORG | Classes::BODY | Classes::OFFICE;
    (n > 1
        && !r.is_upper(at)
        && r.is(next, "và")
        && r.is_upper(next + 1)
        && (!r.has(next + 1, own) || syllables(r, next + 1) > 1))
        .then_some(next)
}

/// Small words between a head and the capital that its name goes on with: `Trường tiểu học Nguyễn Đình Chiểu`, `Cục quản lý
/// đô thị Bangkok`. Behind a part with a capital only a second part that ends in a place does so: `… và giảm nhẹ thiên tai
/// Thái Lan`; a verb may stand there as well.
fn link(r: &Reading, at: usize, bare: bool, firm: bool) -> Option<usize> {
    let mut end = at + usize::from(!bare && r.is(at, "và"));
    let first = end;
    let coordinated = end > at;
    loop {
        let small = Classes::COMPOUND | Classes::ORG_TAIL | Classes::PLACE;
        let n = lexicon().longest(&r.words, end, r.tongue, small);
        if n > 0 && !r.is_upper(end) && r.spaced(end) {
            end += n;
        } else if end > first && r.is(end, "và") && !r.is_upper(end + 1) {
            end += 1;
        } else {
            break;
        }
    }
    let place = r.has(end, Classes::REGION) || places::longest(r, end).is_some();
    let body = lexicon().longest(&r.words, end, r.tongue, Classes::ORG) > 1;
    let goes_on = r.is_upper(end) && r.spaced(end) && !r.has(end, Classes::OFFICE) && !body;
    (end > first && !r.is(end - 1, "và") && goes_on && (bare || coordinated && (place || firm) || is_tail(r, end)))
        .then_some(end)
}

/// The small words that may end the name of a body: `Quỹ Tiền tệ quốc tế`, `Hội đồng An ninh quốc gia`.
fn tail(r: &Reading, at: usize) -> Option<usize> {
    let mut end = at;
    loop {
        let n = lexicon().longest(&r.words, end, r.tongue, Classes::ORG_TAIL);
        if n == 0 || r.is_upper(end) || !r.spaced(end) {
            break;
        }
        end += n;
    }
    (end > at).then_some(end)
}

/// `Viện Vệ sinh dịch tễ Trung ương`: words that end a name and that no verb has as its object.
fn is_tail(r: &Reading, at: usize) -> bool {
    (r.is(at, "Trung") && r.is(at + 1, "ương")) || (r.is(at, "Quốc") && r.is(at + 1, "gia"))
}
