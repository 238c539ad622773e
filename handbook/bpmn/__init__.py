"""Diagrams of other programs read as sources: a BPMN 2.0 file in, files of ``regulations/`` and remarks out.

It stands in the kernel because its subject is the kernel's own: which record an element of a diagram is, which of the
company's roles a lane names, what a flow may hold. Nothing is rendered and nothing is written here: ``draft`` takes
bytes and a handbook and returns texts; the command that asked for them lays them on the disk.

The way of the data: ``document`` (bytes → XML, safely) → ``scheme`` (XML → elements) → ``cast`` and ``papers`` (who
and with what) → ``collect``, ``reshape``, ``order`` (elements → a graph our flow can hold) → ``messages`` → ``draft``
(texts). ``own`` and ``notes`` give back what our own export wrote: identifiers and documentation. ``ledger`` holds
every drawn element to account: it is used, or it is left and named with the reason.
"""
