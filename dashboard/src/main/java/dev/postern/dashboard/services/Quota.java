package dev.postern.dashboard.services;

/** How many of a thing an account has, and how many it may have. */
public record Quota(int used, int allowed) {

  public boolean isUsedUp() {
    return used >= allowed;
  }
}
