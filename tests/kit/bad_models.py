"""Models that are broken, endless or hostile, each handed to the program as a file: it says what is wrong and where, or
answers null with a warning, within bounds of memory and time (models.py)."""
from models import (boxed_for, check, decision, definitions, evaluate, expression, invocation, knowledge, literal,
                    table)


def refused(model: str | bytes, kind: str, line: int | None = None) -> None:
    told = evaluate(model)
    assert told.code == 1 and told.errors.strip(), (told.code, told.errors, told.json)
    assert line is None or f"bad.dmn:{line}" in told.errors, told.errors
    checked = check(model)
    assert checked.code == 1, checked.json
    if checked.json is None:  # not to be read at all
        assert checked.errors.strip()
    else:
        assert kind in checked.keys(), checked.keys()
        found = [each for each in checked.json["problems"] if each["kind"] == kind]
        assert line is None or line in {each["line"] for each in found}, found
        assert all(each["element"] for each in found), found


def null_with(model: str, *kinds: str) -> None:
    told = evaluate(model)
    assert told.code == 0, told.errors
    assert told.json["result"] is None, str(told.json["result"])[:200]
    assert told.keys() & set(kinds), told.keys()
    check(model)


def malformed_xml_is_refused_with_its_line() -> None:
    refused(definitions("<decision>\n</decisoin>"), "xml.malformed", 3)
    refused(definitions(decision("D", literal("1")))[:-20], "xml.malformed")
    refused(b"\xff\xfe\x00<", "xml.malformed")
    refused("", "xml.malformed")
    refused(b"<?xml version='1.0'?>\n<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>\n<d>&b;</d>",
            "xml.document_type", 2)


def an_unknown_namespace_is_refused_with_its_line() -> None:
    refused("<!-- x -->\n" + definitions(decision("D", literal("1")), "urn:not-dmn"), "dmn.not_dmn", 2)


def elements_ten_thousand_deep_are_refused() -> None:
    refused(definitions("<decision id='D' name='D'>" + "<list>\n" * 10_000 + literal("1") + "</list>" * 10_000 +
                        "</decision>"), "xml.too_deep", 100)
    refused(definitions("<itemDefinition name='t'>" + "<itemComponent name='c'>" * 10_000 +
                        "</itemComponent>" * 10_000 + "</itemDefinition>"), "xml.too_deep")


def texts_ten_thousand_deep_are_refused() -> None:
    for opening, closing in (("(", ")"), ("[", "]"), ("{a: ", "}"), ("if true then (", ") else 0"), ("abs(", ")"),
                             ("for i in [", "] return i")):
        refused(expression(opening * 10_000 + "1" + closing * 10_000), "dmn.cell_unreadable", 2)
    refused(expression("1" + " + 1" * 10_000), "dmn.cell_unreadable", 2)


def an_expression_of_a_million_characters_is_answered_or_refused() -> None:
    assert evaluate(expression("count([" + "1," * 499_990 + "1])")).json["result"] == 499_991
    refused(expression(" " * 600_000 + "1" + " " * 600_000 + "+"), "dmn.cell_unreadable")
    refused(expression('"' + "x" * 1_100_000 + '"'), "dmn.cell_unreadable", 2)
    many = "{" + ", ".join(f"tiền a{i}: {i}" for i in range(40_000)) + ", b: tiền a39999}.b"
    assert evaluate(expression(many)).json["result"] == 39_999


def decisions_in_a_circle_are_told_with_their_path() -> None:
    circle = "".join(decision(f"d{i}", literal(f"d{(i + 1) % 50}"), (f"d{(i + 1) % 50}",)) for i in range(50))
    refused(definitions(circle + decision("D", literal("d0"), ("d0",))), "dmn.cycle")
    refused(definitions(decision("D", literal("D"), ("D",))), "dmn.cycle", 2)
    chain = "".join(decision(f"d{i}", literal(f"d{i + 1}"), (f"d{i + 1}",)) for i in range(20_000))
    null_with(definitions(chain + decision("d20000", literal("1")) + decision("D", literal("d0"), ("d0",))),
              "dmn.too_deep")


