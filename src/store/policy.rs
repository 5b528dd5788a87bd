//! Policies in the file: the service level expectation, workers, targets of kinds of work.
//!
//! ```text
//! {"board":"b1","id":"5k2m0x",…,"sle":{"percent":85,"within_ms":691200000}}
//! {"column":"review","id":"q8f7aa",…,"workers":2}
//! {"work_kind":"debt","id":"m0xe3k",…,"target":20}
//! ```
//!
//! Each is one value and so one register: two people who change the expectation at the same time
//! leave one of theirs, never the time of one with the percentage of the other. Null takes it away.
//! A value that cannot be is a reason that begins with its key, and the row stays as it is.

use super::convert::Reason;
use super::row::{Given, Line, SleValue};
use crate::board::{Share, Sle, Workers};

pub type Register<T> = Option<Option<T>>;

pub fn sle(given: &Given<SleValue>) -> Result<Register<Sle>, Reason> {
    register(given, |value| {
        let percent = value.percent.ok_or("sle has no percent")?;
        let within_ms = value.within_ms.ok_or("sle has no within_ms")?;
        let share = share("sle percent", percent)?;
        Sle::new(within_ms, share).ok_or_else(|| {
            format!("sle within_ms {within_ms}: the time is 1 to {} milliseconds, 100 years", Sle::MOST_MS)
        })
    })
}

pub fn workers(given: &Given<i64>) -> Result<Register<Workers>, Reason> {
    register(given, |workers| {
        let known = u64::try_from(*workers).ok().and_then(Workers::new);
        known.ok_or_else(|| format!("workers {workers}: workers are 1 to 65535, or null where not known"))
    })
}

pub fn target(given: &Given<i64>) -> Result<Register<Share>, Reason> {
    register(given, |percent| share("target", *percent))
}

/// Not given, taken away, given.
fn register<T, U>(given: &Given<T>, value: impl Fn(&T) -> Result<U, Reason>) -> Result<Register<U>, Reason> {
    given.0.as_ref().map(|given| given.as_ref().map(value).transpose()).transpose()
}

fn share(key: &str, percent: i64) -> Result<Share, Reason> {
    let known = u64::try_from(percent).ok().and_then(Share::new);
    known.ok_or_else(|| format!("{key} {percent}: a share is 1 to 100 percent"))
}

pub fn put_sle(line: &mut Line, sle: Register<Sle>) {
    match sle {
        Some(Some(Sle { within_ms, share })) => {
            let percent = share.percent();
            line.plain("sle", format_args!("{{\"percent\":{percent},\"within_ms\":{within_ms}}}"));
        }
        Some(None) => {
            line.plain("sle", "null");
        }
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::store::load;

    fn told(row: &str) -> (Vec<String>, Option<(i64, u8)>, usize) {
        let file = format!(
            "{{\"andon\":1,\"rows\":[\n{{\"column\":\"dev\",\"id\":\"a\",\"rev\":1,\
             \"at\":\"2026-03-02T08:00:00Z\",\"by\":\"m\",\"name\":\"Dev\"}},\n{row},\n{{\"end\":1}}]}}\n"
        );
        let loaded = load(file.as_bytes()).unwrap();
        // Whatever it made of the row, the row stays.
        let kept = crate::store::canonical(file.as_bytes()).unwrap();
        assert!(String::from_utf8(kept).unwrap().contains(row), "{row}");
        let sle = loaded.board.sle().map(|sle| (sle.within_ms, sle.share.percent()));
        let findings = loaded.findings.into_iter().map(|finding| finding.reason).collect();
        (findings, sle, loaded.board.work_targets().len())
    }

    fn row(subject: &str, says: &str) -> String {
        format!("{{{subject},\"id\":\"zz\",\"rev\":2,\"at\":\"2026-03-02T08:00:00Z\",\"by\":\"m\",{says}}}")
    }

    #[test]
    fn what_is_agreed_on_is_read() {
        let eight_days = r#""sle":{"percent":85,"within_ms":691200000}"#;
        assert_eq!(told(&row(r#""board":"b""#, eight_days)), (vec![], Some((691_200_000, 85)), 0));
        assert_eq!(told(&row(r#""board":"b""#, r#""sle":null"#)), (vec![], None, 0));
        assert_eq!(told(&row(r#""work_kind":"debt""#, r#""target":20"#)), (vec![], None, 1));
        assert_eq!(told(&row(r#""work_kind":"debt""#, r#""target":null"#)), (vec![], None, 0));
        assert_eq!(told(&row(r#""column":"dev""#, r#""workers":null"#)), (vec![], None, 0));
        // What a newer andon adds to the value is its own business.
        let newer = r#""sle":{"percent":50,"within_ms":1,"class":"fast"}"#;
        assert_eq!(told(&row(r#""board":"b""#, newer)), (vec![], Some((1, 50)), 0));
    }

    #[test]
    fn what_cannot_be_is_told_with_its_key_and_kept() {
        for (subject, says, reason) in [
            (r#""board":"b""#, r#""sle":{"percent":0,"within_ms":1}"#, "sle percent 0: "),
            (r#""board":"b""#, r#""sle":{"percent":101,"within_ms":1}"#, "sle percent 101: "),
            (r#""board":"b""#, r#""sle":{"percent":85,"within_ms":0}"#, "sle within_ms 0: "),
            (r#""board":"b""#, r#""sle":{"percent":85,"within_ms":9223372036854775807}"#, "sle within_ms 9"),
            (r#""board":"b""#, r#""sle":{"percent":85}"#, "sle has no within_ms"),
            (r#""board":"b""#, r#""sle":{}"#, "sle has no percent"),
            (r#""board":"b""#, r#""sle":"85% 8d""#, r#""85% 8d" stands where an sle such as {"percent":85,"#),
            (r#""column":"dev""#, r#""workers":0"#, "workers 0: "),
            (r#""column":"dev""#, r#""workers":70000"#, "workers 70000: "),
            (r#""column":"dev""#, r#""workers":1.5"#, "`1.5` stands where a whole number should be"),
            (r#""work_kind":"debt""#, r#""target":-20"#, "target -20: a share is 1 to 100 percent"),
            (r#""work_kind":" ""#, r#""target":20"#, "work_kind names no kind of work"),
        ] {
            let (findings, sle, targets) = told(&row(subject, says));
            assert_eq!((findings.len(), sle, targets), (1, None, 0), "{says}");
            assert!(findings[0].starts_with(reason), "{says}: {}", findings[0]);
        }
    }
}
