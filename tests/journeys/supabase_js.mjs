// Journeys of a browser's client: `node supabase_js.mjs STORY`. The stack is named by the environment that
// `python -m dev.stack env` prints; FINTAR_NODE_MODULES is the folder that holds the official client.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const { createClient } = createRequire(join(process.env.FINTAR_NODE_MODULES, "x.js"))("@supabase/supabase-js");
const { SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: publishableKey, SUPABASE_SECRET_KEY: secretKey } = process.env;
const PASSWORD = "kopi-Tubruk-2026";

function client(key = publishableKey) {
  return createClient(url, key, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: globalThis.WebSocket ?? class {} }, // Node 20 has none, and no story needs it
  });
}

function freshEmail(name) {
  return `${name}.${crypto.randomUUID().slice(0, 8)}@example.com`;
}

function must({ data, error }) {
  assert.equal(error, null, error && `${error.code ?? error.status}: ${error.message}`);
  return data;
}

/** A confirmed person and a client signed in as them, whatever the stack says about confirmation. */
async function person(name) {
  const email = freshEmail(name);
  const { user } = must(await client(secretKey).auth.admin.createUser({ email, password: PASSWORD, email_confirm: true }));
  const theirs = client();
  must(await theirs.auth.signInWithPassword({ email, password: PASSWORD }));
  return { id: user.id, email, client: theirs };
}

/** The newest mail to a person; mail is sent while the request runs, the catcher writes it a moment later. */
async function mailTo(email) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const mails = readdirSync(process.env.FINTAR_MAILS).filter((name) => name.endsWith(".eml")).sort().reverse();
    for (const name of mails) {
      const text = readFileSync(join(process.env.FINTAR_MAILS, name), "utf8");
      if (text.toLowerCase().includes(email.toLowerCase())) return decoded(text);
    }
    await wait(50);
  }
  throw new Error(`no mail to ${email}`);
}

function decoded(mail) {
  const [head, ...rest] = mail.split(/\r?\n\r?\n/);
  const body = rest.join("\n\n");
  if (/base64/i.test(mail)) {
    return body.replace(/[A-Za-z0-9+/=\r\n]{40,}/g, (block) => Buffer.from(block, "base64").toString("utf8"));
  }
  return `${head}\n\n${body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))}`;
}

