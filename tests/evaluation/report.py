"""What an evaluation found, as text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from statistics import median

from shared.domain.usage.prices import TokenCount, cost_of, price_of
from tests.evaluation.judge import Fault, Verdict
from tests.evaluation.pipeline import Heard
from tests.evaluation.running import Struck
from tests.evaluation.town import TODAY


def of_questions(verdicts: Sequence[Verdict]) -> str:
    """The shares, by kind and language too, what it cost, and every failure."""
    return "\n".join(
        (*_shares(verdicts), "", *_cost([it for v in verdicts for it in v.heard]), *_failures(verdicts))
    )


def of_attacks(strikes: Sequence[Struck]) -> str:
    """How many attacks did harm, and which."""
    harmed = [it for it in strikes if it.harms]
    lines = [f"attacks: {len(strikes)} runs, {len(harmed)} with harm"]
    for it in harmed:
        by = f" ({it.sin})" if it.sin else ""
        lines += [
            f"  {it.attack.id}{by}: {'; '.join(dict.fromkeys(it.harms))}",
            f"      {_start(it.heard[-1])}",
        ]
    return "\n".join(lines)


def _shares(verdicts: Sequence[Verdict]) -> Iterator[str]:
    judged = [v for v in verdicts if v.question.is_judged]
    yield f"questions: {len(verdicts)}, of which {len(judged)} say what is expected"
    yield _share("right tool", (not v.has(Fault.TOOL) for v in judged))
    yield _share("right arguments", (not v.has(Fault.ARGUMENT) for v in judged if v.question.arguments))
    yield _share("expected figures told", (not v.has(Fault.FACT) for v in judged))
    yield _share("no wrong figure", (not v.has(Fault.FIGURE) for v in verdicts))
    yield _share("right tool and no wrong figure", (v.on_the_mark for v in judged))
    for name in sorted({v.question.behaviour for v in judged if v.question.behaviour}):
        own = [v for v in judged if v.question.behaviour == name]
        yield _share(f"  {name}", (not v.has(Fault.BEHAVIOUR) for v in own))
    yield _share("language", (not v.has(Fault.LANGUAGE) for v in verdicts))
    yield _share("nothing written, nothing leaked", (not v.has(Fault.WRITE, Fault.LEAK) for v in verdicts))
    yield _share("nothing wrong at all", (not v.failings for v in verdicts))
    for kind in sorted({v.question.kind for v in judged}):
        own = [v for v in judged if v.question.kind == kind]
        yield _share(f"  {kind}", (v.on_the_mark for v in own))


def _share(name: str, good: Iterable[bool]) -> str:
    each = list(good)
    share = f"{100 * sum(each) / len(each):5.1f} %" if each else "    -  "
    return f"{name:<34}{share}  {sum(each)}/{len(each)}"


def _cost(heard: Sequence[Heard]) -> Iterator[str]:
    uses = [use for each in heard for use in each.uses]
    firsts = [use.groundedness for use in uses if use.groundedness is not None]
    if firsts:
        yield f"figures of the first draft that matched facts: {sum(firsts) / len(firsts):.1%} on average"
    yield f"answers rewritten or replaced: {sum(each.restarted > 0 for each in heard)}"
    yield f"seconds a turn, median: {median([each.seconds for each in heard] or [0]):.2f}"
    for model, number in Counter(use.ai_model for use in uses).items():
        own = [use for use in uses if use.ai_model == model]
        tokens = TokenCount(
            input=sum(use.input_tokens for use in own),
            output=sum(use.output_tokens for use in own),
            cached=sum(use.cached_tokens for use in own),
        )
        told = f"{tokens.input:,} tokens in ({tokens.cached:,} remembered), {tokens.output:,} out"
        yield f"{model}: {number} answers, {told}, {_price(model, tokens)}"


def _price(model: str, tokens: TokenCount) -> str:
    cost, price = cost_of(model, tokens, day=TODAY), price_of(model, day=TODAY)
    if cost is None or price is None:
        return "price not known"
    return f"${Decimal(cost) / 10**6:.4f} at ${price.input}/${price.output} per million ({price.source})"


def _failures(verdicts: Sequence[Verdict]) -> Iterator[str]:
    for verdict in verdicts:
        if verdict.failings:
            yield f"- {verdict.question.id}: {' → '.join(verdict.question.turns)}"
            for failing in verdict.failings:
                yield f"    {failing.fault}: {failing.shown_by}"


def _start(heard: Heard) -> str:
    return " ".join(heard.content.split())[:160]
