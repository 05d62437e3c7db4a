"use strict";
// The same plan with Express: as little as it takes, checks by hand, with numbers as JavaScript has them.
// Three of our fourteen changes, no debts, goals, sums, differences, verdicts, rate limits or log.

const crypto = require("node:crypto");
const express = require("express");

const PATH = "/api/v1/financial/budget/simulate";
const ISSUER = "http://127.0.0.1:9/auth/v1";
const AUDIENCE = "authenticated";
const MOST = 1e12;
const verifying = crypto.createPublicKey({ key: JSON.parse(process.env.FINTAR_BENCH_PUBLIC_KEY), format: "jwk" });

const integer = (low, high) => (it) => Number.isSafeInteger(it) && it >= low && it <= high;
const number = (low, high) => (it) => typeof it === "number" && it >= low && it <= high;
const among = (...all) => (it) => all.includes(it);
const text = (it) => typeof it === "string" && it.length >= 1 && it.length <= 80;
const month = (it) => typeof it === "string" && /^[0-9]{4}-(0[1-9]|1[0-2])$/.test(it);
const maybe = (check) => (it) => it === undefined || it === null || check(it);
const list = (most, check) => (it) => Array.isArray(it) && it.length <= most && it.every(check);
const object = (fields) => (it) =>
  typeof it === "object" && it !== null && !Array.isArray(it) &&
  Object.keys(it).every((name) => Object.hasOwn(fields, name)) &&
  Object.entries(fields).every(([name, check]) => check(it[name]));

const growth = number(-0.5, 1);
const priceGroup = among("FOOD", "HOUSING", "TRANSPORT", "COMMUNICATION", "HEALTH", "EDUCATION", "LEISURE", "OTHER");
const lasting = { from: month, until: maybe(month), amount: maybe(integer(-MOST, MOST)), fraction: maybe(number(-1, 10)) };
const changes = {
  INCOME_CHANGE: object({ type: text, income: text, ...lasting }),
  CATEGORY_CHANGE: object({ type: text, category: text, ...lasting }),
  PURCHASE: object({ type: text, name: text, from: month, amount: integer(0, MOST) }),
};
const change = (it) => typeof it?.type === "string" && Object.hasOwn(changes, it.type) && changes[it.type](it);
const wish = object({
  months: maybe(integer(1, 600)),
  baseline: object({
    start: month,
    incomes: list(10, object({ id: text, amount: integer(0, MOST), growth: maybe(growth) })),
    categories: list(40, object({
      id: text, group: among("NEEDS", "WANTS", "SAVING"), amount: integer(0, MOST), price_group: maybe(priceGroup),
    })),
    cash: integer(-MOST, MOST),
    emergency_fund: maybe(integer(0, MOST)),
    other_assets: maybe(integer(0, MOST)),
    price_growth: growth,
    price_growth_by_group: maybe(list(8, object({ group: priceGroup, growth }))),
  }),
  scenarios: maybe(list(8, object({ name: text, changes: list(40, change) }))),
});

class Refused extends Error {
  constructor(status, why) { super(why); this.status = status; }
}

function signedIn(request, response, next) {
  const [scheme, token] = (request.get("authorization") ?? "").split(" ");
  const [head, claims, signature] = (token ?? "").split(".");
  if (scheme !== "Bearer" || !signature) throw new Refused(401, "no token");
  const signed = Buffer.from(`${head}.${claims}`);
  const key = { key: verifying, dsaEncoding: "ieee-p1363" };
  if (JSON.parse(Buffer.from(head, "base64url")).alg !== "ES256" ||
      !crypto.verify("sha256", signed, key, Buffer.from(signature, "base64url"))) throw new Refused(401, "not ours");
  const said = JSON.parse(Buffer.from(claims, "base64url"));
  if (said.iss !== ISSUER || said.aud !== AUDIENCE || !(said.exp > Date.now() / 1000)) throw new Refused(401, "not valid");
  request.caller = said.sub;
  next();
}

function halfEven(amount) {
  const up = Math.round(amount);
  return up - amount === 0.5 && up % 2 !== 0 ? up - 1 : up;
}

