"""map_page: graph.html, the whole vocabulary at one glance."""
