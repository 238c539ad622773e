"""Eight norms as a competent analyst writes them in Polars: ``python -m benchmarks.peers.polars_norms FOLDER``.

FOLDER is what ``benchmarks.exports`` made. Files are scanned lazily with explicit types, so that only the columns that
are needed are read, and every norm is one lazy frame; all are collected together.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import polars as pl
from polars import LazyFrame, col

from benchmarks.peers.norms import (
    ANSWER_SECONDS,
    AS_OF,
    DEAL_DAYS,
    FEWEST_CALLS,
    FEWEST_DAYS,
    FEWEST_OPEN,
    FIELDS,
    FROM_QUOTE_ON,
    MOST_OPEN,
    PLACEHOLDERS,
    QUOTE,
    QUOTE_HOURS,
    SILENT_DAYS,
    run,
)

_TYPES = {
    "deal_id": pl.Int64,
    "event_id": pl.Int64,
    "lead_id": pl.Int64,
    "client_id": pl.Int64,
    "owner": pl.Categorical,
    "employee": pl.Categorical,
    "pipeline": pl.Categorical,
    "stage": pl.Categorical,
    "kind": pl.Categorical,
    "direction": pl.Categorical,
    "result": pl.Categorical,
    "is_human": pl.Boolean,
    "created_at": pl.Datetime,
    "closed_at": pl.Datetime,
    "entered_at": pl.Datetime,
    "started_at": pl.Datetime,
    "first_response_at": pl.Datetime,
    "source": pl.String,
    "ИНН": pl.String,
    "day": pl.Date,
    "from_day": pl.Date,
    "to_day": pl.Date,
}


def _scan(path: Path, *columns: str) -> LazyFrame:
    with path.open(encoding="utf-8") as file:
        names = file.readline().rstrip("\n").split(",")
    types = {name: _TYPES[name] if name in columns else pl.String for name in names}
    return pl.scan_csv(path, schema=types).select(columns)


class Export:
    """The tables the norms need, not read yet."""

    def __init__(self, folder: Path) -> None:
        """Describe them."""
        export, reference = folder / "export", folder / "reference"
        deals = ("deal_id", "owner", "client_id", "source", "created_at", "closed_at", "ИНН")
        self.deals = _scan(export / "deals.csv", *deals).collect().lazy()
        changes = _scan(export / "stage_changes.csv", "deal_id", "event_id", "pipeline", "stage", "entered_at")
        self.visits = _visits(changes).collect().lazy()
        activities = ("kind", "direction", "deal_id", "lead_id", "client_id", "employee", "started_at", "result")
        self.activities = (
            _scan(export / "activities.csv", *activities, "is_human")
            .filter(col("is_human"), col("started_at") < AS_OF)
            .select(activities)
            .collect()
            .lazy()
        )
        self.leads = _scan(export / "leads.csv", "lead_id", "created_at", "first_response_at")
        self.clients = _scan(export / "clients.csv", "client_id", "created_at")
        self.calendar = pl.read_csv(reference / "calendar.csv", schema_overrides={"day": pl.Date}).lazy()
        self.absences = pl.read_csv(reference / "absences.csv", try_parse_dates=True).lazy()
        firsts = pl.collect_all(
            [self.deals.select(col("created_at").min()), self.activities.select(col("started_at").min())]
        )
        self.start = min(frame.item() for frame in firsts).date()

    def available(self, first: date) -> LazyFrame:
        """The working days of every owner who was not on leave."""
        days = self.calendar.filter(col("is_working") == 1, col("day") >= first, col("day") < AS_OF.date())
        owners = self.deals.select(col("owner").cast(pl.String)).unique()
        away = self.absences.join_where(days.select("day"), col("day") >= col("from_day"), col("day") <= col("to_day"))
        return owners.join(days.select("day"), how="cross").join(
            away, left_on=["owner", "day"], right_on=["employee", "day"], how="anti"
        )


def _visits(changes: LazyFrame) -> LazyFrame:
    """Visits of stages: equal consecutive entries merged, with the moment each was left and its number."""
    same = pl.all_horizontal(col(name) == col(name).shift() for name in ("deal_id", "stage", "pipeline"))
    return (
        changes.sort("deal_id", "entered_at", "event_id")
        .filter(~same.fill_null(value=False))
        .with_columns(
            col("entered_at").shift(-1).over("deal_id").alias("left_at"),
            pl.int_range(1, pl.len() + 1).over("deal_id", "stage").alias("visit"),
        )
    )


def deal_age(data: Export) -> LazyFrame:
    """Deals that lived longer than 60 days."""
    age = col("closed_at").fill_null(AS_OF).dt.date() - col("created_at").dt.date()
    return data.deals.filter(age > timedelta(days=DEAL_DAYS)).select(col("deal_id").cast(pl.String))


def stage_age(data: Export) -> LazyFrame:
    """Visits of «Предложение» longer than 480 hours."""
    lasted = col("left_at").fill_null(AS_OF) - col("entered_at")
    return data.visits.filter(col("stage") == QUOTE, lasted > timedelta(hours=QUOTE_HOURS)).select(
        pl.concat_str("deal_id", pl.lit(QUOTE), "visit", separator="|")
    )


def open_deals(data: Export) -> LazyFrame:
    """Days an owner had fewer than 3 or more than 22 open deals at their end."""
    days = data.calendar.select("day").filter(col("day") >= data.start, col("day") < AS_OF.date())
    opened = data.deals.select(col("owner").cast(pl.String), col("created_at").dt.date().alias("day"), step=1)
    closed = data.deals.filter(col("closed_at").is_not_null()).select(
        col("owner").cast(pl.String), col("closed_at").dt.date().alias("day"), step=-1
    )
    steps = pl.concat([opened, closed]).group_by("owner", "day").agg(col("step").sum())
    return (
        steps.select("owner").unique().join(days, how="cross")
        .join(steps, on=["owner", "day"], how="left")
        .sort("owner", "day")
        .with_columns(col("step").fill_null(0).cum_sum().over("owner").alias("open"))
        .join(data.available(data.start), on=["owner", "day"])
        .filter((col("open") < FEWEST_OPEN) | (col("open") > MOST_OPEN))
        .select(pl.concat_str("owner", "day", separator="|"))
    )  # fmt: skip


def calls_per_week(data: Export) -> LazyFrame:
    """Finished weeks with at least three available days in which someone made fewer than 12 calls."""
    first = data.start - timedelta(days=data.start.weekday())
    calls = (
        data.activities.filter(col("kind") == "call")
        .group_by(
            col("employee").cast(pl.String).alias("owner"), col("started_at").dt.date().dt.truncate("1w").alias("week")
        )
        .agg(pl.len().alias("calls"))
    )
    return (
        data.available(first)
        .group_by("owner", col("day").dt.truncate("1w").alias("week"))
        .agg(pl.len().alias("days"))
        .filter(col("days") >= FEWEST_DAYS, col("week") + timedelta(days=7) <= AS_OF.date())
        .join(calls, on=["owner", "week"], how="left")
        .filter(col("calls").fill_null(0) < FEWEST_CALLS)
        .select(pl.concat_str("owner", "week", separator="|"))
    )


def response_time(data: Export) -> LazyFrame:
    """Leads that waited for a human answer longer than 60 working minutes."""
    lasts = col("end1") - col("start1") + col("end2") - col("start2")
    calendar = data.calendar.with_columns((lasts.cum_sum() - lasts).alias("seconds_before"))
    answers = (
        data.activities.filter(col("lead_id").is_not_null(), (col("direction") == "out") | (col("result") == "success"))
        .group_by("lead_id")
        .agg(col("started_at").min())
    )
    leads = data.leads.join(answers, on="lead_id", how="left").select(
        "lead_id", "created_at", pl.coalesce("first_response_at", "started_at", pl.lit(AS_OF)).alias("answered_at")
    )
    waited = []
    for name in ("created_at", "answered_at"):
        second = (col(name) - col(name).dt.truncate("1d")).dt.total_seconds()
        waited.append(
            leads.select("lead_id", name, col(name).dt.date().alias("day"))
            .join(calendar, on="day")
            .select(
                "lead_id",
                (
                    col("seconds_before")
                    + second.clip(col("start1"), col("end1")) - col("start1")
                    + second.clip(col("start2"), col("end2")) - col("start2")
                ).alias(name),
            )
        )  # fmt: skip
    return (
        waited[0].join(waited[1], on="lead_id")
        .filter(col("answered_at") - col("created_at") > ANSWER_SECONDS)
        .select(col("lead_id").cast(pl.String))
    )  # fmt: skip


def required_fields(data: Export) -> LazyFrame:
    """Deals that reached «Предложение» without a source or a taxpayer number."""
    reached = data.visits.filter(col("stage").is_in(FROM_QUOTE_ON))
    deals = data.deals.join(reached, on="deal_id", how="semi")
    return pl.concat(
        deals.filter(col(column).fill_null("").str.strip_chars().str.to_lowercase().is_in(PLACEHOLDERS)).select(
            pl.concat_str("deal_id", pl.lit(title), separator="|").alias("key")
        )
        for column, title in FIELDS.items()
    )


def call_before_quote(data: Export) -> LazyFrame:
    """Deals that entered «Предложение» before anyone called."""
    entered = data.visits.filter(col("stage") == QUOTE).group_by("deal_id").agg(col("entered_at").min())
    called = (
        data.activities.filter(col("kind") == "call", col("deal_id").is_not_null())
        .group_by("deal_id")
        .agg(col("started_at").min())
    )
    return (
        entered.join(called, on="deal_id", how="left")
        .filter(col("started_at").is_null() | (col("started_at") >= col("entered_at")))
        .select(col("deal_id").cast(pl.String))
    )


def contact_gap(data: Export) -> LazyFrame:
    """Clients with an open deal whom nobody spoke to for more than 21 days."""
    last = data.activities.filter(col("result") != "fail").group_by("client_id").agg(col("started_at").max())
    return (
        data.clients.join(data.deals.filter(col("closed_at").is_null()), on="client_id", how="semi")
        .join(last, on="client_id", how="left")
        .filter(AS_OF.date() - pl.coalesce("started_at", "created_at").dt.date() > timedelta(days=SILENT_DAYS))
        .select(col("client_id").cast(pl.String))
    )


NORMS = {
    "deal-age": deal_age,
    "stage-age": stage_age,
    "open-deals": open_deals,
    "calls-per-week": calls_per_week,
    "response-time": response_time,
    "required-fields": required_fields,
    "call-before-quote": call_before_quote,
    "contact-gap": contact_gap,
}


def judge(folder: Path) -> dict[str, list[str]]:
    """The keys of the violators of every norm."""
    data = Export(folder)
    found = pl.collect_all([norm(data) for norm in NORMS.values()])
    return {name: sorted(frame.to_series()) for name, frame in zip(NORMS, found, strict=True)}


if __name__ == "__main__":
    run(judge, __doc__)
