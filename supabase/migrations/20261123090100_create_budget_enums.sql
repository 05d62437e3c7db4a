-- The words of the budget tracker.

create type public.account_kind as enum ('CASH', 'BANK', 'E_WALLET', 'CREDIT_CARD', 'PAYLATER', 'INVESTMENT');
comment on type public.account_kind is 'What sort of place money lies in.';

create type public.budget_group as enum ('INCOME', 'NEEDS', 'WANTS', 'SAVING');
comment on type public.budget_group is 'What a category is for: money that comes in, spending that cannot wait or could, and saving.';

create type public.transaction_source as enum ('MANUAL', 'SENTENCE', 'IMPORT', 'RECURRING', 'RECONCILIATION');
comment on type public.transaction_source is 'How a transaction got in.';

create type public.month_start as enum ('DAY', 'LAST_WORKING_DAY');
comment on type public.month_start is 'What begins a budget month: a day of the month, or the last working day of the month before.';

create type public.rule_status as enum ('ACTIVE', 'PROPOSED', 'DISMISSED');
comment on type public.rule_status is 'Whether a category rule is used, waits for its owner''s review, or was turned down.';

create type public.import_state as enum ('STAGING', 'READY', 'COMMITTED', 'REVERTED');
comment on type public.import_state is 'How far an import is: rows come in, rows can be reviewed, booked, taken back.';

create type public.row_verdict as enum ('NEW', 'DUPLICATE', 'POSSIBLE_DUPLICATE', 'REFUSED');
comment on type public.row_verdict is 'What was found about one row of an import.';
