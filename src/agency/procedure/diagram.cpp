#include "agency/procedure/diagram.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include "base/text.h"

namespace congvu::procedure {

namespace {

constexpr std::string_view waypoint_space = "http://www.omg.org/spec/DD/20100524/DI";
constexpr double margin = 12;
constexpr double letter_width = 6.2;  // of 11 px text, on average
constexpr double line_height = 14;
constexpr std::string_view line_colour = "#44546a";
constexpr std::string_view word_colour = "#1b2a3d";
constexpr double lane_label = 30;  // width of the band in which a lane's name stands

struct Point {
  double x = 0;
  double y = 0;
};

// An element that the diagram places: a shape with its bounds, or an edge with its points.
struct Placed {
  std::string element;
  std::optional<bpmn::Bounds> bounds;
  std::optional<bpmn::Bounds> label;
  std::vector<Point> points;
};

double number(xml::Document const& document, xml::Index at, std::string_view name) {
  auto const* text = xml::attribute(document, at, {}, name);
  double value = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), value);
  // A drawing stays within what a screen can show; anything else is a broken file.
  return std::isfinite(value) ? std::clamp(value, -1e5, 1e5) : 0;
}

std::optional<bpmn::Bounds> bounds_in(xml::Document const& document, xml::Index at) {
  auto const bounds = xml::child(document, at, bpmn::drawing_space, "Bounds");
  if (bounds == xml::none) return std::nullopt;
  return bpmn::Bounds{number(document, bounds, "x"), number(document, bounds, "y"),
                      std::max(0.0, number(document, bounds, "width")),
                      std::max(0.0, number(document, bounds, "height"))};
}

std::vector<Placed> placed_in(xml::Document const& document) {
  std::vector<Placed> all;
  for (xml::Index at = 0; at < document.nodes.size(); ++at) {
    if (document.nodes[at].kind != xml::Node::Kind::element) continue;
    bool const shape = xml::is(document, at, bpmn::diagram_space, "BPMNShape");
    if (!shape && !xml::is(document, at, bpmn::diagram_space, "BPMNEdge")) continue;
    auto const* element = xml::attribute(document, at, {}, "bpmnElement");
    if (!element) continue;
    Placed placed;
    placed.element = element->substr(element->find(':') + 1);
    if (shape) placed.bounds = bounds_in(document, at);
    for (auto const inner : xml::elements_in(document, at)) {
      if (xml::is(document, inner, waypoint_space, "waypoint")) {
        placed.points.push_back({number(document, inner, "x"), number(document, inner, "y")});
      } else if (xml::is(document, inner, bpmn::diagram_space, "BPMNLabel")) {
        placed.label = bounds_in(document, inner);
      }
    }
    all.push_back(std::move(placed));
  }
  return all;
}

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Lines of whole words, none wider than it must be.
std::vector<std::string> wrapped(std::string_view text, double width) {
  auto const most = static_cast<std::size_t>(std::max(4.0, width / letter_width));
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find(' ', at), text.size());
    auto const word = text.substr(at, end - at);
    if (!line.empty() && letters(line) + 1 + letters(word) > most) lines.push_back(std::exchange(line, {}));
    if (!line.empty()) line += ' ';
    line += word;
    at = end + 1;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string text_at(std::vector<std::string> const& lines, double x, double middle) {
  std::string out;
  double y = middle - line_height * (static_cast<double>(lines.size()) - 1) / 2;
  for (auto const& line : lines) {
    out += fmt::format(R"(<text x="{:.0f}" y="{:.0f}" fill="{}" stroke="none">{}</text>)", x, y, word_colour,
                       markup_escaped(line));
    y += line_height;
  }
  return out;
}

class Drawing {
 public:
  Drawing(bpmn::Model const& model, DiagramMarks const& marks) : model_(model), marks_(marks) {
    for (auto const& process : model.processes) {
      for (auto const& node : process.nodes) nodes_.emplace(node.id, &node);
      for (auto const& flow : process.flows) flows_.emplace(flow.id, &flow);
      for (auto const& lane : process.lanes) lanes_.emplace(lane.id, &lane);
    }
  }

