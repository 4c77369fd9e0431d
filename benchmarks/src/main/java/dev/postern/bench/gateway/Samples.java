package dev.postern.bench.gateway;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Figures of several rounds. */
final class Samples {

  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  double median() {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
