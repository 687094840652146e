"""Normal, Student t, beta, binomial and Poisson: the few functions of them that the measures need.

All are pure and raise ValueError outside their domain. The tests hold them against scipy on grids; how close
they come is in `docs/method.md`, section 7.
"""

from __future__ import annotations

import math

_HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)
_TINY = 1e-300
_SERIES_FROM = 16.0
"""From here on the Stirling series below is good to the last bit; under it `lgamma` is."""
_T_KNOWN: dict[tuple[float, float], float] = {}
"""Quantiles of Student's t by probability and degrees of freedom: ratings, hats and kinds ask for the same few."""
_T_MOST = 1000


def _check_probability(p: float) -> None:
    if not 0 < p < 1:
        raise ValueError(f"a probability strictly between 0 and 1 is needed, not {p}")


def _stirling_rest(a: float) -> float:
    """What Stirling's formula leaves out of log gamma(a).

    Differences of large log gammas lose their last digits; differences of these small rests do not.
    """
    if a < _SERIES_FROM:
        return math.lgamma(a) - ((a - 0.5) * math.log(a) - a + _HALF_LOG_2PI)
    r = 1 / (a * a)
    return (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * 691 / 360360))))) / a


def _log_beta(a: float, b: float) -> float:
    """Logarithm of the beta function; exact where one argument is large and the other is not."""
    small, large = min(a, b), max(a, b)
    if large < _SERIES_FROM:
        return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    growth = (
        (large - 0.5) * math.log1p(small / large)
        + small * (math.log(a + b) - 1)
        + _stirling_rest(a + b)
        - _stirling_rest(large)
    )
    return math.lgamma(small) - growth


def normal_quantile(p: float) -> float:
    """The z with P(Z <= z) = p for a standard normal Z."""
    _check_probability(p)
    if p == 0.5:
        return 0.0
    if p < 0.5:
        return -_normal_upper(p)
    return _normal_upper(1 - p)


def _normal_upper(q: float) -> float:
    """The z > 0 with P(Z > z) = q.

    Newton on the logarithm of the tail, which is concave, from a bound that lies right of the root: the steps
    can only come closer, so they stop when they no longer do.
    """
    z = math.sqrt(-2 * math.log(2 * q)) if q < 0.5 else 0.0
    while True:
        tail = 0.5 * math.erfc(z / math.sqrt(2))
        density = math.exp(-0.5 * z * z - _HALF_LOG_2PI)
        nearer = z - math.log(q / tail) * tail / density
        if not nearer < z:
            return z
        if z - nearer < 1e-15 * z:
            return nearer
        z = nearer


def _beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's rule."""
    d = 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > _TINY else _TINY)
    c = 1.0
    value = d
    for m in range(1, 20_000):
        for factor in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + factor * d
            d = 1 / (d if abs(d) > _TINY else _TINY)
            c = 1 + factor / c
            c = c if abs(c) > _TINY else _TINY
            value *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return value


def _betainc(a: float, b: float, x: float, log_x: float, log_rest: float) -> float:
    """I_x(a, b) where the logarithms of x and 1 - x are known better than x itself says."""
    front = math.exp(a * log_x + b * log_rest - _log_beta(a, b))
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(a, b, x) / a
    return 1 - front * _beta_fraction(b, a, -math.expm1(log_x)) / b


def betainc(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b), for a, b > 0 and 0 <= x <= 1."""
    if not (a > 0 and b > 0 and 0 <= x <= 1):
        raise ValueError(f"betainc is not defined at a={a}, b={b}, x={x}")
    if x in (0, 1):
        return float(x)
    return _betainc(a, b, x, math.log(x), math.log1p(-x))


def _t_upper(t: float, df: float) -> float:
    """P(T > t) for t >= 0."""
    if t == 0:
        return 0.5
    square = t * t / df
    log_x = -math.log1p(square)
    log_rest = math.log(square) + log_x if square < 1 else -math.log1p(1 / square)
    return 0.5 * _betainc(df / 2, 0.5, math.exp(log_x), log_x, log_rest)


def t_cdf(t: float, df: float) -> float:
    """P(T <= t) for Student's t with `df` degrees of freedom (any number above 0)."""
    if not df > 0:
        raise ValueError(f"degrees of freedom are above 0, not {df}")
    return 1 - _t_upper(t, df) if t > 0 else _t_upper(-t, df)


