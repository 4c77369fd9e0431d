package dev.postern.dashboard.services;

/** A service gave no answer that can be used. */
final class ServiceDownException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ServiceDownException(int status) {
    this("answered " + status);
  }

  ServiceDownException(String what) {
    super(what, null, false, false);
  }
}
