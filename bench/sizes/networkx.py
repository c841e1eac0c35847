import networkx

graph = networkx.Graph()
graph.add_edge("a", "b", weight=4)
graph.add_edge("b", "d", weight=2)
graph.add_edge("a", "c", weight=3)
graph.add_edge("c", "d", weight=4)
print(networkx.shortest_path(graph, "a", "d", weight="weight"))
