"""Small decision models as text, and the program asked about them with bounds on its memory and time."""
import json
import os
import pathlib
import resource
import subprocess
import tempfile
from xml.sax.saxutils import escape, quoteattr

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONGVU = os.environ.get("CONGVU", str(ROOT / "build/release/congvu"))
SPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"
MEMORY = 1_500_000_000
SECONDS = 20


class Told:
    def __init__(self, done: subprocess.CompletedProcess) -> None:
        self.code, self.errors = done.returncode, done.stderr
        self.json = json.loads(done.stdout) if done.stdout.strip() else None

    def keys(self) -> set[str]:
        """Of the problems of a check, or of the warnings of an answer."""
        if "problems" in self.json:
            return {each["kind"] for each in self.json["problems"]}
        return {each["key"] for each in self.json["warnings"]}


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def asked(model: str | bytes, *words: str) -> Told:
    """The program with `words`, of which FILE stands for the model's file; it has died when its status is neither 0 nor 1."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "bad.dmn"
        path.write_bytes(model if isinstance(model, bytes) else model.encode())
        command = [CONGVU, "dmn", *(str(path) if each == "FILE" else each for each in words)]
        told = Told(subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=bounded))
    assert told.code in (0, 1), f"ended with {told.code}: {told.errors[:400]}"
    return told


def check(model: str | bytes) -> Told:
    return asked(model, "check", "FILE", "--json")


def evaluate(model: str | bytes, decision: str = "D", values: dict | None = None) -> Told:
    return asked(model, "eval", "FILE", "--decision", decision, "--input", json.dumps(values or {}), "--json")


def definitions(inside: str, space: str = SPACE) -> str:
    return f'<definitions xmlns="{space}" name="M" namespace="urn:m">\n{inside}\n</definitions>\n'


def literal(text: str) -> str:
    return f"<literalExpression><text>{escape(text)}</text></literalExpression>"


def decision(name: str, logic: str, needs: tuple[str, ...] = (), knows: tuple[str, ...] = ()) -> str:
    required = "".join(f'<informationRequirement><requiredDecision href="#{each}"/></informationRequirement>'
                       for each in needs)
    known = "".join(f'<knowledgeRequirement><requiredKnowledge href="#{each}"/></knowledgeRequirement>'
                    for each in knows)
    return f"<decision id={quoteattr(name)} name={quoteattr(name)}>{required}{known}{logic}</decision>\n"


def knowledge(name: str, parameter: str, body: str, knows: tuple[str, ...] = ()) -> str:
    known = "".join(f'<knowledgeRequirement><requiredKnowledge href="#{each}"/></knowledgeRequirement>'
                    for each in knows)
    return (f'<businessKnowledgeModel id="{name}" name="{name}"><encapsulatedLogic><formalParameter name="{parameter}"/>'
            f"{body}</encapsulatedLogic>{known}</businessKnowledgeModel>\n")


def invocation(called: str, parameter: str, value: str) -> str:
    return f'<invocation>{literal(called)}<binding><parameter name="{parameter}"/>{literal(value)}</binding></invocation>'


def boxed_for(source: str, body: str, variable: str = "i") -> str:
    return f'<for iteratorVariable="{variable}"><in>{source}</in><return>{body}</return></for>'


def expression(text: str) -> str:
    return definitions(decision("D", literal(text)))


def table(rules: list[tuple[list[str], str]], columns: list[tuple[str, str]], policy: str = "UNIQUE",
          output: str = "") -> str:
    given = "".join(f'<inputData id="i{i}" name="{name}"><variable name="{name}" typeRef="{kind}"/></inputData>\n'
                    for i, (name, kind) in enumerate(columns))
    needs = "".join(f'<informationRequirement><requiredInput href="#i{i}"/></informationRequirement>'
                    for i in range(len(columns)))
    inputs = "".join(f'<input><inputExpression typeRef="{kind}"><text>{name}</text></inputExpression></input>\n'
                     for name, kind in columns)
    rows = "\n".join(f'<rule id="r{i}">' + "".join(f"<inputEntry><text>{escape(cell)}</text></inputEntry>"
                                                   for cell in cells) +
                     f"<outputEntry><text>{escape(answer)}</text></outputEntry></rule>"
                     for i, (cells, answer) in enumerate(rules, 1))
    return definitions(f'{given}<decision id="D" name="D">{needs}\n<decisionTable id="T" hitPolicy="{policy}">\n'
                       f'{inputs}<output id="o" name="o">{output}</output>\n{rows}\n</decisionTable></decision>')
