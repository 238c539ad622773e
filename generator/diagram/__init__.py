"""Swimlane diagrams: from a `flow` that knows nothing of the handbook to a `geometry`, then to pictures and files.

`layout` composes the stages: `columns`, `rows`, `improve`, `grid`, `router`, `strands`, `tracks`, `labels` with
`sheets`, `gaps`, `place`, `shapes`, `messages`, `slashes`, `frame`; `transpose` is for upright lanes. Before them stand
`lane_order` and `detail`, beside them `manner` with `spacing`, and `sizes`.

What is seen: `svg` with the `svg_…` files, `png`, `bpmn`; `overlay…` paints results over a drawing; `legend` explains
its signs; `readability` chooses the sheet of paper. `quality` with `scene` and `touching` judges drawings of any make.
"""
