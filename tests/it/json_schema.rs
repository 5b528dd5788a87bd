//! As much of JSON Schema (2020-12) as andon's schemas use, and strictly so: a keyword that is not
//! checked here fails the test that uses it. A hundred lines here keep a validator's seventy
//! packages out of every build.

use serde_json::Value;

/// Where `value` is not what `schema` says.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, schema, value, "", &mut faults);
    faults
}

fn check(root: &Value, schema: &Value, value: &Value, place: &str, faults: &mut Vec<String>) {
    for (keyword, rule) in schema.as_object().expect("a schema is an object") {
        let holds = match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let pointer = rule.as_str().and_then(|link| link.strip_prefix('#')).expect("a local $ref");
                let target = root.pointer(pointer).unwrap_or_else(|| panic!("{pointer} is not defined"));
                check(root, target, value, place, faults);
                true
            }
            "type" => match rule {
                Value::Array(types) => types.iter().any(|name| is_a(name, value)),
                name => is_a(name, value),
            },
            "const" => rule == value,
            "enum" => rule.as_array().unwrap().contains(value),
            "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= rule.as_f64().unwrap()),
            "pattern" => value.as_str().is_none_or(|text| matches(rule.as_str().unwrap(), text)),
            "anyOf" => rule.as_array().unwrap().iter().any(|schema| {
                let mut inner = Vec::new();
                check(root, schema, value, place, &mut inner);
                inner.is_empty()
            }),
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{place}/{index}"), faults);
                }
                true
            }
            "minItems" => value.as_array().is_none_or(|list| list.len() as u64 >= rule.as_u64().unwrap()),
            "required" => {
                let keys = rule.as_array().unwrap().iter().map(|key| key.as_str().unwrap());
                value.as_object().is_none_or(|object| keys.into_iter().all(|key| object.contains_key(key)))
            }
            "properties" => {
                for (key, schema) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(key) {
                        check(root, schema, value, &format!("{place}/{key}"), faults);
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = |key: &str| schema.get("properties").is_some_and(|all| all.get(key).is_some());
                let rest = value.as_object().into_iter().flatten().filter(|(key, _)| !known(key));
                for (key, value) in rest {
                    let place = format!("{place}/{key}");
                    if rule == &Value::Bool(false) {
                        faults.push(format!("{place} is not in the schema"));
                    } else {
                        check(root, rule, value, &place, faults);
                    }
                }
                true
            }
            _ => panic!("{keyword} is not checked"),
        };
        if !holds {
            faults.push(format!("{place}: {value} breaks {keyword} {rule}"));
        }
    }
}

fn is_a(name: &Value, value: &Value) -> bool {
    match name.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type {other}"),
    }
}

/// The two patterns the schemas use.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern {
        r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$" => {
            let fraction = text.len() == 20 || (text.len() == 24 && text.get(19..20) == Some("."));
            fraction && text.ends_with('Z') && chrono::DateTime::parse_from_rfc3339(text).is_ok()
        }
        r"^\d{4}-\d{2}-\d{2}$" => text.len() == 10 && text.parse::<chrono::NaiveDate>().is_ok(),
        other => panic!("{other} is not checked"),
    }
}

#[test]
fn it_finds_faults() {
    let schema = serde_json::json!({
        "type": "object", "required": ["a"], "additionalProperties": false,
        "properties": {"a": {"$ref": "#/$defs/n"}, "b": {"type": "array", "items": {"enum": [1, null]}}},
        "$defs": {"n": {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 9}, {"type": "null"}]}}
    });
    for (value, valid) in [
        (r#"{"a":1}"#, true),
        (r#"{"a":null,"b":[1,null]}"#, true),
        (r#"{"a":-1}"#, false),
        (r#"{"a":1.5}"#, false),
        (r#"{"b":[]}"#, false),
        (r#"{"a":1,"b":[2]}"#, false),
        (r#"{"a":9}"#, true),
        (r#"{"a":10}"#, false),
        (r#"{"a":1,"c":0}"#, false),
        ("[]", false),
    ] {
        assert_eq!(faults(&schema, &serde_json::from_str(value).unwrap()).is_empty(), valid, "{value}");
    }
}