function linkIn(mail) {
  const link = mail.match(/https?:\/\/[^\s"'<>]*\/verify\?[^\s"'<>]*/);
  assert.ok(link, "the mail holds a link");
  return link[0].replaceAll("&amp;", "&");
}

/** One request to the functions as the person who is signed in. */
async function ask(theirs, method, path, body) {
  const { session } = must(await theirs.auth.getSession());
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${session.access_token}`, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.headers.get("content-type").includes("json") ? answer.json() : answer.arrayBuffer();
}

/** The day in Jakarta, so many days ago. */
function day(ago = 0) {
  return new Date(Date.now() + 7 * 3_600_000 - ago * 86_400_000).toISOString().slice(0, 10);
}

const stories = {
  async "signs up, signs in, refreshes and signs out"() {
    const email = freshEmail("ayu");
    const mine = client();

    const signedUp = must(await mine.auth.signUp({ email, password: PASSWORD, options: { data: { first_name: "Ayu" } } }));
    if (!signedUp.session) {
      must(await client(secretKey).auth.admin.updateUserById(signedUp.user.id, { email_confirm: true }));
    }
    const { session } = must(await mine.auth.signInWithPassword({ email, password: PASSWORD }));
    const { session: refreshed } = must(await mine.auth.refreshSession());
    const { data: claims } = await mine.auth.getClaims();
    const row = must(await mine.from("users").select("email, first_name, role").single());
    const signedOut = await mine.auth.signOut();

    assert.notEqual(refreshed.refresh_token, session.refresh_token);
    assert.equal(claims.claims.user_role, "USER");
    assert.deepEqual(row, { email, first_name: "Ayu", role: "USER" });
    assert.equal(signedOut.error, null);
    assert.equal((await client().auth.getUser(refreshed.access_token)).error.name, "AuthSessionMissingError");
    assert.ok((await client().auth.refreshSession({ refresh_token: refreshed.refresh_token })).error);
  },

  async "reads and patches own rows directly"() {
    const { id, client: mine } = await person("ayu");

    const user = must(await mine.from("users").update({ first_name: "Ayu", preferences: { language: "id" } }).eq("id", id).select().single());
    const profile = must(await mine.from("user_profiles").insert({ occupation: "Barista", gender: "FEMALE", date_of_birth: "2001-04-21", marital_status: "SINGLE", dependents: 0 }).select().single());
    const data = must(await mine.from("financial_data").insert({ monthly_income: 5_500_000, monthly_expenses: 4_100_000 }).select().single());
    const patched = must(await mine.from("financial_data").update({ current_savings: 2_000_000 }).eq("id", data.id).select().single());
    const flags = must(await mine.from("users").select("profile_completed, financial_data_completed").single());

    assert.equal(user.first_name, "Ayu");
    assert.equal(profile.user_id, id);
    assert.deepEqual([patched.monthly_income, patched.current_savings], [5_500_000, 2_000_000]);
    assert.deepEqual(flags, { profile_completed: true, financial_data_completed: false });
  },

  async "sees and touches nobody else's rows"() {
    const owner = await person("pemilik");
    const stranger = await person("orang.asing");
    must(await owner.client.from("financial_data").insert({ monthly_income: 7_777_777 }));
    must(await owner.client.from("user_profiles").insert({ occupation: "Perawat" }));

    for (const table of ["users", "user_profiles", "financial_data"]) {
      const theirs = table === "users" ? "id" : "user_id";
      const seen = must(await stranger.client.from(table).select("*").eq(theirs, owner.id));
      assert.deepEqual(seen, [], `${table} read`);
    }
    const changed = await stranger.client.from("financial_data").update({ monthly_income: 1 }).eq("user_id", owner.id).select();
    const promoted = await owner.client.from("users").update({ role: "ADMIN" }).eq("id", owner.id);
    const anonymous = await client().from("users").select("*");

    assert.deepEqual(changed.data, []);
    assert.equal(promoted.error.code, "42501");
    assert.ok(anonymous.error || anonymous.data.length === 0);
    assert.equal(must(await owner.client.from("financial_data").select("monthly_income").single()).monthly_income, 7_777_777);
  },

  async "resets a forgotten password by the mailed link"() {
    const { email } = await person("lupa");
    const browser = client();

    must(await browser.auth.resetPasswordForEmail(email));
    const link = linkIn(await mailTo(email));
    const answer = await fetch(link, { redirect: "manual" });
    const fragment = new URLSearchParams(new URL(answer.headers.get("location")).hash.slice(1));
    must(await browser.auth.setSession({ access_token: fragment.get("access_token"), refresh_token: fragment.get("refresh_token") }));
    must(await browser.auth.updateUser({ password: "sandi-Baru-2026" }));
    const again = await fetch(link, { redirect: "manual" });

    assert.equal(answer.status, 303);
    assert.equal(fragment.get("type"), "recovery");
    assert.match(again.headers.get("location"), /error_code=otp_expired/);
    assert.equal((await client().auth.signInWithPassword({ email, password: PASSWORD })).error.code, "invalid_credentials");
    must(await client().auth.signInWithPassword({ email, password: "sandi-Baru-2026" }));
  },

  async "refreshes in two tabs at once"() {
    const { client: tab } = await person("dua.tab");
    const { session } = must(await tab.auth.getSession());
    const tabs = [client(), client(), client()];

    const answers = await Promise.all(tabs.map((each) => each.auth.refreshSession({ refresh_token: session.refresh_token })));

    const sessions = answers.map((answer) => must(answer).session);
    assert.equal(new Set(sessions.map((each) => each.refresh_token)).size, 1);
    for (const each of sessions) must(await client().auth.getUser(each.access_token));
    must(await client().auth.refreshSession({ refresh_token: sessions[0].refresh_token }));
  },

  async "is refused at once when banned during a session"() {
    const { id, email, client: mine } = await person("diblokir");
    const admin = client(secretKey).auth.admin;

    must(await admin.updateUserById(id, { ban_duration: "1h" }));
    const refresh = await mine.auth.refreshSession();
    const signIn = await client().auth.signInWithPassword({ email, password: PASSWORD });
    must(await admin.updateUserById(id, { ban_duration: "none" }));

    assert.equal(refresh.error.code, "user_banned");
    assert.equal(signIn.error.code, "user_banned");
    must(await client().auth.signInWithPassword({ email, password: PASSWORD }));
  },

  async "takes an e-mail in any case as the same person"() {
    const { id, email, client: mine } = await person("huruf.besar");

    const signedIn = must(await client().auth.signInWithPassword({ email: email.toUpperCase(), password: PASSWORD }));
    const again = await client().auth.signUp({ email: email.replace("huruf", "HuRuF"), password: PASSWORD });
    const { user: unchanged } = must(await mine.auth.updateUser({ email: email.toUpperCase() }));
    const row = must(await mine.from("users").select("email").single());
    must(await client().auth.resetPasswordForEmail(email.toUpperCase()));

    assert.equal(signedIn.user.id, id);
    assert.ok(again.error?.code === "user_already_exists" || again.data.user.identities.length === 0);
    assert.deepEqual([unchanged.email, unchanged.new_email, row.email], [email, undefined, email]);
    assert.ok(linkIn(await mailTo(email)));
  },

  async "signs out here, elsewhere and everywhere"() {
    const { email, client: here } = await person("tiga.sesi");
    const elsewhere = client();
    must(await elsewhere.auth.signInWithPassword({ email, password: PASSWORD }));

    assert.equal((await here.auth.signOut({ scope: "others" })).error, null);
    const othersEnded = await elsewhere.auth.refreshSession();
    const hereGoesOn = await here.auth.refreshSession();
    must(await elsewhere.auth.signInWithPassword({ email, password: PASSWORD }));
    assert.equal((await here.auth.signOut({ scope: "local" })).error, null);
    const elsewhereGoesOn = await elsewhere.auth.refreshSession();

    assert.ok(othersEnded.error);
    assert.equal(hereGoesOn.error, null);
    assert.equal(elsewhereGoesOn.error, null);
  },

  async "keeps accounts and budgets, and reads a month in one round trip"() {
    const { client: mine } = await person("sari.bulan");
    const category = Object.fromEntries(
      must(await mine.from("categories").select("id, code").is("user_id", null)).map(({ id, code }) => [code, id]),
    );
    const [bca, gopay] = must(
      await mine
        .from("accounts")
        .insert([
          { name: "BCA", kind: "BANK", institution: "BCA", opening_balance: 1_000_000, opened_on: day(40) },
          { name: "GoPay", kind: "E_WALLET", institution: "GoPay", opening_balance: 50_000, opened_on: day(40) },
        ])
        .select(),
    );
    const { month } = must(await mine.rpc("budget_month").single());
    must(
      await mine.from("budgets").insert([
        { category_id: category["needs.eating"], month, amount: 600_000, rollover_overspend: false },
        { category_id: category["wants.coffee"], month, amount: 100_000, rollover_overspend: true },
      ]),
    );
    const spent = { account_id: gopay.id, booked_on: day(), category_id: category["wants.coffee"] };

    must(await mine.rpc("record_transactions", {
      entries: [
        { account_id: bca.id, booked_on: day(), amount: 5_000_000, category_id: category["income.salary"] },
        { account_id: bca.id, to_account_id: gopay.id, booked_on: day(), amount: -200_000 },
        { ...spent, amount: -130_000, merchant: "Kopi Kenangan" },
      ],
    }));
    must(await mine.rpc("move_budget", {
      month,
      from_category_id: category["needs.eating"],
      to_category_id: category["wants.coffee"],
      amount: 20_000,
    }));
    const [whole] = must(await mine.from("transactions").insert({ ...spent, amount: -90_000, category_id: null }).select());
    must(await mine.rpc("split_transaction", {
      transaction_id: whole.id,
      parts: [
        { category_id: category["needs.eating"], amount: -60_000 },
        { category_id: category["wants.coffee"], amount: -30_000 },
      ],
    }));
    const summary = must(await mine.rpc("month_summary", { month }));
    const balances = must(await mine.rpc("account_balances"));
    const badParts = await mine.from("transaction_parts").insert({ transaction_id: whole.id, amount: -1 });
    const loneLeg = await mine.from("transactions").insert({ ...spent, amount: -5, transfer_id: crypto.randomUUID() });

    const coffee = summary.categories.find(({ code }) => code === "wants.coffee");
    assert.deepEqual([summary.income, summary.spending, summary.net], [5_000_000, 220_000, 4_780_000]);
    assert.deepEqual([coffee.amount, coffee.budget.moved, coffee.budget.available], [160_000, 20_000, -40_000]);
    assert.equal(summary.trend.length, 12);
    assert.equal(summary.days.at(-1).cumulative, 220_000);
    assert.deepEqual(
      Object.fromEntries(balances.map(({ name, balance }) => [name, balance])),
      { BCA: 5_800_000, GoPay: 30_000 },
    );
    assert.equal(badParts.error.code, "23514");
    assert.equal(loneLeg.error.code, "23514");
  },

  async "lives a month from the first sentence to the report"() {
    const { client: mine } = await person("bima.bulan");
    must(await mine.from("accounts").insert([
      { name: "BCA", kind: "BANK", institution: "BCA", opening_balance: 500_000, opened_on: day(40) },
      { name: "GoPay", kind: "E_WALLET", institution: "GoPay", opening_balance: 0, opened_on: day(40) },
    ]));

    const read = await ask(mine, "POST", "/financial/transactions/parse", {
      text: "gaji 7,5jt ke bca, transfer 500rb dari bca ke gopay, ngopi 35rb pakai gopay",
    });
    const entries = read.proposals.map(({ entry }) => entry);
    assert.deepEqual(entries.map(({ amount }) => amount), [7_500_000, -500_000, -35_000], JSON.stringify(read));
    await ask(mine, "POST", "/financial/transactions", { entries });
    const shop = must(
      await mine.from("transactions").update({ merchant: "Warung Bu Endang" }).eq("amount", -35_000).select().single(),
    );
    const eating = must(await mine.from("categories").select("id").eq("code", "needs.eating").single());
    must(await mine.from("transactions").update({ category_id: eating.id }).eq("id", shop.id));
    const offered = must(await mine.from("category_rules").select("*").single());
    must(await mine.from("category_rules").update({ status: "ACTIVE" }).eq("id", offered.id));
    must(await mine.from("recurring_transactions").insert({
      account_id: shop.account_id,
      amount: -54_990,
      merchant: "Spotify",
      rrule: "FREQ=MONTHLY",
      starts_on: day(),
    }));
    const due = await ask(mine, "GET", "/financial/transactions/due");
    await ask(mine, "POST", "/financial/transactions", { entries: due.items.map(({ entry }) => entry) });

    const dueAgain = await ask(mine, "GET", "/financial/transactions/due");
    const again = await ask(mine, "POST", "/financial/transactions/parse", { text: "warung bu endang 20rb pakai gopay" });
    const { month } = await ask(mine, "GET", "/financial/budget");
    const picture = await ask(mine, "GET", "/financial/budget/report?format=svg");
    const document = await ask(mine, "GET", "/financial/budget/report?format=pdf");
    const file = await ask(mine, "GET", "/financial/transactions/export");

    assert.equal(offered.status, "PROPOSED");
    assert.deepEqual(dueAgain.items, []);
    assert.deepEqual([again.proposals[0].category_id, again.proposals[0].filed_as], [eating.id, "RULE"]);
    assert.deepEqual([month.summary.income, month.summary.spending], [7_500_000, 89_990]);
    assert.match(Buffer.from(picture).toString(), /^<svg/);
    assert.match(Buffer.from(document).subarray(0, 5).toString(), /^%PDF-/);
    assert.match(Buffer.from(file).toString(), /Warung Bu Endang/);
  },

  async "plans with debts and goals that nobody else sees"() {
    const owner = await person("dewi.rencana");
    const stranger = await person("orang.asing");
    const mine = owner.client;
    const [bca, paylater] = must(
      await mine
        .from("accounts")
        .insert([
          { name: "BCA", kind: "BANK", institution: "BCA", opening_balance: 9_000_000, opened_on: day(40) },
          { name: "SPayLater", kind: "PAYLATER", institution: "Shopee", opening_balance: -1_200_000, opened_on: day(40) },
        ])
        .select(),
    );
    must(await mine.from("financial_data").insert({ monthly_income: 7_000_000, monthly_expenses: 5_000_000 }));

    const motor = must(
      await mine
        .from("debts")
        .insert({ kind: "VEHICLE_LOAN", name: "Motor", method: "FLAT", principal: 12_000_000, balance: 8_000_000, annual_rate: 0.12, instalment: 620_000 })
        .select()
        .single(),
    );
    must(await mine.from("debts").insert({ kind: "PAYLATER", name: "Paylater", method: "EFFECTIVE", annual_rate: 0.36, instalment: 300_000, account_id: paylater.id }));
    const goal = await ask(mine, "POST", "/financial/goals", {
      kind: "UMRAH", name: "Umrah", target: 35_000_000, target_on: `${Number(day().slice(0, 4)) + 3}-12-31`,
    });
    const wish = { account_id: bca.id, amount: 1_500_000 };
    await ask(mine, "POST", `/financial/goals/${goal.id}/contributions`, wish);

    const goals = must(await mine.from("financial_goals").select("id, name, state, goal_contributions(amount, kind)"));
    const owed = must(await mine.rpc("debts_owed"));
    const payoff = await ask(mine, "POST", "/financial/debts/payoff", { extra: 200_000 });
    const played = await ask(mine, "POST", "/financial/budget/simulate", { months: 24 });
    const tooMuch = await mine.from("debts").update({ balance: 12_000_001 }).eq("id", motor.id);
    const tracked = await mine.from("debts").update({ account_id: bca.id }).eq("id", motor.id);

    assert.deepEqual(goals, [
      { id: goal.id, name: "Umrah", state: "ACTIVE", goal_contributions: [{ amount: 1_500_000, kind: "SET_ASIDE" }] },
    ]);
    assert.deepEqual(owed.map(({ name, balance }) => [name, balance]), [["Motor", 8_000_000], ["Paylater", 1_200_000]]);
    assert.equal(payoff.minimums, 920_000);
    assert.deepEqual(payoff.debts.map(({ name }) => name).sort(), ["Motor", "Paylater"]);
    const { baseline } = played.start;
    assert.deepEqual(baseline.debts.map(({ debt }) => [debt.name, debt.balance]), [["Motor", 8_000_000], ["Paylater", 1_200_000]]);
    assert.deepEqual([baseline.cash, baseline.goals[0].set_aside], [7_500_000, 1_500_000]);
    assert.deepEqual([tooMuch.error.code, tracked.error.code], ["23514", "23514"]);

    for (const table of ["debts", "financial_goals", "goal_contributions"]) {
      assert.deepEqual(must(await stranger.client.from(table).select("*")), [], `${table} read`);
      assert.ok((await client().from(table).select("*")).error, `${table} without a session`);
    }
    const changed = must(await stranger.client.from("debts").update({ balance: 0 }).eq("id", motor.id).select());
    const removed = must(await stranger.client.from("financial_goals").delete().eq("id", goal.id).select());
    assert.deepEqual([changed, removed], [[], []]);
    assert.deepEqual(must(await stranger.client.rpc("debts_owed")), []);
    await assert.rejects(ask(stranger.client, "POST", "/financial/debts/payoff", {}), /409.*no_debts/s);
    await assert.rejects(ask(stranger.client, "POST", `/financial/goals/${goal.id}/contributions`, wish), /404/);
    assert.equal(must(await mine.from("debts").select("balance").eq("id", motor.id).single()).balance, 8_000_000);
  },
};

if (process.argv[2] === "--list") console.log(JSON.stringify(Object.keys(stories)));
else await stories[process.argv[2]]();