def t_quantile(p: float, df: float) -> float:
    """The t with P(T <= t) = p for Student's t with `df` degrees of freedom."""
    _check_probability(p)
    if not df > 0:
        raise ValueError(f"degrees of freedom are above 0, not {df}")
    if p == 0.5:
        return 0.0
    if (p, df) in _T_KNOWN:
        return _T_KNOWN[p, df]
    q = min(p, 1 - p)
    log_scale = -_log_beta(df / 2, 0.5) - 0.5 * math.log(df)
    # The tail is convex and heavier than the normal one, so Newton from the normal quantile climbs to the
    # root without ever passing it.
    t = _normal_upper(q)
    while True:
        density = math.exp(log_scale - (df + 1) / 2 * math.log1p(t * t / df))
        step = (_t_upper(t, df) - q) / density
        if step <= 1e-15 * t:
            break
        t += step
    if len(_T_KNOWN) >= _T_MOST:
        _T_KNOWN.clear()
    _T_KNOWN[p, df] = found = t if p > 0.5 else -t
    return found


def binomial_cdf(k: int, n: int, p: float) -> float:
    """P(X <= k) for X binomial with n trials of chance p."""
    if n < 0 or not 0 <= p <= 1:
        raise ValueError(f"no binomial has n={n}, p={p}")
    if k < 0:
        return 0.0
    if k >= n or p == 0:
        return 1.0
    if p == 1:
        return 0.0
    return _betainc(n - k, k + 1, 1 - p, math.log1p(-p), math.log(p))


def _poisson_density(k: float, mean: float) -> float:
    """P(X = k): Stirling's formula around the mean, so that nothing large is subtracted."""
    if k == 0:
        return math.exp(-mean)
    ratio = (mean - k) / k
    if abs(ratio) < 0.1:
        # ln(1 + r) - r by its series: the difference itself would lose what matters.
        deviance = math.fsum((-1) ** (i + 1) * ratio**i / i for i in range(2, 20))
    else:
        deviance = math.log(mean / k) - ratio
    return math.exp(k * deviance - 0.5 * math.log(k) - _HALF_LOG_2PI - _stirling_rest(k))


def _poisson_at_most(k: int, mean: float) -> float:
    """P(X <= k), by adding the terms downwards from k until they no longer matter."""
    term = _poisson_density(k, mean)
    total = term
    for i in range(k, 0, -1):
        term *= i / mean
        total += term
        if term < 1e-18 * total:
            break
    return total


def _poisson_at_least(k: int, mean: float) -> float:
    """P(X >= k), by adding the terms upwards from k until they no longer matter."""
    term = _poisson_density(k, mean)
    total = term
    i = k
    while term > 1e-18 * total:
        i += 1
        term *= mean / i
        total += term
    return total


def poisson_upper(k: int, level: float) -> float:
    """The exact one-sided upper limit: the mean under which `k` or fewer have chance 1 - level."""
    _check_probability(level)
    if k < 0:
        raise ValueError(f"a count is 0 or more, not {k}")
    alpha = 1 - level
    if k == 0:
        return -math.log(alpha)
    mean = k + 1.0
    for _ in range(200):
        tail = _poisson_at_most(k, mean)
        # Newton on the logarithm of the tail, whose slope is -P(X = k) / P(X <= k).
        step = math.log(tail / alpha) * tail / _poisson_density(k, mean)
        mean = max(mean + step, mean / 2)
        if abs(step) <= 1e-15 * mean:
            break
    return mean


def poisson_lower(k: int, level: float) -> float:
    """The exact one-sided lower limit: the mean under which `k` or more have chance 1 - level; 0 for none."""
    _check_probability(level)
    if k < 0:
        raise ValueError(f"a count is 0 or more, not {k}")
    if k == 0:
        return 0.0
    alpha = 1 - level
    # In ln(mean) the logarithm of the tail is concave and near its asymptote on the left: start there, and no
    # step can throw the mean below zero.
    mean = float(k)
    for _ in range(200):
        tail = _poisson_at_least(k, mean)
        slope = _poisson_density(k, mean) * k / tail
        step = math.log(alpha / tail) / slope
        mean *= math.exp(max(-2.0, min(2.0, step)))
        if abs(step) <= 1e-15:
            break
    return mean