function byMonth(line, shifts) {
  const levels = line.index.map(() => line.amount);
  for (const it of shifts) for (let at = it.first; at < it.after; at++) levels[at] += it.amount / line.index[it.first];
  for (const it of shifts) for (let at = it.first; at < it.after; at++) levels[at] *= it.factor;
  if (levels.some((level) => level < 0)) throw new Refused(422, "an amount falls below zero");
  return levels.map((level, at) => halfEven(level * line.index[at]));
}

function linesOf(baseline, months) {
  const rates = new Map((baseline.price_growth_by_group ?? []).map((it) => [it.group, it.growth]));
  const every = Array.from({ length: months }, (_, at) => at);
  const grown = (rate) => [rate, every.map((at) => (1 + rate) ** (at / 12))];
  const prices = new Map([baseline.price_growth, ...rates.values()].map(grown));
  const lines = new Map();
  for (const it of baseline.incomes) {
    const index = every.map((at) => (1 + (it.growth ?? 0)) ** Math.floor(at / 12));
    lines.set(`income ${it.id}`, { flow: "income", amount: it.amount, index });
  }
  for (const it of baseline.categories) {
    const index = prices.get(rates.get(it.price_group ?? "OTHER") ?? baseline.price_growth);
    lines.set(`category ${it.id}`, { flow: it.group === "SAVING" ? "saving" : "spending", amount: it.amount, index });
  }
  return lines;
}

function follow(start, told, lines, usual, changed) {
  const place = (month) => {
    if (!told.includes(month)) throw new Refused(422, `${month} is not in the plan`);
    return told.indexOf(month);
  };
  const flows = { income: told.map(() => 0), spending: told.map(() => 0), saving: told.map(() => 0) };
  const shifts = new Map();
  for (const it of changed) {
    if (it.type === "PURCHASE") { flows.spending[place(it.from)] += it.amount; continue; }
    const key = it.type === "INCOME_CHANGE" ? `income ${it.income}` : `category ${it.category}`;
    if (!lines.has(key) || (it.amount == null) === (it.fraction == null)) throw new Refused(422, `${key}: no change`);
    const after = it.until == null ? told.length : place(it.until) + 1;
    const shift = { first: place(it.from), after, amount: it.amount ?? 0, factor: 1 + (it.fraction ?? 0) };
    shifts.set(key, [...(shifts.get(key) ?? []), shift]);
  }
  for (const [key, line] of lines) {
    const amounts = shifts.has(key) ? byMonth(line, shifts.get(key)) : usual.get(key);
    amounts.forEach((amount, at) => { flows[line.flow][at] += amount; });
  }
  let cash = start.cash, assets = start.other_assets ?? 0;
  const { income, spending, saving } = flows, nothing = told.map(() => 0);
  const path = told.map((_, at) => (cash += income[at] - spending[at] - saving[at]));
  const kept = saving.map((amount) => (assets += amount));
  return {
    income, borrowed: nothing, spending, saving, debt_payments: nothing, goal_contributions: nothing, cash: path,
    emergency_fund: path.map((it) => Math.max(0, Math.min(start.emergency_fund ?? 0, it))),
    set_aside: nothing, other_assets: kept, debts: nothing, net_worth: path.map((it, at) => it + kept[at]),
  };
}

const app = express().disable("x-powered-by").disable("etag");
app.post(PATH, signedIn, express.json({ limit: "512kb" }), (request, response) => {
  const body = request.body;
  if (!wish(body)) throw new Refused(422, "not a plan");
  const start = body.baseline, months = body.months ?? 60, [year, first] = start.start.split("-").map(Number);
  const told = Array.from({ length: months }, (_, at) => {
    const all = year * 12 + first - 1 + at;
    return `${String(Math.floor(all / 12)).padStart(4, "0")}-${String((all % 12) + 1).padStart(2, "0")}`;
  });
  const lines = linesOf(start, months);
  const usual = new Map([...lines].map(([key, line]) => [key, byMonth(line, [])]));
  const outcome = ({ name, changes }) => ({ name, series: follow(start, told, lines, usual, changes) });
  response.json({
    months: told, baseline: outcome({ name: "baseline", changes: [] }), scenarios: (body.scenarios ?? []).map(outcome),
  });
});
app.use((error, request, response, next) => {
  response.status(error.status ?? (error instanceof SyntaxError ? 400 : 500)).json({ detail: error.message });
});
app.listen({ fd: Number(process.env.FINTAR_BENCH_SOCKET) });
