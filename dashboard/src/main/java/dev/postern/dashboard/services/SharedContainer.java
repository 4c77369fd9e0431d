package dev.postern.dashboard.services;

/**
 * A container of another account that the person may enter.
 *
 * @param account its owner
 * @param layer may be null
 */
public record SharedContainer(
    String id, String name, String account, String environment, String layer, String status) {

  public boolean isStopped() {
    return "STOPPED".equals(status);
  }
}
