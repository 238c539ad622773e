"""Eight norms as a competent analyst writes them in pandas: ``python -m benchmarks.peers.pandas_norms FOLDER``.

FOLDER is what ``benchmarks.exports`` made. Only the columns that are needed are read, with explicit types.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

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

DAY = pd.Timedelta(days=1)


class Export:
    """The tables the norms need."""

    def __init__(self, folder: Path) -> None:
        """Read them."""
        export, reference = folder / "export", folder / "reference"
        self.deals = pd.read_csv(
            export / "deals.csv",
            usecols=["deal_id", "owner", "client_id", "source", "created_at", "closed_at", "ИНН"],
            dtype={"deal_id": "int64", "client_id": "int64", "owner": "category", "source": "str", "ИНН": "str"},
            parse_dates=["created_at", "closed_at"],
            keep_default_na=False,
            na_values=[""],
        )
        changes = pd.read_csv(
            export / "stage_changes.csv",
            usecols=["deal_id", "event_id", "pipeline", "stage", "entered_at"],
            dtype={"deal_id": "int64", "event_id": "int64", "pipeline": "category", "stage": "category"},
            parse_dates=["entered_at"],
        )
        self.visits = _visits(changes)
        activities = pd.read_csv(
            export / "activities.csv",
            usecols=[
                "kind", "direction", "deal_id", "lead_id", "client_id", "employee", "started_at", "result", "is_human"
            ],
            dtype={
                "kind": "category",
                "direction": "category",
                "deal_id": "Int64",
                "lead_id": "Int64",
                "client_id": "int64",
                "employee": "category",
                "result": "category",
                "is_human": "bool",
            },
            parse_dates=["started_at"],
        )  # fmt: skip
        self.activities = activities[activities["is_human"] & (activities["started_at"] < AS_OF)]
        self.leads = pd.read_csv(
            export / "leads.csv",
            usecols=["lead_id", "created_at", "first_response_at"],
            dtype={"lead_id": "int64"},
            parse_dates=["created_at", "first_response_at"],
        )
        self.clients = pd.read_csv(
            export / "clients.csv",
            usecols=["client_id", "created_at"],
            dtype={"client_id": "int64"},
            parse_dates=["created_at"],
        )
        self.calendar = pd.read_csv(reference / "calendar.csv", parse_dates=["day"]).set_index("day")
        self.absences = pd.read_csv(reference / "absences.csv", parse_dates=["from_day", "to_day"])
        self.start = min(self.deals["created_at"].min(), self.activities["started_at"].min()).normalize()

    def available(self, owners: pd.Index, first: pd.Timestamp) -> pd.DataFrame:
        """The working days of every owner who was not on leave."""
        working = self.calendar.index[self.calendar["is_working"] == 1]
        working = working[(working >= first) & (working < AS_OF)]
        days = pd.MultiIndex.from_product([owners, working], names=["owner", "day"]).to_frame(index=False)
        away = self.absences.merge(pd.DataFrame({"day": working}), how="cross")
        away = away[away["day"].between(away["from_day"], away["to_day"])][["employee", "day"]]
        away = away.rename(columns={"employee": "owner"}).assign(away=True)
        days = days.merge(away, on=["owner", "day"], how="left")
        return days.loc[days["away"].isna(), ["owner", "day"]]


def _visits(changes: pd.DataFrame) -> pd.DataFrame:
    """Visits of stages: equal consecutive entries merged, with the moment each was left and its number."""
    changes = changes.sort_values(["deal_id", "entered_at", "event_id"])
    before = changes.shift()
    same = (
        (changes["deal_id"] == before["deal_id"])
        & (changes["stage"] == before["stage"])
        & (changes["pipeline"] == before["pipeline"])
    )
    visits = changes[~same].copy()
    visits["left_at"] = visits.groupby("deal_id")["entered_at"].shift(-1)
    visits["visit"] = visits.groupby(["deal_id", "stage"], observed=True).cumcount() + 1
    return visits


def deal_age(data: Export) -> pd.Series:
    """Deals that lived longer than 60 days."""
    deals = data.deals
    closed = deals["closed_at"].fillna(AS_OF).dt.normalize()
    age = (closed - deals["created_at"].dt.normalize()).dt.days
    return deals.loc[age > DEAL_DAYS, "deal_id"].astype(str)


def stage_age(data: Export) -> pd.Series:
    """Visits of «Предложение» longer than 480 hours."""
    visits = data.visits[data.visits["stage"] == QUOTE]
    lasted = visits["left_at"].fillna(AS_OF) - visits["entered_at"]
    found = visits[lasted > pd.Timedelta(hours=QUOTE_HOURS)]
    return found["deal_id"].astype(str) + f"|{QUOTE}|" + found["visit"].astype(str)


def open_deals(data: Export) -> pd.Series:
    """Days an owner had fewer than 3 or more than 22 open deals at their end."""
    deals = data.deals
    opened = deals.groupby([deals["owner"], deals["created_at"].dt.normalize()], observed=True).size()
    closed = deals.dropna(subset="closed_at")
    closed = closed.groupby([closed["owner"], closed["closed_at"].dt.normalize()], observed=True).size()
    days = data.calendar.index[(data.calendar.index >= data.start) & (data.calendar.index < AS_OF)]
    change = opened.unstack(0, fill_value=0).reindex(days, fill_value=0)  # noqa: PD010 - a series has no pivot_table
    change = change.sub(closed.unstack(0, fill_value=0).reindex(days, fill_value=0), fill_value=0)  # noqa: PD010 - the same
    board = change.cumsum().unstack().rename("open").rename_axis(["owner", "day"]).reset_index()  # noqa: PD010 - the same
    board["owner"] = board["owner"].astype("str")
    board = board.merge(data.available(deals["owner"].cat.categories, data.start), on=["owner", "day"])
    found = board[(board["open"] < FEWEST_OPEN) | (board["open"] > MOST_OPEN)]
    return found["owner"] + "|" + found["day"].dt.strftime("%Y-%m-%d")


def calls_per_week(data: Export) -> pd.Series:
    """Finished weeks with at least three available days in which someone made fewer than 12 calls."""
    first = data.start - data.start.day_of_week * DAY
    calls = data.activities[data.activities["kind"] == "call"]
    day = calls["started_at"].dt.normalize()
    week = day - pd.to_timedelta(day.dt.day_of_week, unit="D")
    made = calls.groupby([calls["employee"].astype("str"), week.rename("week")]).size().rename("calls")
    days = data.available(data.activities["employee"].cat.categories, first)
    days["week"] = days["day"] - pd.to_timedelta(days["day"].dt.day_of_week, unit="D")
    judged = days.groupby(["owner", "week"]).size().rename("days").reset_index()
    judged = judged[(judged["days"] >= FEWEST_DAYS) & (judged["week"] + 7 * DAY <= AS_OF)]
    judged = judged.merge(made, left_on=["owner", "week"], right_index=True, how="left")
    found = judged[judged["calls"].fillna(0) < FEWEST_CALLS]
    return found["owner"] + "|" + found["week"].dt.strftime("%Y-%m-%d")


def _worked(calendar: pd.DataFrame, moments: pd.Series) -> pd.Series:
    """Working seconds from the first day of the calendar to each moment."""
    day = moments.dt.normalize()
    hours = calendar.reindex(day).set_index(moments.index)
    second = (moments - day).dt.total_seconds()
    before = (second.clip(hours["start1"], hours["end1"])) - hours["start1"]
    after = (second.clip(hours["start2"], hours["end2"])) - hours["start2"]
    return hours["seconds_before"] + before + after


def response_time(data: Export) -> pd.Series:
    """Leads that waited for a human answer longer than 60 working minutes."""
    calendar = data.calendar.copy()
    lasts = calendar["end1"] - calendar["start1"] + calendar["end2"] - calendar["start2"]
    calendar["seconds_before"] = lasts.cumsum().shift(fill_value=0)
    told = data.activities[data.activities["lead_id"].notna()]
    told = told[(told["direction"] == "out") | (told["result"] == "success")]
    first = told.groupby("lead_id")["started_at"].min()
    leads = data.leads
    answered = leads["first_response_at"].fillna(leads["lead_id"].map(first)).fillna(AS_OF)
    waited = _worked(calendar, answered) - _worked(calendar, leads["created_at"])
    return leads.loc[waited > ANSWER_SECONDS, "lead_id"].astype(str)


def required_fields(data: Export) -> pd.Series:
    """Deals that reached «Предложение» without a source or a taxpayer number."""
    reached = data.visits.loc[data.visits["stage"].isin(FROM_QUOTE_ON), "deal_id"].unique()
    deals = data.deals[data.deals["deal_id"].isin(reached)]
    found = []
    for column, title in FIELDS.items():
        empty = deals[column].fillna("").str.strip().str.lower().isin(PLACEHOLDERS)
        found.append(deals.loc[empty, "deal_id"].astype(str) + "|" + title)
    return pd.concat(found)


def call_before_quote(data: Export) -> pd.Series:
    """Deals that entered «Предложение» before anyone called."""
    entered = data.visits[data.visits["stage"] == QUOTE].groupby("deal_id")["entered_at"].min()
    calls = data.activities[(data.activities["kind"] == "call") & data.activities["deal_id"].notna()]
    called = calls.groupby("deal_id")["started_at"].min().reindex(entered.index)
    return entered.index[called.isna() | (called >= entered)].astype(str).to_series()


def contact_gap(data: Export) -> pd.Series:
    """Clients with an open deal whom nobody spoke to for more than 21 days."""
    contacts = data.activities[data.activities["result"] != "fail"]
    last = contacts.groupby("client_id")["started_at"].max()
    is_open = data.deals["closed_at"].isna()
    clients = data.clients[data.clients["client_id"].isin(data.deals.loc[is_open, "client_id"])]
    since = clients["client_id"].map(last).fillna(clients["created_at"]).dt.normalize()
    return clients.loc[(AS_OF - since).dt.days > SILENT_DAYS, "client_id"].astype(str)


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
    return {name: sorted(norm(data)) for name, norm in NORMS.items()}


if __name__ == "__main__":
    run(judge, __doc__)
