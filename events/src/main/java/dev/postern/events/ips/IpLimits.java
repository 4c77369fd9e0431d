package dev.postern.events.ips;

/** How many addresses of a family an account may hold; null is no limit, 0 is not allowed. */
public record IpLimits(Integer perContainer, Integer perEnvironment, Integer total) {}
