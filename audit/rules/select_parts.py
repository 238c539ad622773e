"""Parts a query of a user may be made of: names of sqlglot's classes, of plain functions, and of parameters.

Whatever is not here is refused: functions that read files, settings or the clock, that draw lots, or that make rows out
of nothing. A name that some version of sqlglot does not know does no harm.
"""

from __future__ import annotations

#: Parameters of the audit that a query may mention.
PARAMETERS: tuple[str, ...] = ("as_of", "last_day", "start", "judged_from", "currency")

_QUERY = """
Select Union Intersect Except Subquery With CTE From Join Where Group Having Order Ordered Limit Offset Fetch
Distinct Table TableAlias Alias Identifier Column Star Tuple Paren Window WindowSpec WindowFrame Filter WithinGroup
IgnoreNulls RespectNulls Var Literal Null Boolean Interval DataType DataTypeParam Cube Rollup
"""
_OPERATORS = """
And Or Not Xor EQ NEQ NullSafeEQ NullSafeNEQ GT GTE LT LTE Is In Between Like ILike Escape SimilarTo Exists Any All
Add Sub Mul Div IntDiv Mod Neg DPipe Case If Coalesce Nullif Cast TryCast Greatest Least
"""
_AGGREGATES = """
Count CountIf Sum Avg Min Max Median Mode AnyValue ArgMax ArgMin First Last FirstValue LastValue NthValue Lag Lead
RowNumber Rank DenseRank PercentRank CumeDist Ntile LogicalAnd LogicalOr ApproxDistinct GroupConcat
PercentileCont PercentileDisc Stddev StddevPop StddevSamp Variance VariancePop Corr Grouping
"""
_TEXT = """
Lower Upper Trim Left Right Length Substring Concat ConcatWs Replace Reverse StartsWith EndsWith Contains StrPosition
RegexpLike RegexpFullMatch RegexpExtract RegexpReplace SplitPart Pad Translate Initcap Levenshtein Ascii Chr Unicode
"""
_NUMBERS = "Abs Round Floor Ceil Trunc Sign Sqrt Pow Exp Ln Log IsNan IsInf"
_DAYS = """
Date Timestamp DateDiff DateAdd DateSub DateTrunc TimestampTrunc TimestampDiff TimestampAdd TimestampSub DateFromParts
Extract Year Quarter Month Week WeekOfYear Day DayOfWeek DayOfWeekIso DayOfMonth DayOfYear Hour Minute Second LastDay
StrToDate StrToTime TimeToStr TsOrDsToDate TsOrDsAdd TsOrDsDiff Dayname Monthname
"""

#: Classes of sqlglot, tables and parameters apart: those are looked at more closely.
PARTS: frozenset[str] = frozenset(f"{_QUERY} {_OPERATORS} {_AGGREGATES} {_TEXT} {_NUMBERS} {_DAYS}".split())

#: Functions of DuckDB that sqlglot has no class for.
ANONYMOUS: frozenset[str] = frozenset(
    [
        "isoyear",
        "weekday",
        "yearweek",
        "date_sub",
        "datesub",
        "prefix",
        "suffix",
        "strlen",
    ]
)