def an_import_that_is_nowhere_is_told() -> None:
    kind = 'importType="https://www.omg.org/spec/DMN/20230324/MODEL/"'
    refused(definitions(f'<import name="law" namespace="urn:nowhere" {kind}/>\n' + decision("D", literal("1"))),
            "dmn.missing_import", 2)
    many = "".join(f'<import name="n{i}" namespace="urn:{i}" {kind}/>\n' for i in range(20_000))
    needs = "".join('<informationRequirement><requiredDecision href="urn:1#d"/></informationRequirement>\n'
                    for _ in range(20_000))
    refused(definitions(many + f"<decision id='D' name='D'>{needs}</decision>"), "dmn.missing_import")


def lists_of_ten_millions_are_not_built() -> None:
    null_with(expression("for i in 1..10000000 return i"), "feel.too_large", "feel.too_much")
    null_with(expression("count(for i in [1..10000000] return for j in [1..10000000] return j)"), "feel.too_large",
              "feel.too_much")
    null_with(expression("some i in 1..10000, j in 1..10000, k in 1..10000 satisfies i < 0"), "feel.too_much")
    walk = boxed_for(literal("for i in 1..900000 return i"), boxed_for(literal("for j in 1..900000 return j"), literal("i")))
    null_with(definitions(decision("D", walk)), "feel.too_much", "feel.too_large")
    null_with(expression("for i in 1..900000 return partial"), "feel.too_large")
    heap = boxed_for(literal("for i in 1..900000 return i"), literal("partial"))
    null_with(definitions(decision("D", heap)), "feel.too_much", "feel.too_large", "feel.too_deep")


def lists_of_lists_do_not_grow_without_bound() -> None:
    doubled = decision("d0", literal("[1]")) + "".join(
        decision(f"d{i}", f"<list>{literal(f'd{i - 1}')}{literal(f'd{i - 1}')}</list>", (f"d{i - 1}",))
        for i in range(1, 60))
    told = evaluate(definitions(doubled + decision("D", literal("d59"), ("d59",))))
    assert "feel.too_large" in told.keys(), told.keys()
    entries = "".join(f'<contextEntry><variable name="a{i}"/><context><contextEntry><variable name="x"/>'
                      f'{literal(f"a{i - 1}")}</contextEntry><contextEntry><variable name="y"/>{literal(f"a{i - 1}")}'
                      f"</contextEntry></context></contextEntry>" for i in range(1, 60))
    first = f'<contextEntry><variable name="a0"/>{literal("[1]")}</contextEntry>'
    told = evaluate(definitions(decision("D", f"<context>{first}{entries}</context>")))
    assert told.keys() & {"feel.too_large"}, told.keys()


def numbers_beyond_34_digits_have_no_end_of_memory() -> None:
    null_with(expression("10**10**10**10**10"), "feel.no_number")
    null_with(expression("10**(10**10)"), "feel.no_number")
    for text in ("9.999999999999999999999999999999999E6144 * 10", "1e99999", "-(10**6144) * 10**6144"):
        told = evaluate(expression(text))
        assert told.code == 1 or told.json["result"] is None, told.json
    assert evaluate(expression("9" * 100_000)).code in (0, 1)
    assert evaluate(expression("0." + "0" * 100_000 + "1")).code in (0, 1)
    assert evaluate(expression("1/3")).json["result"] is not None


def powers_of_powers_end() -> None:
    for text in ("exp(exp(exp(10)))", "(10**6144)**(10**6144)", "1.0000000001**(10**30)", "(-1)**(10**33+1)",
                 "decimal(1/3, 6176)", "decimal(1/3, 10**33)", "round half up(10**6144, -6111)", "sqrt(10**6144)",
                 "modulo(10**6144, 3)", "modulo(10**6144, 10**-6176)", "log(10**-6143)", "stddev([10**6144, -10**6144])"):
        told = evaluate(expression(text))
        assert told.code == 0, (text, told.errors)


