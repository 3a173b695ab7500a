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

  std::string xml() const {
    return "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
           "xmlns:congvu=\"https://congvu.vn/schema/bpmn/1.0\" "
           "xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" "
           "xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\">\n<process id=\"P\">\n" +
           inside_ + "</process></definitions>";
  }

 private:
  std::string inside_;
};

inline Surroundings surroundings() {
  return {{{"notify", {"notice"}}, {"take-number", {"register", "document"}}, {"render-document", {"document"}}}};
}

inline Expected<Definition> compiled(Drawing const& drawing) {
  return compile(drawing.xml(), "f", surroundings());
}

}  // namespace congvu::bpmn::test
