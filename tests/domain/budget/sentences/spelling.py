"""Numbers in words, written plainly to test the reading of them."""

INDONESIAN = [
    "",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
]
ENGLISH = [
    "x",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["x", "x", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def indonesian_words(number: int) -> str:
    """1250000 is `satu juta dua ratus lima puluh ribu`."""
    words: list[str] = []
    for scale, name in ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta")):
        if number >= scale:
            words += [*_indonesian_below_thousand(number // scale), name]
            number %= scale
    if number >= 2000:
        words += [*_indonesian_below_thousand(number // 1000), "ribu"]
    elif number >= 1000:
        words.append("seribu")
    return " ".join([*words, *_indonesian_below_thousand(number % 1000)])


def _indonesian_below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [] if hundreds == 0 else ["seratus"] if hundreds == 1 else [INDONESIAN[hundreds], "ratus"]
    if rest < 12:
        return words + ([INDONESIAN[rest]] if rest else [])
    if rest < 20:
        return [*words, INDONESIAN[rest - 10], "belas"]
    return [*words, INDONESIAN[rest // 10], "puluh", *([INDONESIAN[rest % 10]] if rest % 10 else [])]


def english_words(number: int) -> str:
    """1250000 is `one million two hundred and fifty thousand`."""
    words: list[str] = []
    for scale, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            words += [*_english_below_thousand(number // scale), name]
            number %= scale
    return " ".join([*words, *_english_below_thousand(number)])


def _english_below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [ENGLISH[hundreds], "hundred"] if hundreds else []
    words += ["and"] if hundreds and rest else []
    if rest >= 20:
        return [*words, TENS[rest // 10], *([ENGLISH[rest % 10]] if rest % 10 else [])]
    return words + ([ENGLISH[rest]] if rest else [])