  std::string whole(std::string_view title) {
    auto const all = placed_in(*model_.document);
    // Lanes lie under everything, arrows under the steps they join.
    for (auto const& each : all) {
      if (each.bounds && !nodes_.contains(each.element)) draw_lane(each);
    }
    for (auto const& each : all) {
      if (!each.points.empty()) draw_flow(each);
    }
    for (auto const& each : all) {
      if (each.bounds && nodes_.contains(each.element)) draw_node(each, *nodes_.at(each.element));
    }
    if (out_.empty()) return {};
    auto const width = right_ - left_ + 2 * margin;
    auto const height = bottom_ - top_ + 2 * margin;
    // Looks are attributes, not a style sheet: the picture is the same on a page, on paper and alone.
    return fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" class="bpmn" width="{2:.0f}" height="{3:.0f}" )"
        R"(viewBox="{0:.0f} {1:.0f} {2:.0f} {3:.0f}" role="img" font-size="11" text-anchor="middle" fill="none" )"
        R"(stroke="{4}" stroke-width="1.2"><title>{5}</title><defs><marker id="bpmn-arrow" viewBox="0 0 10 10" )"
        R"(refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z" fill="{4}" )"
        R"(stroke="none"/></marker></defs>{6}</svg>)",
        left_ - margin, top_ - margin, width, height, line_colour, markup_escaped(title), out_);
  }

 private:
  void reach(double x, double y) {
    left_ = std::min(left_, x);
    top_ = std::min(top_, y);
    right_ = std::max(right_, x);
    bottom_ = std::max(bottom_, y);
  }
  void reach(bpmn::Bounds const& bounds) {
    reach(bounds.x, bounds.y);
    reach(bounds.x + bounds.width, bounds.y + bounds.height);
  }

  static std::string_view look_of(StepMark mark) {
    switch (mark) {
      case StepMark::done:
        return R"( is-done" fill="#e6f4ea" stroke="#2f7d4f)";
      case StepMark::current:
        return R"( is-current" fill="#fff4d6" stroke="#8a6100" stroke-width="3)";
      default:
        return R"( is-ahead" fill="#ffffff" stroke-dasharray="4 3)";
    }
  }

  // The group an element is drawn in: its mark as a class, its name and the mark's word to be read aloud.
  std::string opened(std::string_view kind, std::string const& id, std::string const& name) const {
    auto const mark = marks_.of.find(id);
    if (mark == marks_.of.end()) {
      auto const fill = kind == "flow" ? "none" : "#ffffff";
      return fmt::format(R"(<g class="{}" fill="{}"><title>{}</title>)", kind, fill, markup_escaped(name));
    }
    auto const word = marks_.words.find(mark->second);
    return fmt::format(R"(<g class="{}{}"><title>{}: {}</title>)", kind, look_of(mark->second), markup_escaped(name),
                       word == marks_.words.end() ? std::string{} : markup_escaped(word->second));
  }

  void draw_lane(Placed const& placed) {
    auto const& bounds = *placed.bounds;
    reach(bounds);
    auto const lane = lanes_.find(placed.element);
    out_ += fmt::format(R"(<g class="lane" stroke="#b8c4d3"><rect x="{:.0f}" y="{:.0f}" width="{:.0f}" )"
                        R"(height="{:.0f}"/>)",
                        bounds.x, bounds.y, bounds.width, bounds.height);
    if (lane != lanes_.end()) {
      auto const x = bounds.x + lane_label / 2;
      auto const y = bounds.y + bounds.height / 2;
      out_ += fmt::format(R"~(<g transform="rotate(-90 {:.0f} {:.0f})">{}</g>)~", x, y,
                          text_at(wrapped(lane->second->name, bounds.height), x, y + 4));
    }
    out_ += "</g>";
  }

  void draw_flow(Placed const& placed) {
    auto const flow = flows_.find(placed.element);
    if (flow == flows_.end()) return;
    std::string path;
    for (auto const& point : placed.points) {
      reach(point.x, point.y);
      path += fmt::format("{}{:.0f} {:.0f}", path.empty() ? "M" : "L", point.x, point.y);
    }
    out_ += opened("flow", placed.element, flow->second->name);
    out_ += fmt::format(R"~(<path d="{}" marker-end="url(#bpmn-arrow)"/>)~", path);
    if (!flow->second->name.empty()) {
      auto const middle = label_of(placed);
      out_ += text_at(wrapped(flow->second->name, 90), middle.x, middle.y);
    }
    out_ += "</g>";
  }

  static Point label_of(Placed const& placed) {
    if (placed.label) {
      return {placed.label->x + placed.label->width / 2, placed.label->y + placed.label->height / 2 + 4};
    }
    auto const& a = placed.points[(placed.points.size() - 1) / 2];
    auto const& b = placed.points[placed.points.size() / 2];
    return {(a.x + b.x) / 2, (a.y + b.y) / 2 - 5};
  }

  void draw_node(Placed const& placed, bpmn::FlowNode const& node) {
    auto const& bounds = *placed.bounds;
    reach(bounds);
    Point const middle{bounds.x + bounds.width / 2, bounds.y + bounds.height / 2};
    bool const gateway = node.kind.ends_with("Gateway");
    bool const event = node.kind.ends_with("Event");
    out_ += opened(gateway ? "gateway" : event ? "event" : "step", node.id, node.name);
    if (gateway) {
      draw_gateway(bounds, middle, node.kind);
    } else if (event) {
      draw_event(bounds, middle, node.kind);
    } else {
      out_ += fmt::format(R"(<rect x="{:.0f}" y="{:.0f}" width="{:.0f}" height="{:.0f}" rx="8"/>)", bounds.x, bounds.y,
                          bounds.width, bounds.height);
    }
    draw_name(placed, node, middle, gateway || event);
    out_ += "</g>";
  }

  void draw_gateway(bpmn::Bounds const& bounds, Point middle, std::string_view kind) {
    out_ += fmt::format(R"(<path d="M{:.0f} {:.0f}L{:.0f} {:.0f}L{:.0f} {:.0f}L{:.0f} {:.0f}z"/>)", middle.x, bounds.y,
                        bounds.x + bounds.width, middle.y, middle.x, bounds.y + bounds.height, bounds.x, middle.y);
    auto const arm = bounds.width / 5;
    // A cross for "one of them", a plus for "all of them".
    if (kind == "parallelGateway") {
      out_ += fmt::format(R"(<path class="sign" d="M{0:.0f} {2:.0f}v{3:.0f}M{1:.0f} {4:.0f}h{3:.0f}"/>)", middle.x,
                          middle.x - arm, middle.y - arm, 2 * arm, middle.y);
    } else if (kind == "exclusiveGateway") {
      out_ += fmt::format(R"(<path class="sign" d="M{0:.0f} {1:.0f}l{2:.0f} {2:.0f}m0 -{2:.0f}l-{2:.0f} {2:.0f}"/>)",
                          middle.x - arm / 1.4, middle.y - arm / 1.4, 2 * arm / 1.4);
    }
  }

  void draw_event(bpmn::Bounds const& bounds, Point middle, std::string_view kind) {
    auto const radius = std::min(bounds.width, bounds.height) / 2;
    // An end has a thick line, a start a thin one: BPMN 2.0.2, 10.5.
    auto const line = kind == "endEvent" ? 3 : 1;
    out_ += fmt::format(R"(<circle cx="{:.0f}" cy="{:.0f}" r="{:.0f}" stroke-width="{}"/>)", middle.x, middle.y, radius,
                        line);
    if (kind != "boundaryEvent") return;
    // The hands of a clock: what waits on a boundary is a time limit.
    out_ += fmt::format(R"(<circle cx="{0:.0f}" cy="{1:.0f}" r="{2:.0f}"/>)"
                        R"(<path class="sign" d="M{0:.0f} {3:.0f}V{1:.0f}h{4:.0f}"/>)",
                        middle.x, middle.y, radius - 3, middle.y - radius / 2, radius / 3);
  }

  // A step's name stands in its box, that of a gateway or event below it, or where the file puts it.
  void draw_name(Placed const& placed, bpmn::FlowNode const& node, Point middle, bool beside) {
    if (node.name.empty()) return;
    if (!beside) {
      out_ += text_at(wrapped(node.name, placed.bounds->width - 10), middle.x, middle.y + 4);
      return;
    }
    auto const width = placed.label ? std::max(placed.label->width, 80.0) : 90.0;
    auto const lines = wrapped(node.name, width);
    auto const half = line_height * static_cast<double>(lines.size()) / 2;
    Point at{middle.x, placed.bounds->y + placed.bounds->height + half + 8};
    if (placed.label) at = {placed.label->x + placed.label->width / 2, placed.label->y + half + 4};
    reach(at.x, at.y + half);
    out_ += text_at(lines, at.x, at.y);
  }

  bpmn::Model const& model_;
  DiagramMarks const& marks_;
  std::map<std::string, bpmn::FlowNode const*, std::less<>> nodes_;
  std::map<std::string, bpmn::SequenceFlow const*, std::less<>> flows_;
  std::map<std::string, bpmn::Lane const*, std::less<>> lanes_;
  std::string out_;
  double left_ = 1e6, top_ = 1e6, right_ = -1e6, bottom_ = -1e6;
};

}  // namespace

std::string bpmn_svg(bpmn::Model const& model, DiagramMarks const& marks, std::string_view title) {
  if (!model.document) return {};
  return Drawing{model, marks}.whole(title);
}

}  // namespace congvu::procedure
