/** Sequence flows do not cross: a diagram that reviewers read is laid out from left to right. */
module.exports = function noCrossingFlows() {
  function check(node, reporter) {
    if (node.$type !== 'bpmndi:BPMNPlane') return;
    const edges = (node.planeElement ?? []).filter(
      (one) => one.waypoint && one.bpmnElement?.$type === 'bpmn:SequenceFlow',
    );
    edges.forEach((edge, position) => {
      for (const other of edges.slice(position + 1)) {
        if (!cross(edge.waypoint, other.waypoint)) continue;
        const { id } = edge.bpmnElement;
        reporter.report(id, `Flow crosses ${other.bpmnElement.id}`);
      }
    });
  }
  return { check };
};

function cross(first, second) {
  return segments(first).some((one) => segments(second).some((other) => meet(one, other)));
}

function segments(points) {
  return points.slice(1).map((point, position) => [points[position], point]);
}

/** Whether two segments cross inside both; touching at an end is not crossing. */
function meet([a, b], [c, d]) {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side(from, to, point) {
  return Math.sign((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x));
}
