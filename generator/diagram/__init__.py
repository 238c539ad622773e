"""Swimlane diagrams: flow → columns → rows → router → tracks → labels → geometry → svg."""
