//! Names that people know columns and stages by, made so that they tell them apart.

use std::collections::BTreeMap;

use crate::board::{Board, ColumnIx, Id, Scope};

/// What every column and stage is called. No two columns share a name, nor do two stages: an id
/// stands beside a name that several have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScopeNames(Vec<(Scope, String)>);

impl ScopeNames {
    /// Those of a board.
    pub fn of(board: &Board) -> Self {
        let columns = board.column_numbers().map(|ix| (Scope::Column(ix), board.column(ix).id));
        let stages = board.stages().iter().map(|stage| (Scope::Stage(stage.id), stage.id));
        let mut names = apart(board, columns.collect());
        names.extend(apart(board, stages.collect()));
        Self(names)
    }

    /// The name of a column or stage.
    pub fn of_scope(&self, scope: Scope) -> &str {
        self.0.iter().find(|(of, _)| *of == scope).map_or("", |(_, name)| name)
    }

    /// The name of a column.
    pub fn of_column(&self, column: ColumnIx) -> &str {
        self.of_scope(Scope::Column(column))
    }
}

fn apart(board: &Board, scopes: Vec<(Scope, Id)>) -> Vec<(Scope, String)> {
    let mut names: Vec<String> = scopes.iter().map(|(scope, _)| board.scope_name(*scope)).collect();
    // Once, or twice where a name looks like another one with its id.
    loop {
        let mut uses: BTreeMap<&str, u32> = BTreeMap::new();
        for name in &names {
            *uses.entry(name).or_default() += 1;
        }
        let shared: Vec<bool> = names.iter().map(|name| uses.get(&**name) != Some(&1)).collect();
        if !shared.contains(&true) {
            return scopes.into_iter().map(|(scope, _)| scope).zip(names).collect();
        }
        for ((name, shared), (_, id)) in names.iter_mut().zip(shared).zip(&scopes) {
            if shared {
                *name = format!("{name} ({id})");
            }
        }
    }
}
