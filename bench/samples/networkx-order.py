import networkx as nx

graph = nx.DiGraph([("shirt", "tie"), ("tie", "jacket"), ("trousers", "shoes"), ("trousers", "jacket")])
print(list(nx.lexicographical_topological_sort(graph)))
