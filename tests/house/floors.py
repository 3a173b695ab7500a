"""Checks 1 to 3: who may include whom. Floors and order of rooms, no cycles, roles in a room, heavy headers at home."""
from tree import Include, Tree, is_test, module_of, role_of, room_of


def floors(tree: Tree, rules: dict) -> list[str]:
    """1: a module includes lower floors only, a room only rooms before it, and nothing goes round in a circle."""
    problems = []
    for include in own_includes(tree):
        problems += floor_problem(include, rules) or order_problem(include, rules)
    edges = {source: [include.path for include in tree.includes(source) if include.own] for source in tree.sources}
    for cycle in cycles(edges):
        problems.append(f"{cycle[0]}: includes itself by way of {' -> '.join(cycle[1:])}; "
                        "move what both need into a header of its own")
    return problems


def own_includes(tree: Tree) -> list[Include]:
    return [include for source in tree.sources for include in tree.includes(source) if include.own]


def floor_problem(include: Include, rules: dict) -> list[str]:
    here, there = module_of(include.file), module_of(include.path)
    if there not in rules["floors"] or here not in rules["floors"] or here == there:
        return []
    where = f"{include.file}:{include.line}: {here} includes {include.path}"
    if there not in rules["floors"][here]:
        below = ", ".join(rules["floors"][here]) or "nothing of congvu"
        return [f"{where}; {here} may include {below}. Hand it in as an argument or a table, or move it down"]
    narrow = rules["narrow"].get(here, {}).get(there)
    name = include.path.split("/")[-1]
    if narrow and name not in narrow and not any(name.endswith("_" + allowed) for allowed in narrow):
        return [f"{where}; of {there} only {' and '.join(narrow)} are open to it"]
    return []


def order_problem(include: Include, rules: dict) -> list[str]:
    here, there = room_of(include.file), room_of(include.path)
    if here is None or there is None or here == there or module_of(here) != module_of(there):
        return []
    if is_test(include.file):  # a test may call on a neighbour to make what it needs
        return []
    module, where = module_of(here), f"{include.file}:{include.line}: {here} includes {include.path}"
    if module in rules["rooms_apart"]:
        return [f"{where}; rooms of {module} do not know each other: meet through duties, cases and events, "
                "or move what both need to agency"]
    order = rules["rooms_in_order"].get(module)
    if order is None:
        return []
    names = here.split("/")[1], there.split("/")[1]
    for name in names:
        if name not in order:
            return [f"{where}; give {module}/{name} its place in rooms_in_order of tests/house/house.yaml"]
    if order.index(names[1]) > order.index(names[0]):
        return [f"{where}, which stands above it; the order is {', '.join(order)}. Declare what is needed as an "
                "interface here and let app connect it, or react to its event"]
    return []


def cycles(edges: dict[str, list[str]]) -> list[list[str]]:
    """Each circle once, as the way round it from its first name and back."""
    found, done = [], set()

    def walk(node: str, way: list[str]) -> None:
        if node in way:
            circle = way[way.index(node):]
            if node == min(circle):
                found.append(circle + [node])
            return
        if node in done:
            return
        for other in edges.get(node, []):
            walk(other, way + [node])
        done.add(node)

    for node in sorted(edges):
        walk(node, [])
    return found


def roles(tree: Tree, rules: dict) -> list[str]:
    """2: what a file of a room may include follows from its role; other rooms show only their public headers."""
    problems = []
    for include in own_includes(tree):
        if is_test(include.file):
            continue
        if module_of(include.file) in rules["sliced"]:
            problems += role_problem(include, rules)
        problems += public_problem(include, rules)
    return problems


def role_problem(include: Include, rules: dict) -> list[str]:
    here, there = room_of(include.file), room_of(include.path)
    role = role_of(include.file, rules["roles"])
    table = rules["roles"][role]
    where = f"{include.file}:{include.line}: includes {include.path}, and its role is {role}"
    if here is not None and here == there:
        if role_of(include.path, rules["roles"]) in table.get("never_own", []):
            return [f"{where}; pure files decide from state alone. Ask beforehand and put the answer in Context"]
        return []
    if module_of(include.path) in rules["sliced"]:
        name = include.path.split("/")[-1]
        if role == "pure" and name.removesuffix(".h") in ("queries", "room"):
            return [f"{where}; a pure file may know only the pure headers of lower rooms"]
        return []
    if not any(include.path.startswith(allowed) for allowed in table["may"]):
        return [f"{where}; such a file may include {', '.join(table['may'])} and its room. Move the line to a file "
                "whose role allows it"]
    return []


def public_problem(include: Include, rules: dict) -> list[str]:
    here, there = room_of(include.file), room_of(include.path)
    if there is None or here == there or module_of(there) not in rules["sliced"] or module_of(include.file) == "app":
        return []
    name = include.path.split("/")[-1]
    public = [there.split("/")[1] + ".h", *rules["public_headers"], *rules.get("also_public", {}).get(there, [])]
    if name in public or any(name.endswith("_" + each) for each in rules["public_headers"]):
        return []
    return [f"{include.file}:{include.line}: includes {include.path}, which is {there}'s own business; "
            f"it shows {', '.join(public)}"]


def heads(tree: Tree, rules: dict) -> list[str]:
    """3: network, SQL, XML and PDF headers stay in their one room, behind a header of ours."""
    problems = []
    for source in tree.sources:
        for include in tree.includes(source):
            for head, homes in rules["heads"].items():
                if include.own or not include.path.startswith(head):
                    continue
                if not any(source.startswith(home) for home in homes):
                    problems.append(f"{source}:{include.line}: includes <{include.path}>, at home in "
                                    f"{', '.join(homes)} only; call a header of ours there")
    return problems
