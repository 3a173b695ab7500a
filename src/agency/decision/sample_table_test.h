// A table for tests: what is paid by channel.
#pragma once

#include <string>

#include "agency/decision/decision.h"

namespace congvu::decision {

inline std::string sample_model(std::string const& counter_fee = "3000", std::string const& article = "Art. 4") {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="https://example.org/fees">
  <inputData id="c" name="channel"><variable id="cv" name="channel" typeRef="string"/></inputData>
  <decision id="d" name="Fee"><variable id="dv" name="Fee"/>
    <informationRequirement id="r"><requiredInput href="#c"/></informationRequirement>
    <decisionTable id="t" hitPolicy="UNIQUE">
      <input id="i"><inputExpression id="e" typeRef="string"><text>channel</text></inputExpression></input>
      <output id="o" name="amount" typeRef="number"/><annotation name="article"/><annotation name="mark"/>
      <rule id="online"><inputEntry id="a"><text>"online"</text></inputEntry>
        <outputEntry id="b"><text>0</text></outputEntry>
        <annotationEntry><text>Art. 3</text></annotationEntry><annotationEntry><text>F</text></annotationEntry></rule>
      <rule id="other"><inputEntry id="f"><text>not("online")</text></inputEntry>
        <outputEntry id="g"><text>)" +
         counter_fee + R"(</text></outputEntry>
        <annotationEntry><text>)" +
         article + R"(</text></annotationEntry><annotationEntry><text>K?</text></annotationEntry></rule>
    </decisionTable>
  </decision>
</definitions>
)";
}

inline Date day_of(int year, unsigned month, unsigned day) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

inline WrittenTable sample_table() {
  WrittenTable table;
  table.code = "fees";
  table.title = "Fee of a copy";
  table.use = Use::fee;
  table.decision = "Fee";
  table.procedures = {"1.005092"};
  table.from = day_of(2024, 1, 1);
  table.number = "31/QD";
  table.date = day_of(2023, 12, 20);
  table.model = sample_model();
  return table;
}

}  // namespace congvu::decision
