package dev.postern.bench.gateway;

import dev.postern.bench.BarChart.Bar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Set-ups of one kind of client on all routes.
 *
 * @param figures Postern's first
 */
record SessionSetUpTable(String client, Map<Route, SessionSetUps.Figures> figures) {

  private static final double RATE_GOAL = 1.7;
  private static final double LATENCY_GOAL = 4;

  static SessionSetUpTable measure(String client, Route ours, List<Route> theirs) throws Exception {
    List<Route> routes = new ArrayList<>(List.of(ours));
    routes.addAll(theirs);
    return new SessionSetUpTable(client, SessionSetUps.measure(routes));
  }

  Map<String, SessionSetUps.Figures> byName() {
    Map<String, SessionSetUps.Figures> names = new LinkedHashMap<>();
    figures.forEach((route, one) -> names.put(route.name(), one));
    return names;
  }

  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    figures.forEach(
        (route, one) ->
            rows.add(
                List.of(
                    client,
                    route.name(),
                    GatewayBenchmark.number("%.0f ms", one.millis()),
                    GatewayBenchmark.number("%.1f /s", one.rate()),
                    GatewayBenchmark.number("%.1f ms", one.cpuMillis()))));
    return rows;
  }

  List<List<String>> goals() {
    SessionSetUps.Figures ours = byName().get("Postern");
    double rate = ours.rate() / byName().get("ForceCommand over ControlMaster").rate();
    double latency = byName().get("ProxyJump").millis() / ours.millis();
    return List.of(
        goal("set-ups a second, against ForceCommand over ControlMaster", rate, RATE_GOAL),
        goal("p50, ProxyJump against Postern", latency, LATENCY_GOAL));
  }

  private List<String> goal(String what, double ratio, double goal) {
    List<String> row = new ArrayList<>(List.of(client, what));
    row.addAll(GatewayBenchmark.verdict(ratio, goal));
    return row;
  }

  List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    figures.forEach((route, one) -> bars.add(new Bar(route.name(), one.rate(), bars.isEmpty())));
    return bars;
  }
}
