"""Numbers in Russian: agreement with a noun, digit groups, money and percentages."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

NBSP = "\u00a0"
MINUS = "\u2212"
DASH = "—"

Value = int | float | Decimal
_SIGNS = {"RUB": "₽", "RUR": "₽", "USD": "$", "EUR": "€", "KZT": "₸", "BYN": "Br", "CNY": "¥"}
_PRECISION = 400
_FINEST = 30
_MANY = 5
_NOT_A_NUMBER = Decimal("NaN")


def _decimal(value: Value) -> Decimal:
    number = Decimal(f"{value:.12g}") if isinstance(value, float) else Decimal(value)
    if not number.is_finite() or number.adjusted() > _PRECISION // 2:
        return _NOT_A_NUMBER
    exponent = number.as_tuple().exponent
    return _rounded(number, _FINEST) if isinstance(exponent, int) and exponent < -_FINEST else number


def _rounded(value: Decimal, places: int) -> Decimal:
    with localcontext() as context:
        context.prec = _PRECISION
        return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def plural(number: Value, one: str, few: str, many: str) -> str:
    """Choose the form of a noun that agrees with a number.

    Args:
        number: The number; a fraction takes the genitive singular («2,5 дня»).
        one: Form for 1, 21, 101…: «день».
        few: Form for 2-4 and fractions: «дня».
        many: Form for 0, 5-20, 25…: «дней».

    Returns:
        One of the three forms, without the number.
    """
    value = _decimal(number)
    if value.is_nan():
        return many
    value = abs(value)
    if value != value.to_integral_value():
        return few
    tens, units = int(value) % 100, int(value) % 10
    if tens // 10 == 1 or units == 0 or units >= _MANY:
        return many
    return one if units == 1 else few


def counted(number: Value, one: str, few: str, many: str) -> str:
    """Write a number with a noun that agrees with it: «5 дней», «2,5 дня».

    Args:
        number: The number.
        one: Form for 1.
        few: Form for 2-4 and fractions.
        many: Form for 5-20 and zero.
    """
    return f"{format_number(number)}{NBSP}{plural(number, one, few, many)}"


def format_number(value: Value, places: int | None = None, *, fixed: bool = False) -> str:
    """Write a number: digit groups with no-break spaces, a decimal comma, no trailing zeros.

    Args:
        value: The number; NaN, infinity and enormous numbers are written «—».
        places: Decimal places to round to; None does not round.
        fixed: Keep exactly that many places (for money).
    """
    number = _decimal(value)
    if number.is_nan():
        return DASH
    if places is not None:
        number = _rounded(number, places)
    text = f"{abs(number):,f}"
    whole, _, fraction = text.partition(".")
    if not fixed:
        fraction = fraction.rstrip("0")
    sign = MINUS if number < 0 else ""
    return sign + whole.replace(",", NBSP) + (f",{fraction}" if fraction else "")


def money(amount: Decimal | int, currency: str = "RUB") -> str:
    """Write a sum of money: «1 250 000 ₽», «99,50 ₽»; kopecks only if there are any.

    Args:
        amount: The sum, in units of the currency.
        currency: Currency code («RUB») or sign («руб.»).
    """
    number = _decimal(amount)
    if number.is_nan():
        return DASH
    number = _rounded(number, 2)
    whole = number == number.to_integral_value()
    text = format_number(number, 0 if whole else 2, fixed=True)
    return f"{text}{NBSP}{_SIGNS.get(currency.upper(), currency)}" if currency else text


def percent(share: Value, places: int = 1) -> str:
    """Write a share as a percentage: 0.125 → «12,5 %».

    Args:
        share: A share of one (not a number of per cents).
        places: Decimal places to round to.
    """
    number = _decimal(share)
    return f"{format_number(number * 100, places)}{NBSP}%" if not number.is_nan() else DASH
