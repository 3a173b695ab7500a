// Small diagrams for tests, written as a sentence: Drawing{}.start("s").user("a").end("e").flow("s", "a").flow("a",
// "e").
#pragma once

#include <string>
#include <string_view>

#include "rules/bpmn/bpmn.h"

namespace congvu::bpmn::test {

class Drawing {
 public:
  Drawing& start(std::string const& id) { return element("startEvent", id); }
  Drawing& end(std::string const& id) { return element("endEvent", id); }
  Drawing& user(std::string const& id, std::string const& attributes = "") {
    return element("userTask", id, attributes);
  }
  Drawing& effect(std::string const& id, std::string const& effect = "notify") {
    return element("serviceTask", id, "congvu:effect=\"" + effect + "\"");
  }
  Drawing& exclusive(std::string const& id, std::string const& default_flow = "") {
    return element("exclusiveGateway", id, default_flow.empty() ? "" : "default=\"" + default_flow + "\"");
  }
  Drawing& parallel(std::string const& id) { return element("parallelGateway", id); }
  Drawing& timer(std::string const& id, std::string const& host, std::string const& duration = "P3D") {
    return element("boundaryEvent", id, "attachedToRef=\"" + host + "\"",
                   "<timerEventDefinition><timeDuration>" + duration + "</timeDuration></timerEventDefinition>");
  }
  // The flow's id is "source>target".
  Drawing& flow(std::string const& source, std::string const& target, std::string const& condition = "") {
    auto const inside =
        condition.empty() ? "" : "<conditionExpression><![CDATA[" + condition + "]]></conditionExpression>";
    return element("sequenceFlow", source + "-" + target, "sourceRef=\"" + source + "\" targetRef=\"" + target + "\"",
                   inside);
  }
  Drawing& element(std::string const& kind, std::string const& id, std::string const& attributes = "",
                   std::string const& inside = "") {
    inside_ += "<" + kind + " id=\"" + id + "\" name=\"" + id + "\" " + attributes + ">" + inside + "</" + kind + ">\n";
    return *this;
  }

  Drawing& sub_process(std::string const& id, Drawing const& contents, std::string const& attributes = "",
                       std::string const& kind = "subProcess") {
    return element(kind, id, attributes, contents.inside_);
  }
  // An event with one definition in it: "signal" for the signal S, "timer" after a day.
  Drawing& event(std::string const& kind, std::string const& id, std::string const& definition,
                 std::string const& attributes = "") {
    return element(kind, id, attributes, definition_of(definition));
  }
  Drawing& script(std::string const& id, std::string const& text) {
    return element("scriptTask", id, "", "<script><![CDATA[" + text + "]]></script>");
  }
  // Beside the process: messages, signals, other processes.
  Drawing& beside(std::string const& xml) {
    beside_ += xml;
    return *this;
  }

  std::string xml() const {
    return "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
           "xmlns:congvu=\"https://congvu.vn/schema/bpmn/1.0\" "
           "xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" "
           "xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\">\n<process id=\"P\">\n" +
           inside_ + "</process>" + beside_ +
           "<message id=\"M\" name=\"M\"/><signal id=\"S\" name=\"S\"/><error id=\"E\" errorCode=\"E\"/>"
           "<escalation id=\"X\" escalationCode=\"X\"/></definitions>";
  }

 private:
  static std::string definition_of(std::string const& kind) {
    if (kind == "timer") return "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>";
    if (kind == "message") return "<messageEventDefinition messageRef=\"M\"/>";
    if (kind == "signal") return "<signalEventDefinition signalRef=\"S\"/>";
    if (kind == "error") return "<errorEventDefinition errorRef=\"E\"/>";
    if (kind == "escalation") return "<escalationEventDefinition escalationRef=\"X\"/>";
    if (kind == "condition")
      return "<conditionalEventDefinition><condition>n = 1</condition></conditionalEventDefinition>";
    if (kind == "link") return "<linkEventDefinition name=\"L\"/>";
    return "<" + kind + "EventDefinition/>";
  }

  std::string inside_;
  std::string beside_;
};

inline Surroundings surroundings() {
  return {{{"notify", {"notice"}}, {"take-number", {"register", "document"}}, {"render-document", {"document"}}}};
}

inline Expected<Definition> compiled(Drawing const& drawing) {
  return compile(drawing.xml(), "f", surroundings());
}

}  // namespace congvu::bpmn::test