def texts_do_not_grow_without_bound() -> None:
    doubling = "{a0: \"" + "x" * 64 + "\"" + "".join(f", a{i}: a{i - 1} + a{i - 1}" for i in range(1, 60)) + "}.a59"
    null_with(expression(doubling), "feel.text_too_long", "feel.wrong_kinds")
    for text in ('string join(for i in 1..1000000 return "xxxxxxxx", "' + "y" * 60_000 + '")',
                 'count(for i in 1..100000 return string join(for j in 1..1000 return "x"))',
                 'replace("' + "a" * 60_000 + '", "a", "' + "b" * 60_000 + '")',
                 'count(split("' + "a" * 200_000 + '", "a"))', 'string(for i in 1..1000000 return 10**6000)'):
        told = evaluate(expression(text))
        assert told.code == 0 and told.json["warnings"], (text[:60], told.json)


def patterns_that_run_away_are_stopped() -> None:
    long = "a" * 30_000
    for pattern in ("^(a+)+$", "(a|aa)+b", "(a*)*b", "((a{0,50}){0,50}){0,50}b", "^(([a-z])+.)+[A-Z]([a-z])+$"):
        null_with(expression(f'matches("{long}!", "{pattern}")'), "feel.pattern_ran_away", "feel.bad_pattern")
    rows = [([f'matches(?, "^(a+)+{i}$")'], str(i)) for i in range(500)]
    told = evaluate(table(rows, [("s", "string")], "COLLECT"), values={"s": long + "!"})
    assert told.keys() & {"feel.pattern_ran_away", "feel.too_much"}, told.keys()
    check(table([([f'matches("{long}!", "(a*)*{i}")'], "1") for i in range(200)], [("s", "string")]))


def functions_that_call_themselves_without_end_are_stopped() -> None:
    null_with(definitions(knowledge("f", "n", literal("f(n + 1)")) + decision("D", literal("f(1)"), (), ("f",))),
              "dmn.too_deep", "feel.too_deep")
    # Twice each time: the depth alone would let it go on for ever
    null_with(definitions(knowledge("f", "n", literal("f(n + 1) + f(n + 2)")) +
                          decision("D", literal("f(1)"), (), ("f",))), "dmn.too_deep", "feel.too_deep", "feel.too_much")
    boxed = f"<list>{invocation('f', 'n', 'n + 1')}{invocation('f', 'n', 'n + 2')}</list>"
    told = evaluate(definitions(knowledge("f", "n", boxed) + decision("D", invocation("f", "n", "1"), (), ("f",))))
    assert told.keys() & {"feel.too_much", "feel.too_deep", "dmn.too_deep"}, told.keys()
    pair = knowledge("f", "n", literal("g(n)"), ("g",)) + knowledge("g", "n", literal("f(n)"), ("f",))
    null_with(definitions(pair + decision("D", literal("f(1)"), (), ("f",))), "dmn.too_deep", "feel.too_deep")
    counted = ("<context><contextEntry><variable name='f'/><functionDefinition><formalParameter name='n'/>" +
               literal("if n = 0 then 0 else 1 + f(n - 1)") + "</functionDefinition></contextEntry><contextEntry>" +
               literal("f(20)") + "</contextEntry></context>")
    assert evaluate(definitions(decision("D", counted))).json["result"] == 20
    own = ("<context><contextEntry><variable name='f'/><functionDefinition><formalParameter name='n'/>" +
           literal("f(n) + f(n)") + "</functionDefinition></contextEntry><contextEntry>" + literal("f(1)") +
           "</contextEntry></context>")
    null_with(definitions(decision("D", own)), "feel.too_deep", "dmn.too_deep", "feel.too_much")
    null_with(expression("{f: function(n) f(n) + f(n), r: f(1)}.r"), "feel.too_deep", "feel.too_much")
    service = ('<decisionService id="s" name="s"><outputDecision href="#D"/></decisionService>\n' +
               decision("D", literal("s() + s()"), (), ("s",)))
    null_with(definitions(service), "dmn.too_deep", "feel.too_deep", "feel.too_much")


