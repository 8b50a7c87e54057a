//! What Vietnamese firms trade in and offices are for, written small inside their names: `Công ty TNHH thương mại và dịch vụ
//! An Phú`, `Cục Quản lý, giám sát bảo hiểm`.
//!
//! Takes a reading and a token inside a name that began with a head word; gives where the name goes on. It finds no names.

use super::lexicon::{Classes, lexicon};
use super::phrase::syllables;
use super::reading::Reading;

/// What an office does: a verb that needs an object, so that the name cannot end behind it.
const TASKS: [&str; 32] = [
    "quản lý",
    "giám sát",
    "phòng",
    "chống",
    "phòng chống",
    "kiểm tra",
    "kiểm soát",
    "thanh tra",
    "bảo vệ",
    "hỗ trợ",
    "tư vấn",
    "xúc tiến",
    "giới thiệu",
    "đăng ký",
    "dự báo",
    "điều hành",
    "điều tra",
    "ứng dụng",
    "ứng phó",
    "phát triển",
    "khai thác",
    "vận hành",
    "cung ứng",
    "đấu giá",
    "tiếp nhận",
    "xử lý",
    "bồi dưỡng",
    "bảo tồn",
    "giám định",
    "kiểm định",
    "kiểm nghiệm",
    "tìm kiếm",
];

/// Small words of several syllables (or one known word) at `at`: how many tokens.
fn small(r: &Reading, at: usize) -> usize {
    let n = lexicon().longest(&r.words, at, r.tongue, Classes::COMPOUND | Classes::ORG_TAIL);
    if r.is_upper(at) || !r.spaced(at) { 0 } else { n }
}

/// How many tokens the task at `at` has, 0 if none stands there. The last word may be part of a longer compound.
pub fn task(r: &Reading, at: usize) -> usize {
    if r.of(at).eq_ignore_ascii_case("phòng") && r.is(at + 1, ",") && r.is(at + 2, "chống") {
        return 3;
    }
    let two = format!("{} {}", r.of(at), r.of(at + 1)).to_lowercase();
    if r.spaced(at + 1) && TASKS.contains(&two.as_str()) {
        return 2;
    }
    usize::from(TASKS.contains(&r.of(at).to_lowercase().as_str()))
}

/// Whether the head at `start` is that of a firm.
pub fn is_firm(r: &Reading, start: usize) -> bool {
    match r.of(start) {
        "CTCP" | "Cty" | "DNTN" => true,
        "Công" => r.of(start + 1).eq_ignore_ascii_case("ty"),
        "Tập" => r.is(start + 1, "đoàn"),
        "Tổng" => r.of(start + 1).eq_ignore_ascii_case("công"),
        "Doanh" | "Xí" => r.is(start + 1, "nghiệp"),
        _ => false,
    }
}

/// Words that may stand behind the number of a firm or office, which counts nothing then.
const VERBS: [&str; 14] =
    ["đã", "vừa", "là", "cho", "và", "phải", "cũng", "được", "bị", "đang", "sẽ", "do", "tại", "về"];

/// The token behind the number of a firm: `Công ty Xây dựng | số 5`, `Tổng công ty Phát điện | 3`, `Công ty | 7-Eleven`.
pub fn number(r: &Reading, first: usize, at: usize) -> Option<usize> {
    let few = |i: usize| r.is_number(i) && r.of(i).len() <= 3 && r.of(i).bytes().all(|b| b.is_ascii_digit());
    if r.is(at, "số") && few(at + 1) && at > first {
        return Some(at + 2);
    }
    if !few(at) || !r.spaced(at) {
        return None;
    }
    let glued = glued(r, at + 1, true);
    if glued > at + 1 {
        return Some(glued);
    }
    // What is counted would follow.
    let next = r.of(at + 1);
    let ends = matches!(next, "" | "," | "." | ")" | "(" | ";" | ":" | "-" | "–") || VERBS.contains(&next);
    (ends && at > first && !r.is(at - 1, "ty")).then_some(at + 1)
}

/// The token behind what is glued to the word before `at` without a blank: `T|-S.Home`, `7|-Eleven`, `H|&M`.
///
/// A full stop glues Latin words of a firm alone; web pages leave out the blank behind one.
pub fn glued(r: &Reading, at: usize, firm: bool) -> usize {
    let mut end = at;
    let latin = |i: usize| r.of(i).is_ascii() && !r.has(i, Classes::FUNCTION);
    while !r.spaced(end)
        && !r.spaced(end + 1)
        && match r.of(end) {
            "-" | "&" | "+" => r.is_upper(end + 1) || r.is_number(end + 1),
            "." => firm && r.is_upper(end + 1) && latin(end + 1) && latin(end - 1),
            _ => false,
        }
    {
        end += 2;
    }
    end
}

