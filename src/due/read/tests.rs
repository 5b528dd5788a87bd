use super::*;
use proptest::prelude::*;

fn on(day: &str) -> NaiveDate {
    super::super::of_value(day).unwrap()
}

fn value(text: &str, today: &str) -> Result<String, String> {
    read(text, on(today)).map(super::super::value).map_err(|error| error.to_string())
}

/// Seen from Saturday, 21 November 2026.
const TODAY: &str = "2026-11-21";

#[test]
fn days_as_people_say_them() {
    for (text, day) in [
        ("today", "2026-11-21"),
        ("Tomorrow", "2026-11-22"),
        ("tom", "2026-11-22"),
        ("day after tomorrow", "2026-11-23"),
        ("fri", "2026-11-27"),
        ("  FRIDAY ", "2026-11-27"),
        ("on fri", "2026-11-27"),
        ("by friday", "2026-11-27"),
        ("sun", "2026-11-22"),
        ("next fri", "2026-11-27"),
        ("next sat", "2026-11-28"),
        ("this sun", "2026-11-22"),
        ("next week", "2026-11-23"),
        ("next month", "2026-12-01"),
        ("next year", "2027-01-01"),
        ("in 3 days", "2026-11-24"),
        ("3 days", "2026-11-24"),
        ("3d", "2026-11-24"),
        ("+3d", "2026-11-24"),
        ("0d", "2026-11-21"),
        ("in a week", "2026-11-28"),
        ("a week", "2026-11-28"),
        ("2 weeks", "2026-12-05"),
        ("2w", "2026-12-05"),
        ("a fortnight", "2026-12-05"),
        ("in 1 month", "2026-12-21"),
        ("3 months", "2027-02-21"),
        ("1y", "2027-11-21"),
        ("eom", "2026-11-30"),
        ("end of month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("eoq", "2026-12-31"),
        ("eoy", "2026-12-31"),
        ("24 dec", "2026-12-24"),
        ("dec 24", "2026-12-24"),
        ("24. December", "2026-12-24"),
        ("the 24th of december", "2026-12-24"),
        ("december 24th, 2027", "2027-12-24"),
        ("24 dec 2027", "2027-12-24"),
        ("3 jan", "2027-01-03"),
        ("1 sept", "2027-09-01"),
        ("24th", "2026-11-24"),
        ("20th", "2026-12-20"),
        ("31st", "2026-12-31"),
        ("29 feb", "2028-02-29"),
        ("24.12.", "2026-12-24"),
        ("24.12.2027", "2027-12-24"),
        ("24/12", "2026-12-24"),
        ("12/24/2027", "2027-12-24"),
        ("11/11/2027", "2027-11-11"),
        ("fri 27 nov", "2026-11-27"),
        ("Fri 1 Jan 2027", "2027-01-01"),
        ("2026-12-24", "2026-12-24"),
        // A whole date is taken as it is: it is how the past is recorded.
        ("2020-02-29", "2020-02-29"),
        ("", ""),
        ("none", ""),
        ("Never", ""),
    ] {
        assert_eq!(value(text, TODAY).as_deref(), Ok(day), "{text:?}");
    }
}

#[test]
fn weeks_and_months_end_where_they_do() {
    for (text, today, day) in [
        ("fri", "2026-11-16", "2026-11-20"),
        ("next fri", "2026-11-16", "2026-11-27"),
        ("this fri", "2026-11-16", "2026-11-20"),
        ("this fri", "2026-11-20", "2026-11-20"),
        ("eow", "2026-11-16", "2026-11-20"),
        ("mon", "2026-11-15", "2026-11-16"),
        ("1 month", "2027-01-31", "2027-02-28"),
        ("eom", "2028-02-10", "2028-02-29"),
        ("end of next month", "2027-12-31", "2028-01-31"),
        ("next month", "2027-12-31", "2028-01-01"),
        ("31st", "2027-02-01", "2027-03-31"),
        ("eoq", "2027-01-01", "2027-03-31"),
        ("tomorrow", "2026-12-31", "2027-01-01"),
    ] {
        assert_eq!(value(text, today).as_deref(), Ok(day), "{text:?} on {today}");
    }
}

#[test]
fn what_is_no_day_to_come_says_what_was_understood() {
    for (text, words) in [
        ("yesterday", "'yesterday' is Fri 20 Nov, yesterday, which is past"),
        ("this fri", "'this fri' is Fri 20 Nov, yesterday, which is past; write next"),
        ("20 nov", "'20 nov' is Fri 20 Nov, yesterday, which is past; write the year"),
        ("1 jan 2025", "is Wed 1 Jan 2025, 689 days ago, which is past"),
        ("sat", "can be today, Sat 21 Nov or in a week, Sat 28 Nov; write today, or next sat"),
        ("10/12", "can be Thu 10 Dec or Tue 12 Oct 2027; write the month by its name"),
        ("24", "can be in 24 days or a day of the month; write 24d, or 24th"),
        ("30 feb", "'30 feb': there is no 30 February 2026"),
        ("32nd", "no month has a day 32"),
        ("31 nov 2027", "there is no 31 November 2027"),
        ("mon 27 nov", "'mon 27 nov': that date is Friday, 27 Nov 2026"),
        ("tomorow", "'tomorow' is no day (did you mean tomorrow?); write fri"),
        ("wendesday", "did you mean wednesday?"),
        ("frx", "'frx' is no day; write fri, tomorrow, in 3 days, 24 dec, 2026-12-24 or none"),
        ("next", "is no day"),
        ("in", "is no day"),
        ("in x days", "is no day"),
        ("99999999999999999999d", "is too far off: days up to the year 2199"),
        ("400 years", "is too far off"),
        ("2200-01-01", "is too far off"),
        ("24 dec 9999", "is too far off"),
        ("2026-02-30", "is no day"),
        ("\u{1b}[31m", "'␛[31m' is no day"),
    ] {
        let said = value(text, TODAY).unwrap_err();
        assert!(said.contains(words), "{text:?}: {said}");
    }
    assert!(value(&"x".repeat(1_000_000), TODAY).unwrap_err().len() < 200);
}

proptest! {
    #[test]
    fn no_text_is_too_much(text in ".{0,30}|[a-z0-9 ./+-]{0,16}", days in 0..84_000_u64) {
        let today = on("1970-01-01").checked_add_days(chrono::Days::new(days)).unwrap();
        let _ = read(&text, today);
    }

    #[test]
    fn what_a_day_is_called_is_that_day_again(days in 0..80_000_u64, ahead in 0..3_000_u64) {
        let today = on("1970-01-01").checked_add_days(chrono::Days::new(days)).unwrap();
        let day = today.checked_add_days(chrono::Days::new(ahead)).unwrap();
        let file = super::super::value(Some(day));
        prop_assert_eq!(read(&file, today), Ok(Some(day)));
        prop_assert_eq!(read(&named(day, today), today), Ok(Some(day)));
        prop_assert_eq!(read(&told(day, today), today), Ok(Some(day)));
    }

    #[test]
    fn words_never_lead_into_the_past(word in "[a-z]{3,9}", days in 0..80_000_u64) {
        let today = on("1970-01-01").checked_add_days(chrono::Days::new(days)).unwrap();
        if let Ok(Some(day)) = read(&word, today) {
            prop_assert!(day >= today);
        }
    }
}
