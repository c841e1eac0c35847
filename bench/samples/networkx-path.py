import networkx as nx
g = nx.Graph()
g.add_edge('a', 'b', weight=4); g.add_edge('b', 'd', weight=2); g.add_edge('a', 'c', weight=3); g.add_edge('c', 'd', weight=4)
print(nx.shortest_path(g, 'a', 'd', weight='weight'))
