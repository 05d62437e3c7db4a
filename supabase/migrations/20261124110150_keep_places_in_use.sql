-- Taking a booked import back removes the accounts that it made and that nothing else uses: what tracks a debt
-- or holds money that is set aside is in use.

create or replace function private.remove_unused_places(held public.imports)
returns void
language plpgsql
set search_path = ''
as $$
begin
  delete from public.accounts as account
  where account.user_id = held.user_id and held.booked -> 'new_accounts' ? account.id::text
    and account.updated_at = account.created_at
    and not exists (select from public.transactions as moved where moved.account_id = account.id)
    and not exists (select from public.imports as other where other.account_id = account.id)
    and not exists (select from public.debts as debt where debt.account_id = account.id)
    and not exists (select from public.goal_contributions as made where made.account_id = account.id)
    and not exists (
      select from public.recurring_transactions as rule
      where rule.user_id = account.user_id and account.id in (rule.account_id, rule.to_account_id)
    );
  delete from public.categories as category
  where category.user_id = held.user_id and held.booked -> 'new_categories' ? category.id::text
    and category.updated_at = category.created_at
    and not exists (select from public.transactions as moved where moved.category_id = category.id)
    and not exists (select from public.transaction_parts as part where part.category_id = category.id)
    and not exists (select from public.budgets as budget where budget.category_id = category.id)
    and not exists (select from public.category_rules as rule where rule.category_id = category.id)
    and not exists (select from public.recurring_transactions as rule where rule.category_id = category.id);
end
$$;