/// The capital with which a firm's name goes on behind its trade in small letters; `first` is the token behind the head.
/// Behind the name proper nothing of the kind belongs to it: `Công ty An Phú đầu tư …`.
pub fn trade(r: &Reading, first: usize, at: usize) -> Option<usize> {
    let mut i = first;
    while i < at {
        let joint = matches!(r.of(i), "và" | "," | "-" | "&" | "–");
        let n = lexicon().longest(&r.words, i, r.tongue, Classes::COMPOUND | Classes::ORG_TAIL);
        if n == 0 && !joint {
            return None;
        }
        i += n.max(1);
    }
    let mut end = at;
    loop {
        let n = small(r, end);
        let joint = usize::from(matches!(r.of(end), "và" | "," | "-" | "–" | "&"));
        if n > 0 {
            end += n;
        } else if joint > 0 && end > first && small(r, end + 1) > 0 {
            end += 1 + small(r, end + 1);
        } else {
            break;
        }
    }
    let joint = usize::from(r.is(end, "và") || r.is(end, "&"));
    let next = end + joint;
    let trade = joint == 0 || syllables(r, next) > 1;
    let own = Classes::OFFICE | Classes::BODY;
    (end > at && r.is_upper(next) && r.spaced(next) && trade && !r.has(next, own)).then_some(next)
}

/// The end of what an office is for, where `at` stands behind its first task: `Cục Quản lý |, giám sát bảo hiểm`, `Ban Chỉ đạo |
/// phòng, chống tham nhũng`. `first` is the token behind the head.
pub fn tasks(r: &Reading, first: usize, at: usize) -> Option<usize> {
    // Who does the task stands before it.
    let whose = matches!(
        (r.of(first), r.of(first + 1)),
        ("Chỉ", "đạo" | "huy") | ("Cảnh", "sát") | ("Điều", "phối") | ("Vận", "động")
    );
    let bare = (1..=3).any(|n| at >= first + n && r.is_upper(at - n) && task(r, at - n) == n);
    if !r.is_upper(first) || !(bare || whose && first + 2 == at && task(r, at) > 0) {
        return None;
    }
    let mut end = at;
    let mut object = false;
    loop {
        let joint = usize::from(r.is(end, ",") || r.is(end, "và"));
        let next = end + joint;
        if r.is_upper(next) || !r.spaced(next) {
            break;
        }
        let verb = task(r, next);
        let n = small(r, next).max(verb);
        // Behind an object a verb may be that of the sentence, behind a comma another clause may begin.
        let goes_on = match (object, joint) {
            (false, 0) => true,
            (false, _) => verb > 0,
            (true, 0) => verb == 0,
            (true, _) => r.is(end, "và") && verb > 0 && (n > verb || small(r, next + verb) > 0),
        };
        if n == 0 || !goes_on {
            break;
        }
        object = n > verb;
        end = next + n;
    }
    object.then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::facts::names::trial::found;

    fn names(text: &str) -> Vec<String> {
        found(text).into_iter().map(|n| n.1).collect()
    }

    #[test]
    fn a_firm_holds_its_trade_and_whatever_is_glued_to_its_name() {
        let got = names(
            "Hôm qua Công ty TNHH sản xuất và xuất nhập khẩu K-V.Mart đầu tư tại Lào, Công ty K-V.Mart cho biết.",
        );
        assert_eq!(got, ["Công ty TNHH sản xuất và xuất nhập khẩu K-V.Mart", "Lào", "Công ty K-V.Mart"]);
        let got = names("Công ty Bảo hiểm nhân thọ Vĩnh Cửu và Công ty CP Xây dựng số 9 đã ký kết với nhau.");
        assert_eq!(got, ["Công ty Bảo hiểm nhân thọ Vĩnh Cửu", "Công ty CP Xây dựng số 9"]);
    }

    #[test]
    fn behind_the_name_proper_stands_the_verb() {
        let got = names("Theo đó, Công ty An Khê hỗ trợ Hà Nội, Tập đoàn Đại Lộc sản xuất giày dép.");
        assert_eq!(got, ["Công ty An Khê", "Hà Nội", "Tập đoàn Đại Lộc"]);
    }

    #[test]
    fn an_office_holds_what_it_does_and_to_what() {
        let got = names("Cục Quản lý, giám sát chứng khoán đã họp, Ban Chỉ đạo phòng, chống buôn lậu cũng họp.");
        assert_eq!(got, ["Cục Quản lý, giám sát chứng khoán", "Ban Chỉ đạo phòng, chống buôn lậu"]);
        let got = names("Hôm qua Cục Quản lý thị trường kiểm tra các cửa hàng.");
        assert_eq!(got, ["Cục Quản lý thị trường"]);
    }

    #[test]
    fn a_body_is_found_without_the_name_of_its_division() {
        let got = names(
            "Nhà do Trung tâm quản lý quỹ đất tỉnh Hà Nam bán. Tiền nộp cho Trung tâm quản lý quỹ đất tỉnh vào hôm sau.",
        );
        assert_eq!(got, ["Trung tâm quản lý quỹ đất tỉnh Hà Nam", "Trung tâm quản lý quỹ đất tỉnh"]);
    }
}
