"""Check 12: lengths, banned names, and nothing of one machine or one registry in the tree."""
import re

from tree import Tree, is_test

CONTROL = re.compile(r"^(if|for|while|switch|do|else|try|catch|return|co_return|co_await|case)\b")
TYPE = re.compile(r"\b(namespace|class|struct|enum|union|concept|extern)\b")


def shape(tree: Tree, rules: dict) -> list[str]:
    problems = []
    for source in tree.sources:
        problems += lengths(tree, source, rules["limits"])
        problems += names(tree, source, rules)
    for name in tree.everything():
        problems += machines(tree, name, rules)
    return problems


def lengths(tree: Tree, source: str, limits: dict) -> list[str]:
    problems = []
    lines = tree.text(source).splitlines()
    if len(lines) > limits["file_lines"]:
        problems.append(f"{source}: {len(lines)} lines, over {limits['file_lines']}; give an idea of it a file of "
                        "its own name")
    for number, line in enumerate(lines, 1):
        if len(line) > limits["columns"]:
            problems.append(f"{source}:{number}: {len(line)} columns, over {limits['columns']}; break the line")
    for name, first, length in functions(tree.code(source)):
        if length > limits["function_lines"]:
            problems.append(f"{source}:{first}: {name} has {length} lines, over {limits['function_lines']}; "
                            "name its parts")
    return problems


def functions(code: str) -> list[tuple[str, int, int]]:
    """(name, first line, lines) of each function, found by its braces. Lambdas count to the function around them."""
    found = []
    opened: list[tuple[str | None, int]] = []
    line, begin = 1, 0
    for at, character in enumerate(code):
        if character == "\n":
            line += 1
        elif character == ";":
            begin = at + 1
        elif character == "{":
            inside = any(name for name, _ in opened)
            head = " ".join(part for part in code[begin:at].splitlines() if not part.startswith("#")).strip()
            opened.append((None if inside else function_name(head), line))
            begin = at + 1
        elif character == "}" and opened:
            name, first = opened.pop()
            if name:
                found.append((name, first, line - first + 1))
            begin = at + 1
    return found


def function_name(head: str) -> str | None:
    head = re.sub(r"^(public|private|protected)\s*:", "", head).strip()
    before, paren, _ = head.partition("(")
    if not paren or CONTROL.match(head) or TYPE.search(re.sub(r"template\s*<[^{]*?>\s*", "", before)):
        return None
    name = re.search(r"(operator\s*\S+|~?\w+)\s*$", before)
    return name[1] if name else "a function"


def names(tree: Tree, source: str, rules: dict) -> list[str]:
    problems = []
    part = "|".join(rules["banned_name_parts"])
    banned = re.compile(rf"({part})(?=[A-Z_]|s?$)")
    for number, line in enumerate(tree.code(source).splitlines(), 1):
        for told in re.finditer(r"\b(?:class|struct|enum class|enum|union|concept|using)\s+([A-Z]\w*)", line):
            name = told[1]
            for term in rules["terms_of_standards"]:
                name = name.replace(term, "")
            if banned.search(name):
                problems.append(f"{source}:{number}: {told[1]} has {banned.search(name)[1]} in its name; "
                                "name it by what the field calls it")
    stem = re.sub(r"(_test)?\.(cpp|h)$", "", source.split("/")[-1])
    wrong = {word.lower() for word in rules["banned_name_parts"]} & set(stem.split("_"))
    if wrong and not is_test(source):
        problems.append(f"{source}: {', '.join(sorted(wrong))} in a file's name; name it by what the field calls it")
    return problems


def machines(tree: Tree, name: str, rules: dict) -> list[str]:
    try:
        text = (tree.root / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    problems = []
    banned = rules["never_written"] + (rules["never_written_in_src"] if name.startswith("src/") else [])
    for number, line in enumerate(text.splitlines(), 1):
        for rule in banned:
            if re.search(rule["pattern"], line) and "pattern:" not in line:
                problems.append(f"{name}:{number}: {rule['what']}; {rule['instead']}")
    return problems
