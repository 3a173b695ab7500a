"""Check 13: every page and call says who may ask for it; none is open because somebody forgot."""
import re

from tree import Tree, is_test

MADE = re.compile(r"\{\s*(?:page::)?Method::(?:get|post),\s*(?P<pattern>[^,{}]+),\s*(?P<who>[^,]+?)\s*,")
UNSAID = re.compile(r"\b(?:page::)?(?:Route|Who)\s+\w+\s*(?:;|\{\s*\}|=\s*\{\s*\})|\bWho\s*\{\s*\}")
RULE = re.compile(r"(?:page::)?Who::\w+\(")
NAME = re.compile(r"(?:std::move\()?(\w+)\)?$")


def routes(tree: Tree, _: dict) -> list[str]:
    problems = []
    for source in tree.sources:
        if is_test(source) or source == "page/route.h":
            continue
        text = tree.text(source)
        for told in UNSAID.finditer(tree.code(source)):
            problems.append(f"{source}:{line_of(text, told.start())}: {told[0].strip()} names no rule; write "
                            "{method, pattern, Who::…, handler}")
        for made in MADE.finditer(text):
            if not is_rule(made["who"], text):
                problems.append(f"{source}:{line_of(text, made.start())}: the route {made['pattern'].strip()} says "
                                "not who may; put Who::anyone(), signed_in(), staff() or may(act) third")
    return problems


def is_rule(who: str, text: str) -> bool:
    """Who::…, or a name that this file says to be one."""
    if RULE.match(who):
        return True
    name = NAME.match(who)
    return bool(name and re.search(rf"\bWho\b[\s&]*(?:const)?[\s&]*\b{name[1]}\b|\b{name[1]}\s*=\s*(?:page::)?Who::",
                                   text))


def line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
