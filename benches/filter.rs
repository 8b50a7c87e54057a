//! The fuzzy filter over 10 000 and 100 000 titles.

use criterion::{Criterion, criterion_group, criterion_main};
use simak::library::filter::{Candidate, Filter};

const WORDS: [&str; 12] =
    ["panen", "Nguyễn", "sungai", "harga", "kota", "Đà", "kereta", "delta", "pasar", "museum", "irigasi", "trong"];

fn titles(count: usize) -> Vec<Candidate> {
    let word = |n: usize| WORDS[n % WORDS.len()];
    (0..count)
        .map(|i| Candidate::new(&format!("{} {} {} {i} {}", word(i), word(i / 7), word(i / 31), word(i / 3))))
        .collect()
}

fn filter(c: &mut Criterion) {
    for count in [10_000, 100_000] {
        let all = titles(count);
        for query in ["s", "sun", "nguyen trog"] {
            c.bench_function(&format!("filter {count} {query}"), |b| b.iter(|| Filter::new(query).rank(&all)));
        }
    }
}

criterion_group!(benches, filter);
criterion_main!(benches);