def types_that_say_more_than_can_be_written_are_kept_short() -> None:
    types = '<itemDefinition name="t0"><typeRef>number</typeRef></itemDefinition>\n' + "".join(
        f'<itemDefinition name="t{i}"><itemComponent name="a"><typeRef>t{i - 1}</typeRef></itemComponent>'
        f'<itemComponent name="b"><typeRef>t{i - 1}</typeRef></itemComponent></itemDefinition>\n'
        for i in range(1, 60))
    given = '<inputData id="i" name="i"><variable name="i" typeRef="t59"/></inputData>\n'
    need = '<informationRequirement><requiredInput href="#i"/></informationRequirement>'
    cell = ('<decisionTable><input><inputExpression typeRef="t59"><text>i</text></inputExpression></input><output/>'
            '<rule id="r"><inputEntry><text>&lt; 1</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>'
            '</decisionTable>')
    model = definitions(types + given + f'<decision id="D" name="D">{need}{cell}</decision>')
    assert check(model).keys() & {"dmn.cell_kind"}
    evaluate(model, values={"i": {"a": 1}})
    circle = '<itemDefinition name="t"><typeRef>t</typeRef></itemDefinition>\n'
    check(definitions(circle + decision("D", literal("1"))))
    call = knowledge("f", "x", literal("1")).replace('name="x"', 'name="x" typeRef="t59"')
    told = evaluate(definitions(types + call + decision("D", literal("f(1)"), (), ("f",))))
    assert told.json["result"] is None and len(str(told.json)) < 2_000, told.json


def tables_of_many_rules_and_tests_are_bounded() -> None:
    wide = [([", ".join(f"[{(i * 400 + j) * 2}..{(i * 400 + j) * 2 + 1}]" for j in range(400))], str(i))
            for i in range(550)]
    model = table(wide, [("n", "number")])
    assert evaluate(model, values={"n": 960}).json["result"] == 1
    check(model)
    tall = [([f"[{i}..{i + 1})", f"< {i}"], str(i)) for i in range(20_000)]
    model = table(tall, [("n", "number"), ("m", "number")])
    assert evaluate(model, values={"n": 19_999.5, "m": 1}).json["result"] == 19_999
    check(model)
    allowed = "<outputValues><text>" + ",".join(f'"v{i}"' for i in range(60_000)) + "</text></outputValues>"
    check(table([(["-"], '"v1"'), (["-"], '"v59999"')], [("n", "number")], "PRIORITY", allowed))
    dates = ", ".join(f'date("20{i % 90 + 10}-01-{j:02}")' for i in range(400) for j in range(1, 29))
    check(table([([dates], "1")], [("d", "date")]))


def many_names_in_many_cells_are_bounded() -> None:
    columns = [(f"tiền {i}", "number") for i in range(1_000)]
    model = table([(["-"] * 999 + [f"< {i}"], f"{i} + 1") for i in range(60)], columns, "COLLECT")
    check(model)
    evaluate(model)
    given = "".join(f'<inputData id="i{i}" name="tiền {i}"/>' for i in range(4_000))
    needs = "".join(f'<informationRequirement><requiredInput href="#i{i}"/></informationRequirement>'
                    for i in range(4_000))
    lines = "".join(literal(f"tiền {i % 4_000}") for i in range(20_000))
    check(definitions(f"{given}<decision id='D' name='D'>{needs}<list>{lines}</list></decision>"))


ALL = [each for name, each in sorted(globals().items())
       if callable(each) and getattr(each, "__module__", "") == __name__ and name not in ("refused", "null_with")]
