package dev.postern.dashboard.services;

import java.util.List;

/** A part of a list, as every service gives it. */
public interface Page<T> {

  List<T> items();

  /** The cursor of the part that follows; null where this is the last. */
  String next();
}
