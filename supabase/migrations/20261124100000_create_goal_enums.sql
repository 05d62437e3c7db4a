-- The words of goals.

create type public.goal_kind as enum (
  'EMERGENCY_FUND', 'PURCHASE', 'WEDDING', 'HOUSE', 'EDUCATION', 'HAJJ', 'UMRAH', 'RETIREMENT', 'DEBT_FREE', 'OWN'
);
comment on type public.goal_kind is 'What a person saves for.';

create type public.goal_state as enum ('ACTIVE', 'PAUSED', 'ACHIEVED', 'SPENT', 'DROPPED');
comment on type public.goal_state is 'Where a goal stands in its life; SPENT is the end, the money was used for what it was for.';

create type public.target_rule as enum ('FIXED', 'EXPENSES_MIN', 'EXPENSES_GOOD', 'DEBTS');
comment on type public.target_rule is
  'Where a target comes from: an amount of its own, months of spending (the least, or a comfortable number), or what is owed.';

create type public.contribution_kind as enum ('STARTING', 'SET_ASIDE', 'TAKEN_BACK', 'SPENT');
comment on type public.contribution_kind is 'Why money came to a goal or left it.';
