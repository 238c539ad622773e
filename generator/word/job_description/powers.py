"""Powers and results of a position that follow from the operations: what it approves, watches and answers for."""

from __future__ import annotations

from generator.word.job_description.post import Post
from generator.word.words import quoted


def powers(post: Post) -> list[str]:
    """Rights that follow from steps the position approves and from control points that report to it."""
    return [*_approvals(post), *_control(post)]


def results(post: Post) -> list[str]:
    """What the position answers for as the owner of operations, in the accusative case, as one item."""
    made: dict[str, str] = {}
    for operation in post.work:
        if operation.owner in post.roles:
            for output in operation.outputs:
                document = post.handbook.documents.get(output.document)
                if document:
                    made.setdefault(document.id, quoted(document.title))
    return [f"полноту и достоверность документов и записей, которые готовит: {', '.join(made.values())}"] * bool(made)


def _approvals(post: Post) -> list[str]:
    texts = []
    for operation in post.work:
        for step in operation.steps:
            if step.approves not in post.roles:
                continue
            document = post.handbook.documents.get(step.document or "")
            what = f"утверждать документ {quoted(document.title)}" if document else "утверждать принятые решения"
            texts.append(f"{what} в операции {quoted(operation.title)}")
    return texts


def _control(post: Post) -> list[str]:
    """One item however many points there are: each stands in the regulation of its process."""
    where: dict[str, str] = {}
    for operation in post.operations:
        if any(point.to in post.roles for point in operation.control_points):
            home = post.home(operation)
            where.setdefault(home.id if home else operation.id, quoted((home or operation).title))
    if not where:
        return []
    return [f"получать сведения контрольных точек и принимать меры при отклонениях: {', '.join(where.values())}"]
