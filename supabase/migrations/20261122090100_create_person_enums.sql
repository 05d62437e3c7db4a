-- The words that describe an account, a person and their appetite for risk.

create type public.user_role as enum ('USER', 'CONSULTANT', 'ADMIN');
comment on type public.user_role is 'What an account may do.';

create type public.gender as enum ('FEMALE', 'MALE', 'UNDISCLOSED');
comment on type public.gender is 'A person''s gender, or that they keep it to themselves.';

create type public.marital_status as enum ('SINGLE', 'MARRIED', 'DIVORCED', 'WIDOWED');
comment on type public.marital_status is 'A person''s marital status.';

create type public.risk_level as enum ('CONSERVATIVE', 'MODERATE', 'AGGRESSIVE');
comment on type public.risk_level is 'How much a person is ready to see an investment swing.';
