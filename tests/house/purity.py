"""Checks 4 and 5: pure files name nothing of the outside world, and SQL stays where it is expected."""
import re

from tree import Tree, is_test, module_of, role_of, room_of

SQL = re.compile(r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|"
                 r"(CREATE|DROP|ALTER)\s+(UNIQUE\s+)?(TABLE|INDEX|VIEW|VIRTUAL))\b", re.IGNORECASE | re.DOTALL)


def purity(tree: Tree, rules: dict) -> list[str]:
    """4: no clock, chance, file, thread or environment in pure code (that it links alone, the build proves)."""
    problems = []
    for source in tree.sources:
        if is_test(source) or not is_pure(source, rules):
            continue
        for number, line in enumerate(tree.code(source).splitlines(), 1):
            for banned in rules["pure_never_names"]:
                told = re.search(banned["pattern"], line)
                if told:
                    problems.append(f"{source}:{number}: names {banned['what']} ({told[0]}); {banned['instead']}")
        for include in tree.includes(source):
            if include.path in rules["pure_never_includes"]:
                problems.append(f"{source}:{include.line}: includes {include.path}; take what it gives from Context")
    return problems


def is_pure(source: str, rules: dict) -> bool:
    if any(source.startswith(place) for place in rules["pure"]):
        return True
    in_room = room_of(source) is not None and module_of(source) in rules["sliced"]
    return in_room and role_of(source, rules["roles"]) == "pure"


def sql(tree: Tree, rules: dict) -> list[str]:
    """5: SQL text only in views, queries and record."""
    problems = []
    for source in tree.sources:
        allowed = any(source.startswith(place) for place in rules["sql"]["places"])
        if allowed or is_test(source) or role_of(source, rules["roles"]) in rules["sql"]["roles"]:
            continue
        for number, literal in tree.literals(source):
            if SQL.search(literal):
                problems.append(f"{source}:{number}: SQL text; put it in the room's views or queries and call that")
    return problems
